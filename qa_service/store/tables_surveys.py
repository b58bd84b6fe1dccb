"""The table of what customers answered when they were asked after a contact."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from qa_service.domain.interaction import Channel
from qa_service.domain.surveys import SurveyKind
from qa_service.store.tables import Owned, _enum, now


class SurveyAnswerRow(Owned, table=True):
    """One answer, or (`value` None) that the customer was asked. `identity` is the keyed hash of its id, or of all that
    was handed in; by it the same line is known again. `content` is the keyed hash of what it says.

    It is about `interaction_id`; None: about nothing that is known yet. `contact` and `contact_identity` are the id by
    which the contact was named, as it is kept, and its keyed hash; `case_ref` the case. `customer` is the pseudonym.
    `comment` is masked; until a worker has masked it, it lies sealed in `comment_sealed`.
    """

    __tablename__ = "survey_answer"
    __table_args__ = (
        sa.UniqueConstraint("client", "identity"),
        sa.Index("ix_survey_answer_client_day", "client", "day"),
        sa.Index("ix_survey_answer_interaction_id", "interaction_id"),
        sa.Index("ix_survey_answer_client_contact", "client", "contact_identity"),
        sa.Index("ix_survey_answer_client_case", "client", "case_ref"),
        sa.Index("ix_survey_answer_client_customer", "client", "customer"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    identity: str = Field(max_length=64)
    content: str = Field(max_length=64)
    interaction_id: uuid.UUID | None = Field(default=None, foreign_key="interaction.id", ondelete="SET NULL")
    contact: str | None = Field(default=None, max_length=200)
    contact_identity: str | None = Field(default=None, max_length=64)
    case_ref: str | None = Field(default=None, max_length=200)
    customer: str | None = Field(default=None, max_length=200)
    kind: SurveyKind = Field(sa_type=_enum(SurveyKind))
    question: str | None = Field(default=None, max_length=200)
    value: int | None = None
    top: int
    at: datetime
    day: date
    channel: Channel | None = Field(default=None, sa_type=_enum(Channel))
    comment: str | None = Field(default=None, sa_type=sa.Text)
    comment_lang: str | None = Field(default=None, max_length=8)
    comment_sealed: bytes | None = Field(default=None, sa_type=sa.LargeBinary)
    taken_at: datetime = Field(default_factory=now)
