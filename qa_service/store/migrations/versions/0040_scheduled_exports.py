"""Scheduled exports, and what a warehouse feed was told of so far."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_KINDS = ("folder", "s3", "sftp", "imap")
_STATES = ("running", "done", "failed", "stopped")
_TABLES = ("scheduled_export", "scheduled_run", "warehouse_feed", "warehouse_unit", "warehouse_file")


def upgrade() -> None:
    """Forwards."""
    _schedules()
    _runs()
    _feeds()
    _units()
    _files()
    protect(*_TABLES)


def _schedules() -> None:
    op.create_table(
        "scheduled_export",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", AutoString(length=100), nullable=False),
        sa.Column("wanted", _JSON, nullable=False),
        sa.Column("rhythm", _JSON, nullable=False),
        sa.Column("kind", sa.Enum(*_KINDS, name="connectorkind", native_enum=False, length=32), nullable=False),
        sa.Column("place", AutoString(length=1000), nullable=False),
        sa.Column("options", _JSON, nullable=False),
        sa.Column("secrets", _JSON, nullable=False),
        sa.Column("set_by", AutoString(length=200), nullable=False),
        sa.Column("set_at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("holder", AutoString(length=100), nullable=True),
        sa.Column("held_until", UTCDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", UTCDateTime(), nullable=True),
        sa.Column("failure_sentence", _JSON, nullable=True),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheduled_export")),
        sa.UniqueConstraint("name", name=op.f("uq_scheduled_export_name")),
    )
    op.create_index("ix_scheduled_export_due_at", "scheduled_export", ["due_at"])


def _runs() -> None:
    op.create_table(
        "scheduled_run",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Enum(*_STATES, name="runstate", native_enum=False, length=32), nullable=False),
        sa.Column("begun_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("failure_sentence", _JSON, nullable=True),
        _of_schedule("scheduled_run"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheduled_run")),
    )
    op.create_index("ix_scheduled_run_schedule", "scheduled_run", ["schedule_id", "begun_at", "id"])


def _feeds() -> None:
    op.create_table(
        "warehouse_feed",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("begun", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("names_agents", sa.Boolean(), nullable=False),
        sa.Column("whole_since", sa.Integer(), nullable=False),
        _of_schedule("warehouse_feed"),
        sa.PrimaryKeyConstraint("schedule_id", name=op.f("pk_warehouse_feed")),
    )


def _units() -> None:
    op.create_table(
        "warehouse_unit",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("kind", AutoString(length=32), nullable=False),
        sa.Column("key", AutoString(length=64), nullable=False),
        sa.Column("period", AutoString(length=7), nullable=False),
        sa.Column("periods", AutoString(length=400), nullable=False),
        sa.Column("digest", AutoString(length=64), nullable=False),
        sa.Column("shape", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.Column("is_reshaped", sa.Boolean(), nullable=False),
        _of_schedule("warehouse_unit"),
        sa.PrimaryKeyConstraint("schedule_id", "kind", "key", name=op.f("pk_warehouse_unit")),
    )
    op.create_index("ix_warehouse_unit_period", "warehouse_unit", ["schedule_id", "kind", "period"])
    op.create_index("ix_warehouse_unit_run", "warehouse_unit", ["schedule_id", "run"])


def _files() -> None:
    op.create_table(
        "warehouse_file",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("name", AutoString(length=200), nullable=False),
        sa.Column("table_name", AutoString(length=64), nullable=False),
        sa.Column("period", AutoString(length=7), nullable=False),
        sa.Column("first_run", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", AutoString(length=64), nullable=False),
        sa.Column("changed_from", UTCDateTime(), nullable=True),
        sa.Column("changed_until", UTCDateTime(), nullable=False),
        sa.Column("is_stale", sa.Boolean(), nullable=False),
        _of_schedule("warehouse_file"),
        sa.PrimaryKeyConstraint("schedule_id", "name", name=op.f("pk_warehouse_file")),
    )


def _of_schedule(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["schedule_id"],
        ["scheduled_export.id"],
        name=op.f(f"fk_{table}_schedule_id_scheduled_export"),
        ondelete="CASCADE",
    )


def downgrade() -> None:
    """Back."""
    for table in reversed(_TABLES):
        op.drop_table(table)
