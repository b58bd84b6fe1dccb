"""Connectors, and what became of each object that they listed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_KINDS = ("folder", "s3", "sftp", "imap")
_STATES = ("waiting", "taking", "accepted", "unchanged", "refused", "foreign")


def upgrade() -> None:
    """Forwards."""
    _connectors()
    _objects()
    protect("connector", "connector_object")


def _connectors() -> None:
    op.create_table(
        "connector",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", AutoString(length=100), nullable=False),
        sa.Column("kind", sa.Enum(*_KINDS, name="connectorkind", native_enum=False, length=32), nullable=False),
        sa.Column("place", AutoString(length=1000), nullable=False),
        sa.Column("options", _JSON, nullable=False),
        sa.Column("secrets", _JSON, nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("set_by", AutoString(length=200), nullable=False),
        sa.Column("set_at", UTCDateTime(), nullable=False),
        sa.Column("cursor", AutoString(length=2000), nullable=False),
        sa.Column("is_full", sa.Boolean(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("holder", AutoString(length=100), nullable=True),
        sa.Column("held_until", UTCDateTime(), nullable=True),
        sa.Column("ran_at", UTCDateTime(), nullable=True),
        sa.Column("new_at", UTCDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failure_sentence", _JSON, nullable=True),
        sa.Column("reconciled", _JSON, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connector")),
        sa.UniqueConstraint("name", name=op.f("uq_connector_name")),
    )
    op.create_index("ix_connector_due_at", "connector", ["is_on", "due_at"])


def _objects() -> None:
    connector = sa.ForeignKeyConstraint(
        ["connector_id"],
        ["connector.id"],
        name=op.f("fk_connector_object_connector_id_connector"),
        ondelete="CASCADE",
    )
    op.create_table(
        "connector_object",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("connector_id", sa.Uuid(), nullable=False),
        sa.Column("key", AutoString(length=64), nullable=False),
        sa.Column("version", AutoString(length=200), nullable=False),
        sa.Column("name", AutoString(length=1024), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Enum(*_STATES, name="objectstate", native_enum=False, length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("reasons", _JSON, nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.Column("settled_at", UTCDateTime(), nullable=False),
        connector,
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connector_object")),
        sa.UniqueConstraint(
            "connector_id", "key", "version", name=op.f("uq_connector_object_connector_id_key_version")
        ),
    )
    op.create_index("ix_connector_object_state", "connector_object", ["connector_id", "state", "settled_at", "id"])
    op.create_index("ix_connector_object_client", "connector_object", ["client"])


def downgrade() -> None:
    """Back."""
    op.drop_table("connector_object")
    op.drop_table("connector")
