"""The report to a client organisation, as the API answers with it."""

from pydantic import BaseModel, ConfigDict

from qa_service.api.examples_figures import CLIENT
from qa_service.api.figure_views import DifferenceView, GroupView
from qa_service.api.kpi_views import PackFigures


class RepeatsView(BaseModel):
    """Of `followed` contacts, how many came again within seven days, by where the cause of the first one lay."""

    followed: int
    inside_the_centre: int
    clients_own: int


class ReasonView(BaseModel):
    """A reason for contact with its outcomes."""

    intent: str
    n: int
    inside_the_centre: dict[str, int]
    clients_own: int
    no_case: int
    cannot_tell: int
    repeats: RepeatsView


class ComplaintsView(BaseModel):
    """Contacts that complain, and how they ended. Their age only a log of complaints could tell."""

    n: int
    share: float | None
    outcomes: ReasonView | None


class CriticalErrorView(BaseModel):
    """One of the latest contacts with a critical failure; `day` is the centre's. `agent` is a pseudonym, passages are
    masked.
    """

    id: str
    at: str
    day: str
    agent: str | None
    harms: dict[str, list[str]]
    extracts: list[str]


class ChangeView(BaseModel):
    """A version that was seen for the first time within the period. `resolution_moved` is after minus before."""

    part: str
    before: str
    after: str
    day: str
    resolution_moved: DifferenceView | None


class AgreedView(BaseModel):
    """Machine and people: both decided on `n` checked interactions, and agree on this share."""

    n: int
    share: float


class ClientView(GroupView):
    """What a client organisation is told."""

    model_config = ConfigDict(json_schema_extra={"examples": [CLIENT]})

    kpis: list[PackFigures]
    causes: dict[str, str]
    reasons: list[ReasonView]
    complaints: ComplaintsView
    critical_errors: list[CriticalErrorView]
    changes: list[ChangeView]
    agreement: dict[str, AgreedView]
