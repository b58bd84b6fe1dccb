"""The table of what agents promised to customers."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from qa_service.domain.followed_promises import PromiseOutcome
from qa_service.domain.promise_kinds import PromiseKind
from qa_service.store.tables import Owned, _enum


class PromiseRow(Owned, table=True):
    """One promise: the passage that holds it (no words), what is promised and by when. `at` is when it was made.
    `kept_at`, `kept_by`: the contact of the centre that kept it; `asked_again`: the customer came on the same matter
    after its time, which is a sign and no proof. `confirmed_by`: the person who said what became of it. It names no
    agent: it is the centre's.
    """

    __tablename__ = "promise"
    __table_args__ = (
        sa.UniqueConstraint("interaction_id", "turn", "kind"),
        sa.Index("ix_promise_at", "at", "id"),
        sa.Index("ix_promise_client_at", "client", "at", "id"),
        sa.Index("ix_promise_outcome_due", "outcome", "due_at"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    interaction_id: uuid.UUID = Field(foreign_key="interaction.id", ondelete="CASCADE")
    turn: int
    start: int
    end: int
    kind: PromiseKind = Field(sa_type=_enum(PromiseKind))
    at: datetime
    due_at: datetime | None = None
    outcome: PromiseOutcome | None = Field(default=None, sa_type=_enum(PromiseOutcome))
    kept_at: datetime | None = None
    kept_by: uuid.UUID | None = Field(default=None, foreign_key="interaction.id", ondelete="SET NULL")
    asked_again: uuid.UUID | None = Field(default=None, foreign_key="interaction.id", ondelete="SET NULL")
    asked_again_at: datetime | None = None
    confirmed_by: str | None = Field(default=None, max_length=200)
    confirmed_at: datetime | None = None
