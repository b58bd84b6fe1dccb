"""Figures with intervals: one shape for shares, scores, differences and courses, wherever they show."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Self

from pydantic import BaseModel

from qa_service.documents.agreement import AutoPart
from qa_service.domain import rounding
from qa_service.domain.estimate import Difference, Estimate, Figure, MachineCount, Note, TooFew, Trend, Unanswered
from qa_service.domain.groups import Course, GroupFigures

_VERSIONS = {"heads": "heads@sha256:0b28bad80b4d", "rubric": "default@1"}
FIGURE: dict[str, Any] = {
    "value": 0.69,
    "low": 0.58,
    "high": 0.78,
    "level": 0.95,
    "n_machine": 40,
    "n_human": 12,
    "method": "post_stratified",
    "sampling": "simple",
    "versions": _VERSIONS,
    "note": None,
    "wide": False,
    "machine": {"value": 0.575, "numerator": 23, "denominator": 40},
}
DIFFERENCE: dict[str, Any] = {"value": 0.11, "low": -0.02, "high": 0.24, "level": 0.95, "told_apart": False}
TOO_FEW = "too_few"
_IN_GROUPS = {"criterion": "criteria", "section": "sections", "critical": "critical"}
_BRIEF = ("value", "low", "high", "n_machine", "n_human", "minimum", "note", "wide", "machine")


def plain(number: float) -> float | int:
    """A whole number without its decimal point."""
    return int(number) if number == int(number) else round(number, 3)


class Outgoing(BaseModel):
    """What goes out whole."""

    def document(self) -> dict[str, Any]:
        """Ready for JSON; what there is nothing to say of is left out."""
        return self.model_dump(mode="json", exclude_unset=True)


class MachineCountView(BaseModel):
    """What the machine alone counted: interactions that it called so (or the sum of its scores), out of all that it
    decided; `value` is their share (or mean). A figure's own `value` is this, corrected.
    """

    value: float
    numerator: float
    denominator: int

    @classmethod
    def of(cls, count: MachineCount | None) -> Self | None:
        """None where it decided nothing."""
        if count is None:
            return None
        value = rounding.for_documents(count.value)
        return cls(value=value, numerator=plain(count.numerator), denominator=count.denominator)


class FigureView(BaseModel):
    """A figure: the true one lies in `low`..`high` with probability `level`.

    `wide`: the interval covers more than half of the scale; show it, and not the `value`. `machine` is the count that
    the value corrects: two things, so show them as two.

    `n_machine` interactions have a machine answer, `n_human` of them a person's as well. `note`: `not_yet_checked_here`
    (the interval carries the machine's error on its evaluation set), `machine_error_unknown`,
    `machine_error_does_not_fit`, `agent_not_checked` (nobody has checked this agent's interactions: the interval is
    everything), `few_checks` (the interval is wide because it rests on few checks alone), `too_few` (then `value` is
    null and `minimum` says how many it takes), or `asks_for_person` (machine and people agree too little here: people's
    answers alone, null where there are none).
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    level: float | None = None
    n_machine: int
    n_human: int = 0
    minimum: int | None = None
    method: str | None = None
    sampling: str | None = None
    versions: dict[str, str] = {}
    note: str | None = None
    wide: bool = False
    machine: MachineCountView | None = None

    @classmethod
    def of(cls, figure: Estimate | TooFew | Unanswered, **more: Any) -> Self:
        """`more`: what else its kind carries."""
        if isinstance(figure, TooFew):
            return cls(value=None, n_machine=figure.n_machine, minimum=figure.minimum, note=TOO_FEW, **more)
        if isinstance(figure, Unanswered):
            return cls(value=None, n_machine=figure.n_machine, note=Note.ASKS_FOR_PERSON.value, **more)
        return cls(
            value=rounding.for_documents(figure.value),
            low=rounding.for_documents(figure.low),
            high=rounding.for_documents(figure.high),
            level=figure.level,
            n_machine=figure.n_machine,
            n_human=figure.n_human,
            method=figure.method.value,
            sampling=figure.sampling.value,
            versions=dict(figure.versions),
            note=None if figure.note is None else figure.note.value,
            wide=figure.wide,
            machine=MachineCountView.of(figure.machine),
            **more,
        )

    @classmethod
    def all(cls, figures: Mapping[str, Figure]) -> dict[str, Self]:
        """Figures by name; absent ones stay absent."""
        return {name: cls.of(figure) for name, figure in figures.items() if figure is not None}


class CriterionFigureView(FigureView):
    """The figure of a criterion, and whether the machine may answer it alone: while agreement with people holds the
    client's threshold, and while nobody has checked it at all.
    """

    auto: AutoPart | None = None


class FiguresView(BaseModel):
    """All figures of a group; absent where there is nothing to rest on. Shares are 0..1, scores 0..100."""

    resolution: FigureView | None = None
    courtesy: FigureView | None = None
    escalation: FigureView | None = None
    open_promise: FigureView | None = None
    critical: dict[str, FigureView] = {}
    criteria: dict[str, CriterionFigureView] = {}
    sections: dict[str, FigureView] = {}

    @classmethod
    def of(cls, group_figures: GroupFigures) -> Self:
        """`criterion:greeting` stands under `criteria`, `critical:customer` under `critical`, and so on."""
        views: dict[str, Any] = {}
        for name, figure in group_figures.figures.items():
            kind, _, id = name.partition(":")
            if figure is None:
                continue
            if kind == "criterion":
                view: FigureView = CriterionFigureView.of(figure, auto=AutoPart.of(group_figures.auto[id]))
            else:
                view = FigureView.of(figure)
            if kind in _IN_GROUPS:
                views.setdefault(_IN_GROUPS[kind], {})[id] = view
            else:
                views[name] = view
        return cls(**views)


class WeekView(BaseModel):
    """The figure of the week that begins on this Monday. `rubrics`: the versions that its interactions are scored
    under, where the figure depends on them.
    """

    week: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n_machine: int
    n_human: int = 0
    minimum: int | None = None
    note: str | None = None
    wide: bool = False
    machine: MachineCountView | None = None
    rubrics: list[str] = []

    @classmethod
    def of(cls, monday: date, figure: Estimate | TooFew | Unanswered, rubrics: Sequence[str] = ()) -> Self:
        """What of the figure is new in each week."""
        view = FigureView.of(figure)
        brief = {name: getattr(view, name) for name in _BRIEF if name in view.model_fields_set}
        if rubrics:
            brief["rubrics"] = list(rubrics)
        return cls(week=monday.isoformat(), **brief)


class TrendView(BaseModel):
    """Change by week through the weeks, with its interval."""

    change_a_week: float
    low: float
    high: float
    level: float
    weeks: int

    @classmethod
    def of(cls, trend: Trend) -> Self:
        """Changes by week are small: they keep more digits."""
        slope, low, high = (round(number, 6) for number in (trend.slope, trend.low, trend.high))
        return cls(change_a_week=slope, low=low, high=high, level=trend.level, weeks=trend.periods)


class CourseView(BaseModel):
    """Week by week, at most half a year back; `trend` is null for fewer than three weeks. `rubrics` are the versions
    behind it, where it depends on them: with more than one, what moves may be the rubric and not the work.
    """

    weeks: list[WeekView]
    trend: TrendView | None
    rubrics: list[str] = []

    @classmethod
    def of(cls, course: Course) -> Self:
        """Weeks without interactions are left out."""
        rubrics = course.rubrics
        weeks = [WeekView.of(day, figure, rubrics.get(day, ())) for day, figure in course.weeks if figure is not None]
        named = {"rubrics": list(course.versions)} if course.versions else {}
        return cls(weeks=weeks, trend=None if course.trend is None else TrendView.of(course.trend), **named)


class DifferenceView(BaseModel):
    """First minus second; `told_apart`: the interval leaves zero out."""

    value: float
    low: float
    high: float
    level: float
    told_apart: bool

    @classmethod
    def of(cls, difference: Difference) -> Self:
        """Rounded as figures are kept."""
        ends = {name: rounding.for_documents(getattr(difference, name)) for name in ("value", "low", "high")}
        return cls(**ends, level=difference.level, told_apart=difference.told_apart)
