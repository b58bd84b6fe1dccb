"""What was learned from a client's own answers, and the jobs that learn and try criteria.

Nothing here holds a word of a customer, and nothing here names an interaction but in rows that its erasure takes along.
"""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, col

from qa_service.domain.interaction import WAITING, State
from qa_service.domain.own_criteria import JobKind, LearnedFamily
from qa_service.store.tables import Json, JsonOrNothing, Owned, _enum, now


class LearnedModelRow(Owned, table=True):
    """A model that was learned for one client. `subject` is the id of the criterion, or the label of a courtesy head,
    else empty; `question` the criterion's in both languages, as it was asked when people answered.

    `hash` (``sha256:...``) is that of `body`: equal answers give the same model, and a client keeps it once. `report`
    says how often it was right before anybody could publish it. `encoder` made the vectors that it reads. For an
    adapted head `published_at` puts it in force until `withdrawn_at`; a criterion's is in force where its client's
    rubric names it, and `published_at` tells since when one does.
    """

    __tablename__ = "learned_model"
    __table_args__ = (
        sa.UniqueConstraint("client", "family", "subject", "hash"),
        sa.Index("ix_learned_model_client_hash", "client", "hash"),
        sa.Index("ix_learned_model_client_made_at", "client", "made_at", "id"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    family: LearnedFamily = Field(sa_type=_enum(LearnedFamily))
    subject: str = Field(default="", max_length=64)
    question: dict[str, Any] | None = Field(default=None, sa_type=JsonOrNothing)
    hash: str = Field(max_length=71)
    body: bytes = Field(sa_type=sa.LargeBinary)
    report: dict[str, Any] = Field(sa_type=Json)
    encoder: str = Field(max_length=200)
    made_by: str = Field(max_length=200)
    made_at: datetime = Field(default_factory=now)
    published_by: str | None = Field(default=None, max_length=200)
    published_at: datetime | None = None
    withdrawn_by: str | None = Field(default=None, max_length=200)
    withdrawn_at: datetime | None = None


class LearnedFromRow(Owned, table=True):
    """An interaction whose answer a model was learned from. `doubt` is what its report says of it where it is among
    those that the model doubts most: it goes with the interaction.
    """

    __tablename__ = "learned_from"
    __table_args__ = (sa.Index("ix_learned_from_interaction_id", "interaction_id"),)

    model_id: uuid.UUID = Field(primary_key=True, foreign_key="learned_model.id", ondelete="CASCADE")
    interaction_id: uuid.UUID = Field(primary_key=True, foreign_key="interaction.id", ondelete="CASCADE")
    doubt: dict[str, Any] | None = Field(default=None, sa_type=JsonOrNothing)


class CriterionJobRow(Owned, table=True):
    """Learning a model, or trying a rubric on what a client had: asked for, worked on, finished.

    `request` and `result` name no interaction: those stand in `CriterionJobContactRow`. `done` of `total` interactions
    have been looked at; `worker` has the job in hand, and `attempts` counts those that died with it.
    """

    __tablename__ = "criterion_job"
    __table_args__ = (
        sa.Index("ix_criterion_job_made_at", "made_at", "id"),
        sa.Index("ix_criterion_job_client_made_at", "client", "made_at", "id"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    kind: JobKind = Field(sa_type=_enum(JobKind))
    request: dict[str, Any] = Field(sa_type=Json)
    state: State = Field(default=State.RECEIVED, sa_type=_enum(State))
    done: int = 0
    total: int | None = None
    result: dict[str, Any] | None = Field(default=None, sa_type=JsonOrNothing)
    failure: str | None = Field(default=None, sa_type=sa.Text)
    failure_sentence: list[Any] | None = Field(default=None, sa_type=JsonOrNothing)
    worker: str | None = Field(default=None, max_length=200)
    attempts: int = 0
    made_by: str = Field(max_length=200)
    made_at: datetime = Field(default_factory=now)
    done_at: datetime | None = None


class CriterionJobContactRow(Owned, table=True):
    """What a job says of one interaction, or was told of it: an example of an answer with the places that show it, one
    whose figure moves, or an answer to learn from. It holds no words, and goes with the interaction.
    """

    __tablename__ = "criterion_job_contact"
    __table_args__ = (sa.Index("ix_criterion_job_contact_interaction_id", "interaction_id"),)

    job_id: uuid.UUID = Field(primary_key=True, foreign_key="criterion_job.id", ondelete="CASCADE")
    place: int = Field(primary_key=True)
    interaction_id: uuid.UUID = Field(foreign_key="interaction.id", ondelete="CASCADE")
    body: dict[str, Any] = Field(sa_type=Json)


UNCLAIMED_CRITERION_JOBS = (col(CriterionJobRow.state).in_(WAITING), col(CriterionJobRow.worker).is_(None))
