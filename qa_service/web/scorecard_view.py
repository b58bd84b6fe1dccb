"""The page of a group's figures, worded and drawn for its template."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from qa_service.domain.changes import Change
from qa_service.domain.estimate import Difference, Estimate, Figure
from qa_service.domain.groups import Course, Days, Group, GroupFigures
from qa_service.domain.rollups import family
from qa_service.services.scorecards import ChangesPage, ScorecardPage
from qa_service.web.chart import Drawing, drawn
from qa_service.web.figure_words import ORDER, Titles, scale


class NamedFigure(NamedTuple):
    """A figure under its name; `top` is the end of its scale. `pooled` is drawn towards those of all agents."""

    key: str
    figure: Figure
    top: int
    pooled: Figure = None


class DrawnCourse(NamedTuple):
    """The course of one figure; `drawing` None: too few weeks. `rubrics`: the versions behind it by week, where it
    mixes several.
    """

    key: str
    drawing: Drawing | None
    change: Difference | None
    top: int
    rubrics: Mapping[date, Sequence[str]]


class MovedFigure(NamedTuple):
    """One figure in the period before and in this one."""

    key: str
    before: Figure
    now: Figure
    difference: Difference
    top: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A scorecard. `criteria` are the weakest first."""

    group: Group
    found: GroupFigures
    titles: Titles
    headlines: Sequence[NamedFigure]
    criteria: Sequence[NamedFigure]
    courses: Sequence[DrawnCourse]
    changes: Sequence[Change]

    @property
    def n(self) -> int:
        """Analysed interactions of the period."""
        return self.found.total.get("n", 0)

    @property
    def rubrics(self) -> Sequence[tuple[str, int]]:
        """The versions of rubrics behind the figures, and how many interactions are scored under each."""
        counts = family(self.found.total, "version:rubric")
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    @property
    def checked_share(self) -> float:
        """The part of them that was drawn by chance and answered by a person."""
        return self.found.n_checked / self.n if self.n else 0.0


@dataclass(frozen=True, slots=True)
class Changes:
    """How the figures differ from the period before; None and empty where there is nothing to compare with."""

    titles: Titles
    before: Days | None
    moved: Sequence[MovedFigure]
    changes: Sequence[Change]
    versions: Mapping[str, str]
    rubric_before: str = ""

    @property
    def is_mixed(self) -> bool:
        """Whether the two periods are scored under different versions of the rubric."""
        return self.rubric_before != self.versions.get("rubric", "") and bool(self.moved)

    @property
    def before_last(self) -> date | None:
        """The last day of the period before."""
        return self.before.until - timedelta(days=1) if self.before and self.before.until else None


def sheet(page: ScorecardPage, lang: str) -> Sheet:
    """In this language."""
    figures = page.figures
    keys = sorted(figures.figures, key=_place)
    return Sheet(
        page.group,
        figures,
        Titles(lang, page.rubrics),
        [_named(figures, key) for key in keys if not key.startswith("criterion:")],
        _weakest_first([_named(figures, key) for key in keys if key.startswith("criterion:")]),
        [_drawn(figures, key, page.changes) for key in figures.courses],
        page.changes,
    )


def changes(page: ChangesPage, lang: str) -> Changes:
    """In this language."""
    then = page.then.figures if page.then is not None else {}
    moved = [
        MovedFigure(key, then[key], page.now.figures[key], page.differences[key], scale(key))
        for key in sorted(page.differences, key=_place)
    ]
    rubric_before = "" if page.then is None else page.then.versions.get("rubric", "")
    return Changes(Titles(lang, page.rubrics), page.before, moved, page.changes, page.now.versions, rubric_before)


def _named(figures: GroupFigures, key: str) -> NamedFigure:
    return NamedFigure(key, figures.figures[key], scale(key), figures.pooled.get(key))


def _weakest_first(criteria: Sequence[NamedFigure]) -> list[NamedFigure]:
    """Those without a value to show last."""

    def place(criterion: NamedFigure) -> tuple[bool, float, str]:
        has_value = isinstance(criterion.figure, Estimate) and not criterion.figure.wide
        return (
            not has_value,
            criterion.figure.value if has_value and isinstance(criterion.figure, Estimate) else 0.0,
            criterion.key,
        )

    return sorted(criteria, key=place)


def _drawn(figures: GroupFigures, key: str, changes: Sequence[Change]) -> DrawnCourse:
    course, top = figures.courses[key], scale(key)
    trend = course.trend
    moved = Difference(trend.slope, trend.low, trend.high, trend.level) if trend else None
    breaks = {change.day for change in changes}
    drawing = drawn(course, top, breaks | _returns(course, breaks))
    return DrawnCourse(key, drawing, moved, top, course.rubrics if len(course.versions) > 1 else {})


def _returns(course: Course, breaks: Set[date]) -> set[date]:
    """The Mondays from which another version is behind a course than in the week before, where none is new: one that
    was there already comes back.
    """
    return {
        monday
        for before, monday in pairwise(sorted(course.rubrics))
        if not set(course.rubrics[before]) & set(course.rubrics[monday])
        and not any(monday <= day < monday + timedelta(days=7) for day in breaks)
    }


def _place(key: str) -> tuple[int, str]:
    kind = key.partition(":")[0]
    return (ORDER.index(kind) if kind in ORDER else len(ORDER), key)
