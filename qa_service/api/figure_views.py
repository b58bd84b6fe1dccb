"""Figures with intervals, as the API answers with them."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from qa_service.api.examples_figures import COMPARISON, RANKING, SCORECARD
from qa_service.api.views import Group
from qa_service.documents.agreement import AutoPart
from qa_service.documents.times import Time


class MachineCountView(BaseModel):
    """What the machine alone counted: interactions that it called so (or the sum of its scores), out of all that it
    decided; `value` is their share (or mean). A figure's own `value` is this, corrected.
    """

    value: float
    numerator: float
    denominator: int


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


class WeekView(BaseModel):
    """The figure of the week that begins on this Monday."""

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


class TrendView(BaseModel):
    """Change by week through the weeks, with its interval."""

    change_a_week: float
    low: float
    high: float
    level: float
    weeks: int


class CourseView(BaseModel):
    """Week by week, at most half a year back; `trend` is null for fewer than three weeks."""

    weeks: list[WeekView]
    trend: TrendView | None


class GroupView(Group):
    """The scorecard of a group. `since` and `until` are the ends of the whole days, on the calendar of the
    centre, that are nearest to those that were asked for.

    `resolution`, `cannot_tell` and `courtesy` count what the machine found; `figures` are estimates. `pooled` are
    second figures, drawn towards those of all agents the more the less is known of this one: better for small groups
    and for ranking, wrong for an agent that truly differs. `n_checked` interactions were drawn by chance and reviewed.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [SCORECARD]})

    team: str | None = None
    n_checked: int
    figures: FiguresView
    pooled: dict[str, FigureView]
    courses: dict[str, CourseView]
    versions: dict[str, str]
    notice: dict[str, str]


class DifferenceView(BaseModel):
    """First minus second; `told_apart`: the interval leaves zero out."""

    value: float
    low: float
    high: float
    level: float
    told_apart: bool


class SideView(BaseModel):
    """One side of a comparison."""

    name: str
    since: Time | None
    until: Time | None
    n: Annotated[int, Field(ge=1)]
    figures: FiguresView


class ComparisonView(BaseModel):
    """Two groups, or one in two periods, with the differences of all figures that both have."""

    model_config = ConfigDict(json_schema_extra={"examples": [COMPARISON]})

    kind: str
    first: SideView
    second: SideView
    differences: dict[str, Any]


class RankView(BaseModel):
    """The places that an agent may hold; agents that cannot be told apart share places."""

    first: int
    last: int


class PlacedView(BaseModel):
    """An agent among the others; without a place and a pooled figure where too few interactions are there, or where
    nobody has checked any of them.
    """

    agent: str
    n: int
    figures: dict[str, FigureView]
    pooled: dict[str, FigureView]
    rank: dict[str, RankView]


class RankingView(BaseModel):
    """The agents of a client, by resolution, best first; those without a place last. A team leader's are those who are
    in the team by most of the period's interactions that name one.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [RANKING]})

    client: str
    since: Time | None
    until: Time | None
    monitoring_basis: str
    notice: dict[str, str]
    agents: list[PlacedView]
