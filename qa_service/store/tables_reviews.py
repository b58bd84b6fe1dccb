"""The tables of: samples, reviews, disputes, corrections and calibration sessions."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from qa_service.domain.overruled import Cause
from qa_service.domain.review import CorrectionKind, DisputeState
from qa_service.domain.sampling import Purpose
from qa_service.store.tables import Json, JsonOrNothing, Owned, _enum, now

ALL_CLIENTS = ""
"""Stands as the client of a sample or session over several clients; no client has this name, so no key of one client
sees such a row."""


class ReviewRow(Owned, table=True):
    """One person's answer to one question of one interaction. Rows are only ever added.

    `question` is `criterion:<id>`, `label:intent`, `label:resolution`, `label:sentiment_end` or `courtesy:<label>`;
    `answer` a verdict, a label, or yes/no. `machine` and `machine_confidence` are the machine's answer at that
    moment, None where it had none, and `versions` what gave it (None: not known). `purpose` None: of one's own accord,
    outside any sample. `blind`: the reviewer had not been shown the machine's answers.
    """

    __tablename__ = "review"
    __table_args__ = (
        sa.Index("ix_review_question", "interaction_id", "question", "at"),
        sa.Index("ix_review_client_at", "client", "at"),
        sa.Index("ix_review_session_id", "session_id"),
        sa.Index("ix_review_pick_id", "pick_id"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    interaction_id: uuid.UUID = Field(foreign_key="interaction.id", ondelete="CASCADE")
    run: int
    rubric: str | None = Field(default=None, max_length=250)
    question: str = Field(max_length=120)
    answer: str = Field(max_length=64)
    machine: str | None = Field(default=None, max_length=64)
    machine_confidence: float | None = None
    versions: dict[str, str] | None = Field(default=None, sa_type=JsonOrNothing)
    reviewer: str = Field(max_length=200)
    why: str = Field(default="", sa_type=sa.Text)
    at: datetime = Field(default_factory=now)
    purpose: Purpose | None = Field(default=None, sa_type=_enum(Purpose))
    pick_id: uuid.UUID | None = None
    session_id: uuid.UUID | None = None
    dispute_id: uuid.UUID | None = None
    blind: bool = False


class SortedAnswerRow(Owned, table=True):
    """Why a person's answer overrules the machine's, as somebody has sorted it. `review_id` is the answer that it was
    said of; whether it still holds is told by the answer that counts now (see `store.overruled`).
    """

    __tablename__ = "sorted_answer"
    __table_args__ = (sa.Index("ix_sorted_answer_review_id", "review_id"),)

    interaction_id: uuid.UUID = Field(primary_key=True, foreign_key="interaction.id", ondelete="CASCADE")
    question: str = Field(primary_key=True, max_length=120)
    review_id: uuid.UUID = Field(foreign_key="review.id", ondelete="CASCADE")
    cause: Cause = Field(sa_type=_enum(Cause))
    note: str = Field(default="", sa_type=sa.Text)
    by: str = Field(max_length=200)
    at: datetime = Field(default_factory=now)


class JudgementReadRow(Owned, table=True):
    """Somebody who may review has read the machine's judgement: what they answer from now on is not blind."""

    __tablename__ = "judgement_read"

    interaction_id: uuid.UUID = Field(primary_key=True, foreign_key="interaction.id", ondelete="CASCADE")
    reviewer: str = Field(primary_key=True, max_length=200)
    at: datetime = Field(default_factory=now)


class SampleRow(Owned, table=True):
    """A plan, and once it is drawn what it was drawn from. `client` is ALL_CLIENTS for a plan over several.

    `plan` is `domain.sampling.SamplingPlan`, `frame` the filters of the interactions that may be drawn. `second` is the
    share of picks that two people answer; `blind` holds the machine's answers back until then.
    """

    __tablename__ = "sample"
    __table_args__ = (sa.Index("ix_sample_client_created", "client", "created_at", "id"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    name: str = Field(max_length=200)
    purpose: Purpose = Field(sa_type=_enum(Purpose))
    plan: dict[str, Any] = Field(sa_type=Json)
    frame: dict[str, Any] = Field(sa_type=Json)
    second: float = 0.0
    blind: bool = True
    created_by: str = Field(max_length=200)
    created_at: datetime = Field(default_factory=now)
    drawn_by: str | None = Field(default=None, max_length=200)
    drawn_at: datetime | None = None
    frame_hash: str | None = Field(default=None, max_length=64)
    frame_size: int | None = None
    picks: int | None = None


class SampleFrameRow(Owned, table=True):
    """The list that a draw was made from, compressed: ids, strata, times and reasons, so that it can be made again."""

    __tablename__ = "sample_frame"

    sample_id: uuid.UUID = Field(primary_key=True, foreign_key="sample.id", ondelete="CASCADE")
    body: bytes = Field(sa_type=sa.LargeBinary)


class SamplePickRow(Owned, table=True):
    """A drawn interaction with its chance. It outlives an erased interaction, or the draw could not be checked.

    `place` is its turn in the queue, in random order: whoever stops half way still has a random sample.
    """

    __tablename__ = "sample_pick"
    __table_args__ = (
        sa.UniqueConstraint("sample_id", "interaction_id"),
        sa.Index("ix_sample_pick_interaction_id", "interaction_id"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    sample_id: uuid.UUID = Field(foreign_key="sample.id", ondelete="CASCADE")
    interaction_id: uuid.UUID
    chance: float
    place: int
    stratum: list[str] = Field(sa_type=Json)
    reasons: list[str] = Field(sa_type=Json)


class AssignmentRow(Owned, table=True):
    """One answer that a pick asks for: most picks have one, those for a second reviewer two (`slot` 0 and 1)."""

    __tablename__ = "review_assignment"
    __table_args__ = (
        sa.UniqueConstraint("pick_id", "slot"),
        sa.Index("ix_review_assignment_queue", "sample_id", "slot", "place"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    sample_id: uuid.UUID = Field(foreign_key="sample.id", ondelete="CASCADE")
    pick_id: uuid.UUID = Field(foreign_key="sample_pick.id", ondelete="CASCADE")
    slot: int
    place: int
    reviewer: str | None = Field(default=None, max_length=200)
    leased_until: datetime | None = None
    done_at: datetime | None = None


class DisputeRow(Owned, table=True):
    """An objection to what was judged, in words, and what was decided. `questions` empty: to all of it."""

    __tablename__ = "dispute"
    __table_args__ = (
        sa.Index("ix_dispute_interaction_id", "interaction_id", "opened_at"),
        sa.Index("ix_dispute_client_opened", "client", "opened_at", "id"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    interaction_id: uuid.UUID = Field(foreign_key="interaction.id", ondelete="CASCADE")
    run: int
    agent: str | None = Field(default=None, max_length=200)
    questions: list[str] = Field(sa_type=Json)
    why: str = Field(sa_type=sa.Text)
    opened_by: str = Field(max_length=200)
    opened_at: datetime = Field(default_factory=now)
    due_at: datetime
    state: DisputeState = Field(default=DisputeState.OPEN, sa_type=_enum(DisputeState))
    decided_by: str | None = Field(default=None, max_length=200)
    decided_at: datetime | None = None
    decision: str | None = Field(default=None, sa_type=sa.Text)


class CorrectionRow(Owned, table=True):
    """What a person changed in a transcript; `run` is the run that it made. `body` holds turn numbers, the parties
    before and after, and whether words changed; the words themselves stand in the transcript alone, masked by a worker.
    """

    __tablename__ = "correction"
    __table_args__ = (sa.UniqueConstraint("interaction_id", "run"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    interaction_id: uuid.UUID = Field(foreign_key="interaction.id", ondelete="CASCADE")
    run: int
    kind: CorrectionKind = Field(sa_type=_enum(CorrectionKind))
    body: list[dict[str, Any]] = Field(sa_type=Json)
    why: str = Field(default="", sa_type=sa.Text)
    by: str = Field(max_length=200)
    at: datetime = Field(default_factory=now)


class CalibrationRow(Owned, table=True):
    """Several people on the same interactions, blind to each other until it is revealed.

    `people` empty: whoever may review. `questions` empty: all. `client` is ALL_CLIENTS over several.
    """

    __tablename__ = "calibration"
    __table_args__ = (sa.Index("ix_calibration_client_created", "client", "created_at", "id"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    name: str = Field(max_length=200)
    sample_id: uuid.UUID | None = None
    interactions: list[str] = Field(sa_type=Json)
    people: list[str] = Field(sa_type=Json)
    questions: list[str] = Field(sa_type=Json)
    created_by: str = Field(max_length=200)
    created_at: datetime = Field(default_factory=now)
    revealed_by: str | None = Field(default=None, max_length=200)
    revealed_at: datetime | None = None


class ReviewPolicyRow(Owned, table=True):
    """What a client asks of its reviews; without a row the defaults of `domain.review.Policy` hold."""

    __tablename__ = "review_policy"

    client: str = Field(primary_key=True, max_length=200)
    body: dict[str, Any] = Field(sa_type=Json)
    by: str = Field(max_length=200)
    at: datetime = Field(default_factory=now)


class AgreementTotalRow(Owned, table=True):
    """On how many interactions machine and people gave these answers to a criterion, in the month of the person's
    answer: kept with each answer, so that no figure needs the reviews of a year. `machine` is empty where it had none.
    """

    __tablename__ = "agreement_total"

    client: str = Field(primary_key=True, max_length=200)
    question: str = Field(primary_key=True, max_length=120)
    month: date = Field(primary_key=True)
    machine: str = Field(primary_key=True, max_length=64)
    answer: str = Field(primary_key=True, max_length=64)
    n: int = 0


class MarkRow(Owned, table=True):
    """What risk samples look at, beside the columns of the interaction itself: so that a frame needs no JSON opened."""

    __tablename__ = "interaction_mark"

    interaction_id: uuid.UUID = Field(primary_key=True, foreign_key="interaction.id", ondelete="CASCADE")
    critical: bool
    longest_silence: float | None = None
