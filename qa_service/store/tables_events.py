"""The tables of what goes out by itself: events, the endpoints and people that are told of them, and each try."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col

from qa_service.domain.events import EventType
from qa_service.domain.webhooks import DeliveryState, EndpointState
from qa_service.store.tables import Json, Owned, _enum, now

WHOLE_INSTALLATION = ""
"""In the place of a client: what concerns several of them or none, and an endpoint that is told of all."""


class EventRow(Owned, table=True):
    """Something that happened, written by the transaction in which it did. `data` holds ids and counts, no words.

    `object` is what it happened to: of the same object, a later event waits for the earlier one. What belongs to an
    interaction goes with it. `spread_at`: who is to be told of it was written down. `maker`: the one whose export is
    ready, or whose day a digest sums up.
    """

    __tablename__ = "event"
    __table_args__ = (sa.Index("ix_event_client_at", "client", "at", "number"),)

    number: int | None = Field(default=None, primary_key=True)
    id: uuid.UUID = Field(default_factory=uuid.uuid4, unique=True)
    type: EventType = Field(sa_type=_enum(EventType))
    object: str = Field(max_length=100)
    interaction_id: uuid.UUID | None = Field(default=None, foreign_key="interaction.id", ondelete="CASCADE", index=True)
    data: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    maker: str | None = Field(default=None, max_length=200)
    at: datetime = Field(default_factory=now, index=True)
    spread_at: datetime | None = None


_unspread = col(EventRow.spread_at).is_(None)
sa.Index("ix_event_unspread", col(EventRow.number), sqlite_where=_unspread, postgresql_where=_unspread)


class EndpointRow(Owned, table=True):
    """Where webhooks go. `client` empty: it is told of all clients' events and of what concerns none. `events` empty:
    of every type. `secret` and `former_secret` are sealed; both sign until `former_until`.

    `failures` counts tries that failed in a row over all its deliveries, the first of them at `failing_since`; it is
    left alone until `rests_until`.
    """

    __tablename__ = "webhook_endpoint"
    __table_args__ = (sa.Index("ix_webhook_endpoint_client", "client", "created_at", "id"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    url: str = Field(max_length=2000)
    label: str = Field(max_length=200)
    events: list[str] = Field(default_factory=list, sa_type=Json)
    secret: bytes
    former_secret: bytes | None = None
    former_until: datetime | None = None
    state: EndpointState = Field(default=EndpointState.ACTIVE, sa_type=_enum(EndpointState))
    state_at: datetime = Field(default_factory=now)
    failures: int = 0
    failing_since: datetime | None = None
    rests_until: datetime | None = None
    created_at: datetime = Field(default_factory=now)
    created_by: str = Field(max_length=200)


class DeliveryRow(Owned, table=True):
    """An event on its way to an endpoint, or as a notice by e-mail to a person.

    `object` and `event_number` are the event's. `taken_by` is whoever tries it at this moment, and nobody else does
    until `taken_until`. `tries` counts those of this time round, the first at `first_try_at`.
    """

    __tablename__ = "event_delivery"
    __table_args__ = (
        sa.UniqueConstraint("event_number", "endpoint_id"),
        sa.UniqueConstraint("event_number", "user_id"),
        sa.Index("ix_event_delivery_endpoint", "endpoint_id", "event_number"),
        sa.Index("ix_event_delivery_user", "user_id", "made_at"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    event_number: int = Field(foreign_key="event.number", ondelete="CASCADE")
    endpoint_id: uuid.UUID | None = Field(default=None, foreign_key="webhook_endpoint.id", ondelete="CASCADE")
    user_id: uuid.UUID | None = Field(default=None, foreign_key="account.id", ondelete="CASCADE")
    object: str = Field(max_length=100)
    state: DeliveryState = Field(default=DeliveryState.WAITING, sa_type=_enum(DeliveryState))
    made_at: datetime = Field(default_factory=now)
    due_at: datetime
    first_try_at: datetime | None = None
    tries: int = 0
    taken_by: str | None = Field(default=None, max_length=64)
    taken_until: datetime | None = None
    ended_at: datetime | None = None


_is_waiting = sa.func.coalesce(col(DeliveryRow.state), sa.literal("delivered", literal_execute=True)) == sa.literal(
    "waiting", literal_execute=True
)
"""Such that SQLite has the indexes in mind: it uses a partial index only where a query repeats its condition."""
IS_WAITING = _is_waiting
sa.Index(
    "ix_event_delivery_waiting",
    col(DeliveryRow.endpoint_id),
    col(DeliveryRow.object),
    col(DeliveryRow.event_number),
    sqlite_where=_is_waiting,
    postgresql_where=_is_waiting,
)


class AttemptRow(Owned, table=True):
    """One try to deliver: what came back, and how long it took in milliseconds. No word of an answer is kept."""

    __tablename__ = "event_attempt"
    __table_args__ = (sa.Index("ix_event_attempt_endpoint", "endpoint_id", "at", "id"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    delivery_id: uuid.UUID = Field(foreign_key="event_delivery.id", ondelete="CASCADE", index=True)
    endpoint_id: uuid.UUID | None = Field(default=None, foreign_key="webhook_endpoint.id", ondelete="CASCADE")
    number: int
    at: datetime = Field(index=True)
    status: int | None = None
    fault: str | None = Field(default=None, max_length=40)
    milliseconds: int


class NoticeChoiceRow(SQLModel, table=True):
    """What a user wants to be told of by e-mail (`domain.events.NoticeKind`), and where; the address is sealed, and
    counts once a code that was sent there came back. Of that code only the sha256 is kept.
    """

    __tablename__ = "notice_choice"

    user_id: uuid.UUID = Field(primary_key=True, foreign_key="account.id", ondelete="CASCADE")
    kinds: list[str] = Field(default_factory=list, sa_type=Json)
    address: bytes | None = None
    confirmed_at: datetime | None = None
    code: str | None = Field(default=None, max_length=64)
    code_until: datetime | None = None
    codes_sent: int = 0
