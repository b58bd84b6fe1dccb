"""Figures by week as an SVG: the value of each week, its interval, and where models or rubrics changed. Pure."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from qa_service.domain.estimate import Estimate
from qa_service.domain.groups import Course

WIDTH, HEIGHT, EDGE = 600.0, 150.0, 10.0


class Point(NamedTuple):
    """A week: its Monday, its figure, and where it is drawn. `top` and `bottom` are the ends of the interval."""

    week: date
    figure: Estimate
    x: float
    y: float
    top: float
    bottom: float


class Break(NamedTuple):
    """A day on which something else began to answer, and where it is drawn."""

    day: date
    x: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """`line` joins the values; weeks without one to show leave a gap in the points, not in the line."""

    points: Sequence[Point]
    line: str
    breaks: Sequence[Break]


def drawn(course: Course, full: float, changes: Set[date]) -> Drawing | None:
    """The course on a scale from 0 to `full`; None for fewer than two weeks of which anything is known."""
    weeks = [(week, figure) for week, figure in course.weeks if isinstance(figure, Estimate) and not figure.open]
    if len(weeks) < 2:
        return None
    first, last = weeks[0][0], weeks[-1][0]

    def across(day: date) -> float:
        return round(EDGE + (day - first).days / (last - first).days * (WIDTH - 2 * EDGE), 1)

    def up(value: float) -> float:
        return round(EDGE + (1 - value / full) * (HEIGHT - 2 * EDGE), 1)

    points = [
        Point(week, figure, across(week), up(figure.value), up(figure.high), up(figure.low)) for week, figure in weeks
    ]
    ends = [f"{point.x} {point.y}" for point in points if not point.figure.wide]
    line = "M" + "L".join(ends) if ends else ""
    breaks = [Break(day, across(day)) for day in sorted(changes) if first <= day <= last]
    return Drawing(points, line, breaks)
