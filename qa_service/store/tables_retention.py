"""What is kept and for how long: legal holds, clocks, cuts of the audit trail; and who objects to being analysed."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from qa_service.domain.retention import HoldKind, KeptKind
from qa_service.store.tables import Owned, _enum, now


class LegalHoldRow(Owned, table=True):
    """Nothing erases what it is about: the contact `held_id`, the contacts of `customer` (the pseudonym), or all of
    `client`. The foreign key has no ON DELETE: the database itself refuses to remove a contact that is held by name.

    It is not called `interaction_id`: a session of one team would not see the holds of a customer then.
    """

    __tablename__ = "legal_hold"
    __table_args__ = (
        sa.Index("ix_legal_hold_client_set_at", "client", "set_at", "id"),
        sa.Index("ix_legal_hold_set_at", "set_at", "id"),
        sa.Index("ix_legal_hold_held_id", "held_id"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    kind: HoldKind = Field(sa_type=_enum(HoldKind))
    held_id: uuid.UUID | None = Field(default=None, foreign_key="interaction.id")
    customer: str | None = Field(default=None, max_length=200)
    reason: str = Field(sa_type=sa.Text)
    set_by: str = Field(max_length=200)
    set_at: datetime = Field(default_factory=now)


class RetentionClockRow(Owned, table=True):
    """After how many `days` a kind goes; None: not by itself. `client` is empty for the installation, whose clocks hold
    where a client has none of its own.
    """

    __tablename__ = "retention_clock"

    client: str = Field(primary_key=True, max_length=200)
    kind: KeptKind = Field(primary_key=True, sa_type=_enum(KeptKind))
    days: int | None = None
    set_by: str = Field(max_length=200)
    set_at: datetime = Field(default_factory=now)


class AuditCutRow(SQLModel, table=True):
    """That the lines of a chain up to `place`, whose last one has this hash, were removed as too old: `lines` of them
    at this cut. `mark` is made with the key of the seals. Rows are only added.
    """

    __tablename__ = "audit_cut"

    chain: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    hash: str = Field(max_length=64)
    lines: int
    mark: str = Field(max_length=64)
    at: datetime = Field(default_factory=now)


class OptOutRow(Owned, table=True):
    """A customer (the pseudonym) who objects to being analysed; `refused` counts what was handed in of them since."""

    __tablename__ = "opt_out"
    __table_args__ = (
        sa.UniqueConstraint("client", "customer"),
        sa.Index("ix_opt_out_set_at", "set_at", "id"),
        sa.Index("ix_opt_out_client_set_at", "client", "set_at", "id"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    customer: str = Field(max_length=200)
    set_by: str = Field(max_length=200)
    set_at: datetime = Field(default_factory=now)
    refused: int = 0
    refused_at: datetime | None = None
