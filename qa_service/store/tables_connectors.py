"""Connectors, and what became of each object that they listed."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from qa_service.domain.connectors import ConnectorKind, ObjectState
from qa_service.store.tables import Json, JsonOrNothing, Owned, _enum, now


class ConnectorRow(Owned, table=True):
    """One connector. `secrets` are references (``env:NAME``, ``file:name``), never the secrets. `cursor`: where the
    listing goes on. `holder` runs it until `held_until`; it is run again from `due_at`, `is_full` from the beginning of
    the listing. `failures` are those in a row, the last one's sentence beside it; `new_at`: when the last new object
    came. `reconciled`: what the last comparison with a whole listing said.
    """

    __tablename__ = "connector"
    __table_args__ = (
        sa.UniqueConstraint("name"),
        sa.Index("ix_connector_due_at", "is_on", "due_at"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    name: str = Field(max_length=100)
    kind: ConnectorKind = Field(sa_type=_enum(ConnectorKind))
    place: str = Field(max_length=1000)
    options: dict[str, Any] = Field(sa_type=Json)
    secrets: dict[str, str] = Field(sa_type=Json)
    is_on: bool = True
    set_by: str = Field(max_length=200)
    set_at: datetime = Field(default_factory=now)
    cursor: str = Field(default="", max_length=2000)
    is_full: bool = False
    due_at: datetime = Field(default_factory=now)
    holder: str | None = Field(default=None, max_length=100)
    held_until: datetime | None = None
    ran_at: datetime | None = None
    new_at: datetime | None = None
    failures: int = 0
    failure_sentence: list[Any] | None = Field(default=None, sa_type=JsonOrNothing)
    reconciled: dict[str, Any] | None = Field(default=None, sa_type=JsonOrNothing)


class ConnectorObjectRow(Owned, table=True):
    """One version of an object. `key` is a keyed hash of its name; the name itself is kept while there is something to
    say of it, and goes once all of it is taken. `attempts` counts those who died with it in hand; `accepted`,
    `unchanged` and `refused` the interactions in it, `reasons` why (at most a few).
    """

    __tablename__ = "connector_object"
    __table_args__ = (
        sa.UniqueConstraint("connector_id", "key", "version"),
        sa.Index("ix_connector_object_state", "connector_id", "state", "settled_at", "id"),
        sa.Index("ix_connector_object_client", "client"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    connector_id: uuid.UUID = Field(foreign_key="connector.id", ondelete="CASCADE")
    key: str = Field(max_length=64)
    version: str = Field(max_length=200)
    name: str | None = Field(default=None, max_length=1024)
    size: int = Field(sa_type=sa.BigInteger)
    state: ObjectState = Field(sa_type=_enum(ObjectState))
    attempts: int = 0
    accepted: int = 0
    unchanged: int = 0
    refused: int = 0
    reasons: list[Any] = Field(default_factory=list, sa_type=Json)
    seen_at: datetime = Field(default_factory=now)
    settled_at: datetime = Field(default_factory=now)
