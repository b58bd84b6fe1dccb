"""The report to a client organisation (ISO 18295-2)."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from qa_service.documents.figures import DIFFERENCE, DifferenceView
from qa_service.documents.key_figures import PACK, PackFigures
from qa_service.documents.scorecards import SCORECARD, GroupView
from qa_service.documents.surveys import SurveyFiguresView
from qa_service.domain import rounding
from qa_service.domain.changes import Change
from qa_service.domain.groups import GroupFigures
from qa_service.kpi.reasons import CLIENTS_OWN, Reason
from qa_service.store.incidents import Incident

CAUSES = {
    "it": "Causa del cliente: casi che il centro ha passato ad altri. Causa interna: tutti gli altri.",
    "en": "Client's own cause: cases that the centre passed on to others. Inside the centre: all others.",
}
_INSIDE = ("resolved", "pending", "unresolved")
_CLIENT: dict[str, Any] = {
    **{name: value for name, value in SCORECARD.items() if name not in ("agent", "monitoring_basis")},
    "client": "acme",
    "kpis": [
        {
            name: PACK[name]
            for name in ("pack", "name", "reference", "reference_in", "endings", "endings_note", "aspects")
        }
    ],
    "causes": CAUSES,
    "reasons": [
        {
            "intent": "billing",
            "n": 30,
            "inside_the_centre": {"resolved": 20, "pending": 5, "unresolved": 1},
            "clients_own": 3,
            "no_case": 0,
            "cannot_tell": 1,
            "repeats": {"followed": 25, "inside_the_centre": 2, "clients_own": 1},
        }
    ],
    "complaints": {"n": 2, "share": 0.05, "outcomes": None},
    "critical_errors": [
        {
            "id": "ext-8842",
            "at": "2026-03-03T09:14:05+00:00",
            "day": "2026-03-03",
            "agent": "agent-5c1d90aa",
            "harms": {"customer": ["no_rudeness"]},
            "extracts": ["non è colpa mia se lei non capisce"],
        }
    ],
    "changes": [
        {
            "part": "rubric",
            "before": "default@1",
            "after": "default@2",
            "day": "2026-03-10",
            "resolution_moved": DIFFERENCE,
        }
    ],
    "agreement": {"label:resolution": {"n": 12, "share": 0.9167}},
}


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

    @classmethod
    def of(cls, reason: Reason) -> Self:
        """Outcomes and repeats, apart by where the cause lies."""
        inside = reason.repeats - reason.repeats_clients_own
        repeats = RepeatsView(followed=reason.asked, inside_the_centre=inside, clients_own=reason.repeats_clients_own)
        return cls(
            intent=reason.intent,
            n=reason.n,
            inside_the_centre={label: reason.stands.get(label, 0) for label in _INSIDE},
            clients_own=reason.stands.get(CLIENTS_OWN, 0),
            no_case=reason.stands.get("not_applicable", 0),
            cannot_tell=reason.stands.get("unclear", 0),
            repeats=repeats,
        )


class ComplaintsView(BaseModel):
    """Contacts that complain, and how they ended. Their age only a log of complaints could tell."""

    n: int
    share: float | None
    outcomes: ReasonView | None

    @classmethod
    def of(cls, reasons: Sequence[ReasonView], n: int) -> Self:
        """Out of `n` contacts."""
        outcomes = next((reason for reason in reasons if reason.intent == "complaint"), None)
        count = outcomes.n if outcomes else 0
        return cls(n=count, share=rounding.for_documents(count / n) if n else None, outcomes=outcomes)


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

    @classmethod
    def of(cls, incident: Incident) -> Self:
        """Of one contact."""
        return cls(
            id=incident.id,
            at=incident.at.isoformat(),
            day=incident.day.isoformat(),
            agent=incident.agent,
            harms={harm: list(ids) for harm, ids in incident.harms.items()},
            extracts=list(incident.extracts),
        )


class ChangeView(BaseModel):
    """A version that was seen for the first time within the period. `resolution_moved` is after minus before."""

    part: str
    before: str
    after: str
    day: str
    resolution_moved: DifferenceView | None

    @classmethod
    def of(cls, change: Change) -> Self:
        """Null where one side cannot be told."""
        moved = None if change.moved is None else DifferenceView.of(change.moved)
        day = change.day.isoformat()
        return cls(part=change.part, before=change.before, after=change.after, day=day, resolution_moved=moved)


class AgreedView(BaseModel):
    """Machine and people: both decided on `n` checked interactions, and agree on this share."""

    n: int
    share: float

    @classmethod
    def all(cls, agreed: Mapping[str, tuple[int, int]]) -> dict[str, Self]:
        """By question; coefficients with intervals are found under /v1/agreement."""
        return {question: cls(n=n, share=rounding.for_documents(same / n)) for question, (n, same) in agreed.items()}


class ClientView(GroupView):
    """What a client organisation is told. `surveys`: what its customers answered, which is never averaged with what is
    measured here.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_CLIENT]})

    kpis: list[PackFigures]
    causes: dict[str, str]
    reasons: list[ReasonView]
    complaints: ComplaintsView
    critical_errors: list[CriticalErrorView]
    changes: list[ChangeView]
    agreement: dict[str, AgreedView]
    surveys: SurveyFiguresView | None = None

    @classmethod
    def told(
        cls,
        figures: GroupFigures,
        packs: Sequence[PackFigures],
        reasons: Sequence[Reason],
        incidents: Sequence[Incident],
        changes: Sequence[Change],
        **about: Any,
    ) -> Self:
        """The scorecard and the rest of the report; `about` as in `GroupView.of`."""
        views = [ReasonView.of(reason) for reason in reasons]
        return cls.of(
            figures,
            kpis=list(packs),
            causes=CAUSES,
            reasons=views,
            complaints=ComplaintsView.of(views, figures.total.get("n", 0)),
            critical_errors=[CriticalErrorView.of(incident) for incident in incidents],
            changes=[ChangeView.of(change) for change in changes],
            agreement=AgreedView.all(figures.agreed),
            **about,
        )
