"""The tables, in SQLModel: what is kept of an interaction, who may ask, and which workers are alive.

Customers' words stand here masked only, and the customer's identifier as a keyed hash only (see `seal`).
"""

import uuid
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel, col

from qa_service.domain.interaction import WAITING, Automatic, Channel, Direction, State
from qa_service.domain.people import KeyTerms, Role
from qa_service.domain.sites import Sourcing

# Named constraints, or a migration cannot drop them on SQLite.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
Json = sa.JSON().with_variant(JSONB(), "postgresql")
JsonOrNothing = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def _enum(of: type[StrEnum]) -> Any:
    """Stored by value and as text: a native type needs a migration for each new member."""
    return sa.Enum(of, native_enum=False, values_callable=lambda e: [m.value for m in e], length=32)


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


class Owned(SQLModel):
    """Mixed into every table whose rows belong to one client organisation; `scope` filters on it."""

    client: str = Field(max_length=200)


class InteractionRow(Owned, table=True):
    """One contact: its metadata, its state, and the figures that lists and averages need without opening JSON.

    `external_id` is the id that it came with, or its masked form; then `identity` is the keyed hash of the id.
    `run` counts the contents this identity has held: 1, and one more with each replacement. `at` orders lists: the
    start, or the arrival where no start was given. `worker` has it in hand (see `claims`), and `attempts` counts those
    that died with it in hand.
    `parts_heard` of the `parts` into which a recording is cut were recognised so far, in this run.
    `confidence` is the lowest of the shares that the transcript states of itself. `words_released_at`, `_by`: a person
    has released what was said in a language that is not read here (see `withholding`). `louder_key`: the copy of the
    recording in which words that were masked by hand can still be heard; nobody hears it, and it goes once a worker has
    made the next one.
    A row with `segment_of` is the part that a colleague of its agent, or the `bot`, had in that contact, from its turn
    `segment_start` on (see `agent_segments`); it goes where the contact goes. `person`: contacts with this one are of
    the same customer, whatever that is called in them (see `linked_identities`). `site`, `vendor`, `sourcing`: as the
    document says; what follows from rules stands with what is counted (`FigurePartRow`).
    """

    __tablename__ = "interaction"
    __table_args__ = (
        sa.UniqueConstraint("client", "external_id"),
        sa.Index("ix_interaction_client_identity", "client", "identity", unique=True),
        sa.Index("ix_interaction_at", "at", "id"),
        sa.Index("ix_interaction_client_at", "client", "at", "id"),
        sa.Index("ix_interaction_client_figures", "client", "state", "at", "resolution", "courtesy"),
        sa.Index("ix_interaction_agent_figures", "agent", "state", "at", "client", "resolution", "courtesy"),
        sa.Index("ix_interaction_team_at", "team", "at", "id"),
        sa.Index("ix_interaction_agent_at", "agent", "at", "id"),
        sa.Index("ix_interaction_intent_at", "intent", "at", "id"),
        sa.Index("ix_interaction_client_customer_at", "client", "customer", "at"),
        sa.Index("ix_interaction_state_received_at", "state", "received_at", "id"),
        sa.Index("ix_interaction_client_recording", "client", "recording_key"),
        sa.Index("ix_interaction_client_redacted", "client", "redacted_key"),
        sa.Index("ix_interaction_client_louder", "client", "louder_key"),
        sa.Index("ix_interaction_segment_of", "segment_of"),
        sa.Index("ix_interaction_client_person", "client", "person"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    external_id: str = Field(max_length=200)
    identity: str | None = Field(default=None, max_length=64)
    fingerprint: str = Field(max_length=64)
    run: int = 1
    state: State = Field(default=State.RECEIVED, sa_type=_enum(State))
    failure: str | None = Field(default=None, sa_type=sa.Text)
    failure_sentence: list[Any] | None = Field(default=None, sa_type=JsonOrNothing)
    worker: str | None = Field(default=None, max_length=200)
    attempts: int = 0
    parts: int | None = None
    parts_heard: int | None = None
    received_at: datetime = Field(default_factory=now)
    done_at: datetime | None = None
    words_removed_at: datetime | None = None

    recording_key: str | None = Field(default=None, max_length=1000)
    recording_sha256: str | None = Field(default=None, max_length=64)
    recording_size: int | None = Field(default=None, sa_type=sa.BigInteger)
    redacted_key: str | None = Field(default=None, max_length=1000)
    louder_key: str | None = Field(default=None, max_length=1000)

    channel: Channel = Field(sa_type=_enum(Channel))
    direction: Direction = Field(sa_type=_enum(Direction))
    lang: str | None = Field(default=None, max_length=8)
    agent: str | None = Field(default=None, max_length=200)
    team: str | None = Field(default=None, max_length=200)
    site: str | None = Field(default=None, max_length=200)
    vendor: str | None = Field(default=None, max_length=200)
    sourcing: Sourcing | None = Field(default=None, sa_type=_enum(Sourcing))
    customer: str | None = Field(default=None, max_length=200)
    case_ref: str | None = Field(default=None, max_length=200)
    agent_channel: int | None = None
    automatic: Automatic | None = Field(default=None, sa_type=_enum(Automatic))
    at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    queue_name: str | None = Field(default=None, sa_type=sa.Text)
    offered_at: datetime | None = None
    answered_at: datetime | None = None
    abandoned: bool | None = None
    transferred_to: str | None = Field(default=None, sa_type=sa.Text)

    intent: str | None = Field(default=None, max_length=64)
    resolution: str | None = Field(default=None, max_length=64)
    resolution_probability: float | None = None
    courtesy: float | None = None
    sentiment_start: str | None = Field(default=None, max_length=64)
    sentiment_end: str | None = Field(default=None, max_length=64)
    confidence: float | None = None
    duration: float | None = None

    words_released_at: datetime | None = None
    words_released_by: str | None = Field(default=None, max_length=200)

    segment_of: uuid.UUID | None = None
    segment_start: int | None = None
    bot: str | None = Field(default=None, max_length=200)
    callback: bool | None = None
    transfers: list[Any] | None = Field(default=None, sa_type=JsonOrNothing)
    person: str | None = Field(default=None, max_length=64)


def _waits() -> Any:
    """As SQL, such that SQLite has these indexes in mind: it uses a partial index only where a query repeats
    its condition to the letter, and would rather use one by state, and sort.
    """
    state = sa.func.coalesce(col(InteractionRow.state), sa.literal("done", literal_execute=True))
    return state.in_(sa.bindparam("waiting", [s.value for s in WAITING], expanding=True, literal_execute=True))


def _found_by(name: str, column: Any, *conditions: Any) -> None:
    """A partial index in the order of a column."""
    where = sa.and_(*conditions)
    sa.Index(f"ix_interaction_{name}", column, col(InteractionRow.id), sqlite_where=where, postgresql_where=where)


_UNCLAIMED = (_waits(), col(InteractionRow.worker).is_(None))
UNCLAIMED_TEXTS = (*_UNCLAIMED, col(InteractionRow.recording_key).is_(None))
UNCLAIMED_RECORDINGS = (*_UNCLAIMED, col(InteractionRow.recording_key).is_not(None))
_found_by("waiting_texts", col(InteractionRow.received_at), *UNCLAIMED_TEXTS)
_found_by("waiting_recordings", col(InteractionRow.received_at), *UNCLAIMED_RECORDINGS)
_found_by("worker", col(InteractionRow.worker), col(InteractionRow.worker).is_not(None))


class TranscriptRow(Owned, table=True):
    """The masked words of an interaction and what they mean (`Understood`): enough to score it anew."""

    __tablename__ = "transcript"

    interaction_id: uuid.UUID = Field(primary_key=True, foreign_key="interaction.id", ondelete="CASCADE")
    run: int
    body: dict[str, Any] = Field(sa_type=Json)


class TurnFeaturesRow(Owned, table=True):
    """What the models saw of each turn (`TurnFeatures`), for criteria that a centre's own models answer: no words."""

    __tablename__ = "turn_features"

    interaction_id: uuid.UUID = Field(primary_key=True, foreign_key="interaction.id", ondelete="CASCADE")
    run: int
    body: bytes = Field(sa_type=sa.LargeBinary)


class AnalysisRow(Owned, table=True):
    """The scored interaction (`Processed` without `understood`, which `TranscriptRow` holds)."""

    __tablename__ = "analysis"

    interaction_id: uuid.UUID = Field(primary_key=True, foreign_key="interaction.id", ondelete="CASCADE")
    run: int
    body: dict[str, Any] = Field(sa_type=Json)
    versions: dict[str, str] = Field(sa_type=Json)
    made_at: datetime = Field(default_factory=now)


class ApiKeyRow(SQLModel, table=True):
    """A key to the API: only its sha256 is kept. `client` None reaches every client organisation; `team` and `agent`
    bound the keys of team leaders and agents. For the rest see `domain.people.KeyTerms`.
    """

    __tablename__ = "api_key"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    prefix: str = Field(max_length=16, unique=True)
    sha256: str = Field(max_length=64)
    role: Role = Field(sa_type=_enum(Role))
    client: str | None = Field(default=None, max_length=200)
    team: str | None = Field(default=None, max_length=200)
    agent: str | None = Field(default=None, max_length=200)
    label: str = Field(max_length=200)
    created_at: datetime = Field(default_factory=now)
    revoked_at: datetime | None = None
    used_at: datetime | None = None
    expires_at: datetime | None = None
    permissions: list[str] = Field(default_factory=list, sa_type=Json)
    networks: list[str] = Field(default_factory=list, sa_type=Json)
    per_minute: int | None = None

    @property
    def terms(self) -> KeyTerms:
        """What narrows it."""
        return KeyTerms(self.expires_at, tuple(self.permissions), tuple(self.networks), self.per_minute)


class InstallationRow(SQLModel, table=True):
    """What the whole installation has one of, by name."""

    __tablename__ = "installation"

    name: str = Field(primary_key=True, max_length=64)
    value: str = Field(max_length=500)


class HeartbeatRow(SQLModel, table=True):
    """A worker's sign of life, by the clock of the database. `trouble`: why it takes no work."""

    __tablename__ = "worker_beat"

    executor: str = Field(primary_key=True, max_length=200)
    beat_at: datetime = Field(default_factory=now)
    trouble: str | None = Field(default=None, sa_type=sa.Text)


class AuditRow(SQLModel, table=True):
    """Who did what, when (see `domain.audit_chain.AuditLine`). Rows are only ever added; `hash` chains them."""

    __tablename__ = "audit"
    __table_args__ = (
        sa.Index("ix_audit_subject", "subject", "id"),
        sa.Index("ix_audit_place", "chain", "place", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(default_factory=now, index=True)
    actor: str = Field(max_length=200)
    action: str = Field(max_length=64)
    subject: str = Field(max_length=200)
    client: str | None = Field(default=None, max_length=200)
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    role: str = Field(default="", max_length=32)
    origin: str = Field(default="", max_length=64)
    chain: int = 0
    place: int = 0
    hash: str = Field(default="", max_length=64)


class AuditChainRow(SQLModel, table=True):
    """The end of a chain of audit lines: how many there are, and the hash of the last."""

    __tablename__ = "audit_chain"

    chain: int = Field(primary_key=True)
    length: int
    hash: str = Field(max_length=64)


class AuditSealRow(SQLModel, table=True):
    """What stood at a place of a chain, sealed with a key (see `domain.audit_chain.ChainSeal`). Rows are only added."""

    __tablename__ = "audit_seal"

    chain: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    hash: str = Field(max_length=64)
    mark: str = Field(max_length=64)
    at: datetime = Field(default_factory=now)
