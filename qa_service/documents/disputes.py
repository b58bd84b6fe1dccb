"""Objections to a judgement, and what was decided."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from qa_service.documents.times import written
from qa_service.domain.review import DisputeState

_UUID = "0b2f6d0e-6c1e-4f0e-9a53-2f1d1c2b3a4d"
_OTHER = "5c9a3c1e-0d7f-4b64-8a5e-9d1f0a7be2c3"
_AT = "2026-03-02T16:04:11.120+00:00"
DISPUTE: dict[str, Any] = {
    "uuid": _OTHER,
    "interaction": _UUID,
    "client": "acme",
    "agent": "a17",
    "questions": ["criterion:greeting"],
    "why": "I greeted her before the recording starts",
    "opened_by": "key:5f0c7a1be2d9",
    "opened_at": _AT,
    "due_at": "2026-04-01T16:04:11.120+00:00",
    "state": "open",
    "decided_by": None,
    "decided_at": None,
    "decision": None,
}


class DisputeView(BaseModel):
    """An objection. Nobody who opened it or reviewed the interaction decides it; past `due_at` it expires."""

    model_config = ConfigDict(json_schema_extra={"examples": [DISPUTE]})

    uuid: str
    interaction: str
    client: str
    agent: str | None
    questions: list[str]
    why: str
    opened_by: str | None
    opened_at: str
    due_at: str
    state: DisputeState
    decided_by: str | None
    decided_at: str | None
    decision: str | None

    @classmethod
    def of(cls, row: Any, state: DisputeState, *, named: bool) -> "DisputeView":
        """A stored objection in its present `state`; `named`: with who opened and decided it."""
        return cls(
            uuid=str(row.id),
            interaction=str(row.interaction_id),
            client=row.client,
            agent=row.agent,
            questions=list(row.questions),
            why=row.why,
            opened_by=row.opened_by if named else None,
            opened_at=written(row.opened_at),
            due_at=written(row.due_at),
            state=state,
            decided_by=row.decided_by if named else None,
            decided_at=row.decided_at and written(row.decided_at),
            decision=row.decision,
        )


class DisputesView(BaseModel):
    """Newest first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [DISPUTE], "next": None}]})

    items: list[DisputeView]
    next: str | None
