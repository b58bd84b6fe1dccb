"""What agents promised to customers, and what became of it."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from qa_service.documents.counted_shares import CountedShare
from qa_service.documents.times import Time
from qa_service.domain.followed_promises import PromiseOutcome
from qa_service.domain.interaction import Channel
from qa_service.domain.promise_kinds import PromiseKind
from qa_service.store.tables_promises import PromiseRow

_UUID = "7d1c9a3e-0d7f-4b64-8a5e-9d1f0a7be2c3"
_INTERACTION = "0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10"
PROMISE: dict[str, Any] = {
    "uuid": _UUID,
    "client": "acme",
    "interaction": _INTERACTION,
    "turn": 14,
    "start": 0,
    "end": 41,
    "kind": "call_back",
    "made_at": "2026-03-03T08:21:11.000+00:00",
    "due_at": "2026-03-04T23:00:00.000+00:00",
    "outcome": "kept",
    "kept_at": "2026-03-04T10:02:00.000+00:00",
    "kept_by": "1b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a11",
    "asked_again": None,
    "confirmed": False,
    "overdue": False,
}
_FIGURES: dict[str, Any] = {
    "client": "acme",
    "since": "2026-03-01",
    "until": "2026-04-01",
    "team": None,
    "channel": None,
    "kind": None,
    "contacts": 4012,
    "with_promise": {"n": 4012, "yes": 512, "value": 0.1276, "low": 0.1174, "high": 0.1383, "level": 0.95},
    "on_time": {"n": 204, "yes": 187, "value": 0.9167, "low": 0.87, "high": 0.9507, "level": 0.95},
    "promises": 560,
    "late": 9,
    "broken": 8,
    "unknown": 12,
    "open": 101,
    "overdue": 243,
    "asked_again": 31,
}


class PromiseView(BaseModel):
    """A promise: characters `start` to `end` of the masked text of `turn`, what is promised, and by when (null: it is
    not said, or not for sure). `kept_by` is the contact of the centre that kept it, `asked_again` one in which the
    customer came on the same matter after its time: a sign, no proof. `confirmed`: a person said what became of it.
    It names no agent.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [PROMISE]})

    uuid: UUID
    client: str
    interaction: UUID
    turn: int
    start: int
    end: int
    kind: PromiseKind
    made_at: Time
    due_at: Time | None
    outcome: PromiseOutcome | None
    kept_at: Time | None
    kept_by: UUID | None
    asked_again: UUID | None
    confirmed: bool
    overdue: bool

    @classmethod
    def of(cls, row: PromiseRow, moment: Any) -> Self:
        """As it stands at a moment."""
        same = {name: getattr(row, name) for name in cls.model_fields if hasattr(row, name)}
        overdue = row.outcome is None and row.due_at is not None and row.due_at < moment
        own = {"uuid": row.id, "interaction": row.interaction_id, "made_at": row.at, "overdue": overdue}
        return cls(**same, **own, confirmed=row.confirmed_by is not None)


class PromisePage(BaseModel):
    """The latest made first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [PROMISE], "next": None}]})

    items: list[PromiseView]
    next: str | None


class PromiseFiguresView(BaseModel):
    """Promises made in contacts of a period. `with_promise`: contacts that hold one, of all contacts; `on_time`: kept
    by their time, of those of which it is known what became of them. `overdue`: the time has passed and nobody knows;
    `asked_again`: of these, where the customer came again on the same matter.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_FIGURES]})

    client: str
    since: date | None
    until: date | None
    team: str | None
    channel: Channel | None
    kind: PromiseKind | None
    contacts: int
    with_promise: CountedShare
    on_time: CountedShare
    promises: int
    late: int
    broken: int
    unknown: int
    open: int
    overdue: int
    asked_again: int
