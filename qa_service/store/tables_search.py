"""What interactions are found by (their masked words, folded; the labels found in them), and how calls are drawn."""

import uuid

import sqlalchemy as sa
from sqlmodel import Field

from qa_service.store.tables import Json, Owned


class SearchRow(Owned, table=True):
    """The masked words of one interaction, without case and accents. On SQLite the index over them is the virtual table
    `search_fts`, on PostgreSQL a GIN index; both are made by the migration and follow this table by themselves.
    """

    __tablename__ = "search"

    # A number of our own: the full-text index refers to it, and implicit row numbers do not survive VACUUM.
    id: int | None = Field(default=None, primary_key=True)
    interaction_id: uuid.UUID = Field(foreign_key="interaction.id", ondelete="CASCADE", unique=True)
    words: str = Field(sa_type=sa.Text)


class FindingRow(Owned, table=True):
    """A courtesy behaviour that was found; `turn` is the first that shows it, None where no turn does. Not all of them
    count: `store.findings` tells which.
    """

    __tablename__ = "finding"
    __table_args__ = (sa.Index("ix_finding_label", "label", "interaction_id"),)

    interaction_id: uuid.UUID = Field(primary_key=True, foreign_key="interaction.id", ondelete="CASCADE")
    label: str = Field(primary_key=True, max_length=64)
    probability: float
    turn: int | None = None


class WaveformRow(Owned, table=True):
    """How loud the redacted recording under `recording_key` is along its `seconds`, by channel, 0 to 100."""

    __tablename__ = "waveform"

    interaction_id: uuid.UUID = Field(primary_key=True, foreign_key="interaction.id", ondelete="CASCADE")
    recording_key: str = Field(max_length=1000)
    seconds: float
    channels: list[list[int]] = Field(sa_type=Json)
