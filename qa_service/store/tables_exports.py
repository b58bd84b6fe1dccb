"""The tables of what leaves the service: exports, and the packs that coaches collect for training."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from qa_service.domain.interaction import State
from qa_service.store.tables import Json, JsonOrNothing, Owned, _enum, now


class ExportRow(Owned, table=True):
    """A file that somebody asked for. `client` is empty where it reaches over all client organisations.

    `wanted` is the `Order`, with what its maker might see. `done` of `total` rows are written (None: not counted).
    The file lies under ``exports/<id>`` until `expires_at`. `worker` has it in hand, and `attempts` counts those that
    died with it.
    """

    __tablename__ = "export"
    __table_args__ = (
        sa.Index("ix_export_maker", "maker", "made_at", "id"),
        sa.Index("ix_export_made_at", "made_at", "id"),
        sa.Index("ix_export_state_expires_at", "state", "expires_at"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    maker: str = Field(max_length=200)
    wanted: dict[str, Any] = Field(sa_type=Json)
    state: State = Field(default=State.RECEIVED, sa_type=_enum(State))
    failure: str | None = Field(default=None, sa_type=sa.Text)
    failure_sentence: list[Any] | None = Field(default=None, sa_type=JsonOrNothing)
    worker: str | None = Field(default=None, max_length=200)
    attempts: int = 0
    done: int = 0
    total: int | None = None
    size: int | None = Field(default=None, sa_type=sa.BigInteger)
    made_at: datetime = Field(default_factory=now)
    done_at: datetime | None = None
    expires_at: datetime | None = None


class PackRow(Owned, table=True):
    """Moments of one client organisation that a coach collects for training. `note` is for whoever trains with it."""

    __tablename__ = "pack"
    __table_args__ = (sa.Index("ix_pack_client_made_at", "client", "made_at", "id"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    title: str = Field(max_length=200)
    note: str = Field(default="", sa_type=sa.Text)
    maker: str = Field(max_length=200)
    made_at: datetime = Field(default_factory=now)


class PackItemRow(Owned, table=True):
    """A moment: an interaction, or a turn of it, and what it shows (``courtesy:rudeness``, ``criterion:greeting``).

    `turn` -1 means the whole interaction, and an empty `topic` anything, so that the same moment is there once.
    `used_at` says when somebody trained with it.
    """

    __tablename__ = "pack_item"
    __table_args__ = (sa.UniqueConstraint("pack_id", "interaction_id", "turn", "topic"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    pack_id: uuid.UUID = Field(foreign_key="pack.id", ondelete="CASCADE")
    interaction_id: uuid.UUID = Field(foreign_key="interaction.id", ondelete="CASCADE", index=True)
    turn: int = -1
    topic: str = Field(default="", max_length=200)
    note: str = Field(default="", sa_type=sa.Text)
    added_by: str = Field(max_length=200)
    added_at: datetime = Field(default_factory=now)
    used_at: datetime | None = None
