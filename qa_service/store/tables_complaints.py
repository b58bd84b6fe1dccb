"""The tables of the register of complaints."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from qa_service.domain.complaints import ComplaintOutcome
from qa_service.domain.interaction import Channel
from qa_service.store.tables import Json, Owned, _enum, now


class ComplaintRow(Owned, table=True):
    """One complaint. `reference` is its number, or the masked form of it, and `identity` the keyed hash by which it is
    found again; `customer` the pseudonym. `at` is the beginning of the day of receipt, by which lists are ordered.

    `first_due_on` and `first_answered_on` are those before it was ever reopened. `told_due`, `told_late`: that its
    deadline comes near, or has passed, is told already. It holds no agent. It outlives the contact that it came with
    where that goes by its clock, and goes with it where somebody has it erased.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        sa.UniqueConstraint("client", "identity"),
        sa.Index("ix_complaint_at", "at", "id"),
        sa.Index("ix_complaint_client_at", "client", "at", "id"),
        sa.Index("ix_complaint_client_customer", "client", "customer"),
        sa.Index("ix_complaint_interaction_id", "interaction_id"),
        sa.Index("ix_complaint_due", "answered_on", "due_on"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    reference: str = Field(max_length=200)
    identity: str = Field(max_length=64)
    customer: str | None = Field(default=None, max_length=200)
    interaction_id: uuid.UUID | None = Field(default=None, foreign_key="interaction.id", ondelete="SET NULL")
    case_ref: str | None = Field(default=None, max_length=200)
    team: str | None = Field(default=None, max_length=200)
    channel: Channel | None = Field(default=None, sa_type=_enum(Channel))
    matter: str = Field(max_length=64)
    note: str | None = Field(default=None, sa_type=sa.Text)
    at: datetime
    received_on: date
    acknowledged_on: date | None = None
    due_on: date
    answered_on: date | None = None
    outcome: ComplaintOutcome | None = Field(default=None, sa_type=_enum(ComplaintOutcome))
    first_due_on: date
    first_answered_on: date | None = None
    reopened: int = 0
    told_due: bool = False
    told_late: bool = False
    history: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    registered_at: datetime = Field(default_factory=now)


class ComplaintRulesRow(Owned, table=True):
    """What a client has set for its complaints (`domain.complaints.ComplaintRules`)."""

    __tablename__ = "complaint_rules"

    client: str = Field(primary_key=True, max_length=200)
    body: dict[str, Any] = Field(sa_type=Json)
    by: str = Field(max_length=200)
    at: datetime = Field(default_factory=now)


class ComplaintDismissalRow(Owned, table=True):
    """A person said that a contact which the machine takes for a complaint is none."""

    __tablename__ = "complaint_dismissal"

    interaction_id: uuid.UUID = Field(primary_key=True, foreign_key="interaction.id", ondelete="CASCADE")
    by: str = Field(max_length=200)
    at: datetime = Field(default_factory=now)
