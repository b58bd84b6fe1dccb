"""Complaints as they stand in the register, and what it tells of a period."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from qa_service.documents.counted_shares import CountedShare
from qa_service.documents.problems import PROBLEM
from qa_service.domain.complaints import (
    ComplaintCounts,
    ComplaintOutcome,
    ComplaintRules,
    ComplaintState,
    ComplaintStep,
    state,
)
from qa_service.domain.interaction import Channel
from qa_service.store.tables_complaints import ComplaintRow

_UUID = "5c9a3c1e-0d7f-4b64-8a5e-9d1f0a7be2c3"
_INTERACTION = "0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10"
COMPLAINT: dict[str, Any] = {
    "uuid": _UUID,
    "reference": "R-20260303-4f1c9a",
    "client": "acme",
    "customer": "c-5f0c7a1be2d94c3e8a6b1f20d7c4e913",
    "interaction": _INTERACTION,
    "case": "T-4711",
    "channel": "call",
    "team": "nord",
    "matter": "billing",
    "note": None,
    "received_on": "2026-03-03",
    "acknowledged_on": "2026-03-04",
    "due_on": "2026-04-02",
    "answered_on": None,
    "outcome": None,
    "state": "open",
    "reopened": 0,
    "history": [
        {"what": "registered", "on": "2026-03-03", "by": "user:anna", "outcome": None},
        {"what": "acknowledged", "on": "2026-03-04", "by": "user:anna", "outcome": None},
    ],
}
_FIGURES: dict[str, Any] = {
    "client": "acme",
    "since": "2026-01-01",
    "until": "2026-04-01",
    "team": None,
    "channel": None,
    "matter": None,
    "contacts": 12040,
    "received": 61,
    "per_thousand": 5.07,
    "in_time": {"n": 48, "yes": 46, "value": 0.958, "low": 0.857, "high": 0.995, "level": 0.95, "withheld": None},
    "reopened": {"n": 46, "yes": 2, "value": 0.043, "low": 0.005, "high": 0.148, "level": 0.95, "withheld": None},
    "median_days": 12.5,
    "waiting": 12,
    "withdrawn": 1,
    "late_now": 2,
    "by_matter": {"billing": 40, "technical": 21},
}


class ComplaintStepView(BaseModel):
    """A line of the history. `by` only for who keeps the register."""

    what: ComplaintStep
    on: date
    by: str | None = None
    outcome: ComplaintOutcome | None = None


class ComplaintView(BaseModel):
    """One complaint. `reference` is its number, `customer` a pseudonym; `due_on` the last day on which an answer is in
    time. It names no agent; `team` only for who keeps the register.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [COMPLAINT]})

    uuid: UUID
    reference: str
    client: str
    customer: str | None
    interaction: UUID | None
    case: str | None
    channel: Channel | None
    team: str | None
    matter: str
    note: str | None
    received_on: date
    acknowledged_on: date | None
    due_on: date
    answered_on: date | None
    outcome: ComplaintOutcome | None
    state: ComplaintState
    reopened: int
    history: list[ComplaintStepView]

    @classmethod
    def of(cls, row: ComplaintRow, today: date, warn_days: int, *, keeps: bool) -> Self:
        """As it stands on a day; `keeps`: for who keeps the register, with the team and who did what."""
        same = {name: getattr(row, name) for name in cls.model_fields if hasattr(row, name) and name != "history"}
        same["team"] = row.team if keeps else None
        history = [
            ComplaintStepView.model_validate({**line, "by": line["by"] if keeps else None}) for line in row.history
        ]
        stands = state(row.due_on, row.answered_on, row.outcome, today, warn_days)
        own = {"uuid": row.id, "interaction": row.interaction_id, "case": row.case_ref, "state": stands}
        return cls(**same, **own, history=history)


class ComplaintPage(BaseModel):
    """By day of receipt, the latest first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [COMPLAINT], "next": None}]})

    items: list[ComplaintView]
    next: str | None


class ComplaintRulesView(ComplaintRules):
    """What a client has set; `matters` are those that may be named, its own or the reasons for contact."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "client": "acme",
                    "days": 30,
                    "counted": "calendar",
                    "warn_days": 5,
                    "matters": ["billing", "delivery"],
                }
            ]
        },
    )

    client: str


class ComplaintFiguresView(BaseModel):
    """Complaints received in a period. `in_time`: answered by their deadline, of those that were answered or are late;
    the first answer counts. `per_thousand` contacts of the same group and period. `waiting` are not answered and still
    in time, `late_now` those of any period whose deadline has passed today.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_FIGURES]})

    client: str
    since: date | None
    until: date | None
    team: str | None
    channel: Channel | None
    matter: str | None
    contacts: int
    received: int
    per_thousand: float | None
    in_time: CountedShare
    reopened: CountedShare
    median_days: float | None
    waiting: int
    withdrawn: int
    late_now: int
    by_matter: dict[str, int]

    @staticmethod
    def counts(counted: ComplaintCounts) -> dict[str, Any]:
        """What of it stands as it was counted."""
        rate = round(1000 * counted.received / counted.contacts, 2) if counted.contacts else None
        return {
            "contacts": counted.contacts,
            "received": counted.received,
            "per_thousand": rate,
            "median_days": counted.median_days,
            "waiting": counted.answers.waiting,
            "withdrawn": counted.answers.withdrawn,
            "by_matter": dict(counted.by_matter),
        }


class RefusedComplaint(BaseModel):
    """A line of a table, and why it was not taken."""

    line: int
    problem: dict[str, Any]


class ComplaintLinesView(BaseModel):
    """What became of a table's lines: `created`, `completed` (more is known of one now), `unchanged`, `refused`."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "client": "acme",
                    "counts": {"created": 12, "unchanged": 3, "refused": 1},
                    "refused": [{"line": 7, "problem": {k: v for k, v in PROBLEM.items() if k != "instance"}}],
                }
            ]
        }
    )

    client: str
    counts: dict[str, int]
    refused: list[RefusedComplaint]
