"""Everything that the page of an agent's, team's or client's figures shows, worked out for its template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session

from qa_service.domain.estimate import Difference, Estimate, Figure
from qa_service.domain.groups import Days, Group, GroupFigures, GroupKind
from qa_service.errors import NotFound
from qa_service.figures import ranking
from qa_service.figures.changes import Fresh
from qa_service.figures.changes import fresh as fresh_versions
from qa_service.figures.scorecard import alone, figures
from qa_service.services.dependencies import Dependencies
from qa_service.store import sums
from qa_service.web.chart import Drawing, drawn
from qa_service.web.figure_words import ORDER, Titles, scale
from qa_service.web.span import Span

_PARTS = ("asr", "heads", "encoder", "rubric")
"""What a change of is worth telling beside figures; the service's own version changes with every update."""


class Named(NamedTuple):
    """A figure under its name; `top` is the end of its scale. `pooled` is drawn towards those of all agents."""

    key: str
    figure: Figure
    top: int
    pooled: Figure = None


class Drawn(NamedTuple):
    """The course of one figure; `drawing` None: too few weeks."""

    key: str
    drawing: Drawing | None
    change: Difference | None
    top: int


class Moved(NamedTuple):
    """One figure in the period before and in this one."""

    key: str
    before: Estimate
    now: Estimate
    difference: Difference
    top: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A scorecard. `criteria` are the weakest first."""

    group: Group
    found: GroupFigures
    titles: Titles
    headlines: Sequence[Named]
    criteria: Sequence[Named]
    courses: Sequence[Drawn]
    fresh: Sequence[Fresh]

    @property
    def n(self) -> int:
        """Analysed interactions of the period."""
        return self.found.total.get("n", 0)

    @property
    def checked_share(self) -> float:
        """The part of them that was drawn by chance and answered by a person."""
        return self.found.n_checked / self.n if self.n else 0.0


@dataclass(frozen=True, slots=True)
class Changes:
    """How the figures differ from the period before; None and empty where there is nothing to compare with."""

    titles: Titles
    before: Days | None
    moved: Sequence[Moved]
    fresh: Sequence[Fresh]
    versions: Mapping[str, str]

    @property
    def before_last(self) -> date | None:
        """The last day of the period before."""
        return self.before.until - timedelta(days=1) if self.before and self.before.until else None


def sheet(
    session: Session, service: Dependencies, group: Group, span: Span, lang: str, known: GroupFigures | None = None
) -> Sheet:
    """Raises NotFound for a group without a finished interaction in the period; `known` are its figures, if they are
    there already.
    """
    days = span.days
    found = known or figures(session, group, days, service.basis, service.rubrics)
    fresh = fresh_versions(session, group, found.slices, _PARTS)
    titles = titles_of(session, service, group, lang)
    shown = sorted(found.figures, key=_place)
    return Sheet(
        group,
        found,
        titles,
        [_named(found, key) for key in shown if not key.startswith("criterion:")],
        _weakest_first([_named(found, key) for key in shown if key.startswith("criterion:")]),
        [_drawn(found, key, fresh) for key in found.courses],
        fresh,
    )


def changes(session: Session, service: Dependencies, group: Group, span: Span, lang: str) -> Changes:
    """Raises NotFound for a group without a finished interaction in the period."""
    found = alone(session, group, span.days, service.basis, service.rubrics)
    titles = titles_of(session, service, group, lang)
    before, moved = _moved(session, service, group, span, found)
    return Changes(titles, before, moved, fresh_versions(session, group, found.slices, _PARTS), found.versions)


def titles_of(session: Session, service: Dependencies, group: Group, lang: str) -> Titles:
    """Names by the rubrics in force for the clients of the group."""
    if group.kind is GroupKind.CLIENT:
        clients = [group.name]
    else:
        clients = [group.client] if group.client else sums.clients_of(session, group)
    return Titles(lang, [service.rubrics.current(session, client) for client in clients])


def _named(found: GroupFigures, key: str) -> Named:
    return Named(key, found.figures[key], scale(key), found.pooled.get(key))


def _weakest_first(criteria: Sequence[Named]) -> list[Named]:
    """Those without a value to show last."""

    def place(one: Named) -> tuple[bool, float, str]:
        told = isinstance(one.figure, Estimate) and not one.figure.wide
        return (not told, one.figure.value if told and isinstance(one.figure, Estimate) else 0.0, one.key)

    return sorted(criteria, key=place)


def _drawn(found: GroupFigures, key: str, fresh: Sequence[Fresh]) -> Drawn:
    course, top = found.courses[key], scale(key)
    trend = course.trend
    change = Difference(trend.slope, trend.low, trend.high, trend.level) if trend else None
    return Drawn(key, drawn(course, top, {one.day: one for one in fresh}), change, top)


def _moved(
    session: Session, service: Dependencies, group: Group, span: Span, found: GroupFigures
) -> tuple[Days | None, list[Moved]]:
    """The period before, and how the figures differ from those of then; nothing where there was nothing."""
    before = span.before
    if before is None:
        return None, []
    try:
        then = alone(session, group, before, service.basis, service.rubrics)
    except NotFound:
        return None, []
    apart = ranking.differences(found, then)
    return before, [_move(key, then, found, apart[key]) for key in sorted(apart, key=_place)]


def _move(key: str, then: GroupFigures, now: GroupFigures, difference: Difference) -> Moved:
    old, new = then.figures[key], now.figures[key]
    assert isinstance(old, Estimate)
    assert isinstance(new, Estimate)
    return Moved(key, old, new, difference, scale(key))


def _place(key: str) -> tuple[int, str]:
    kind = key.partition(":")[0]
    return (ORDER.index(kind) if kind in ORDER else len(ORDER), key)
