"""How many answers overruled the machine, and why: by question under each version of a rubric, and by month."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from qa_service.documents.overruled import OverruledCountPart, OverruledCounts
from qa_service.web.questions import Questions

_SUMMED = ("answers", "overruled", "to_sort", "guide_unclear", "machine_wrong", "reviewer_wrong")


class CountLine(NamedTuple):
    """One row: of what, and the sums."""

    question: str | None
    rubric: str | None
    since: date | None
    answers: int
    overruled: int
    to_sort: int
    guide_unclear: int
    machine_wrong: int
    reviewer_wrong: int


class Counted(NamedTuple):
    """Both tables; `questions` are those that were answered at all."""

    by_question: Sequence[CountLine]
    by_month: Sequence[CountLine]
    questions: frozenset[str]


def counted(counts: OverruledCounts, asked: Questions) -> Counted:
    """Questions in the order of their rubric, those without overruled answers left out; months in order."""
    order = {question: n for n, question in enumerate(asked.ordered({part.question for part in counts.counts}))}
    cells: dict[tuple[int, str, str | None], list[OverruledCountPart]] = {}
    months: dict[date, list[OverruledCountPart]] = {}
    for part in counts.counts:
        cells.setdefault((order[part.question], part.question, part.rubric), []).append(part)
        months.setdefault(part.since, []).append(part)
    lines = [
        _line(parts, question, rubric)
        for (_, question, rubric), parts in sorted(cells.items(), key=lambda item: (item[0][0], item[0][2] or ""))
    ]
    by_month = [_line(parts, since=since) for since, parts in sorted(months.items())]
    return Counted([line for line in lines if line.overruled], by_month, frozenset(order))


def _line(
    parts: Iterable[OverruledCountPart],
    question: str | None = None,
    rubric: str | None = None,
    since: date | None = None,
) -> CountLine:
    parts = list(parts)
    return CountLine(question, rubric, since, *(sum(getattr(part, name) for part in parts) for name in _SUMMED))
