"""What is kept whatever else is asked: legal holds."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from qa_service.domain.retention import HoldKind
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
