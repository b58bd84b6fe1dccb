"""First tables, and the row-level security policies that stand behind `scope` on PostgreSQL."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

OWNED = ("interaction", "transcript", "analysis")


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "api_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("prefix", AutoString(length=16), nullable=False),
        sa.Column("sha256", AutoString(length=64), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                *("admin", "qa", "team_leader", "coach", "client_viewer", "agent"),
                name="role",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("client", AutoString(length=200), nullable=True),
        sa.Column("label", AutoString(length=200), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("revoked_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("prefix", name=op.f("uq_api_key_prefix")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("actor", AutoString(length=200), nullable=False),
        sa.Column("action", AutoString(length=64), nullable=False),
        sa.Column("subject", AutoString(length=200), nullable=False),
        sa.Column("client", AutoString(length=200), nullable=True),
        sa.Column(
            "detail", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_at"), ["at"], unique=False)
        batch_op.create_index("ix_audit_subject", ["subject", "id"], unique=False)

    op.create_table(
        "interaction",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("external_id", AutoString(length=200), nullable=False),
        sa.Column("fingerprint", AutoString(length=64), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("received", "running", "done", "failed", name="state", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("received_at", UTCDateTime(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("recording_key", AutoString(length=1000), nullable=True),
        sa.Column("recording_sha256", AutoString(length=64), nullable=True),
        sa.Column("recording_size", sa.BigInteger(), nullable=True),
        sa.Column("redacted_key", AutoString(length=1000), nullable=True),
        sa.Column(
            "channel", sa.Enum("call", "chat", "email", name="channel", native_enum=False, length=32), nullable=False
        ),
        sa.Column(
            "direction", sa.Enum("inbound", "outbound", name="direction", native_enum=False, length=32), nullable=False
        ),
        sa.Column("lang", AutoString(length=8), nullable=True),
        sa.Column("agent", AutoString(length=200), nullable=True),
        sa.Column("team", AutoString(length=200), nullable=True),
        sa.Column("customer", AutoString(length=200), nullable=True),
        sa.Column("case_ref", AutoString(length=200), nullable=True),
        sa.Column("agent_channel", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("queue_name", sa.Text(), nullable=True),
        sa.Column("offered_at", UTCDateTime(), nullable=True),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("abandoned", sa.Boolean(), nullable=True),
        sa.Column("transferred_to", sa.Text(), nullable=True),
        sa.Column("intent", AutoString(length=64), nullable=True),
        sa.Column("resolution", AutoString(length=64), nullable=True),
        sa.Column("resolution_probability", sa.Float(), nullable=True),
        sa.Column("courtesy", sa.Float(), nullable=True),
        sa.Column("sentiment_start", AutoString(length=64), nullable=True),
        sa.Column("sentiment_end", AutoString(length=64), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("duration", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interaction")),
        sa.UniqueConstraint("client", "external_id", name=op.f("uq_interaction_client_external_id")),
    )
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.create_index(
            "ix_interaction_agent_figures", ["agent", "state", "at", "client", "resolution", "courtesy"], unique=False
        )
        batch_op.create_index("ix_interaction_at", ["at", "id"], unique=False)
        batch_op.create_index("ix_interaction_client_at", ["client", "at", "id"], unique=False)
        batch_op.create_index("ix_interaction_client_customer_at", ["client", "customer", "at"], unique=False)
        batch_op.create_index(
            "ix_interaction_client_figures", ["client", "state", "at", "resolution", "courtesy"], unique=False
        )
        batch_op.create_index("ix_interaction_client_recording", ["client", "recording_key"], unique=False)
        batch_op.create_index("ix_interaction_client_redacted", ["client", "redacted_key"], unique=False)
        batch_op.create_index("ix_interaction_state_received_at", ["state", "received_at", "id"], unique=False)

    op.create_table(
        "worker_beat",
        sa.Column("executor", AutoString(length=200), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("beat_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("executor", name=op.f("pk_worker_beat")),
    )
    op.create_table(
        "analysis",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column(
            "body", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column(
            "versions", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_analysis_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("interaction_id", name=op.f("pk_analysis")),
    )
    op.create_table(
        "transcript",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column(
            "body", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_transcript_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("interaction_id", name=op.f("pk_transcript")),
    )
    protect(*OWNED)


def downgrade() -> None:
    """Back."""
    op.drop_table("transcript")
    op.drop_table("analysis")
    op.drop_table("worker_beat")
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.drop_index("ix_interaction_state_received_at")
        batch_op.drop_index("ix_interaction_client_redacted")
        batch_op.drop_index("ix_interaction_client_recording")
        batch_op.drop_index("ix_interaction_client_figures")
        batch_op.drop_index("ix_interaction_client_customer_at")
        batch_op.drop_index("ix_interaction_client_at")
        batch_op.drop_index("ix_interaction_at")
        batch_op.drop_index("ix_interaction_agent_figures")

    op.drop_table("interaction")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_subject")
        batch_op.drop_index(batch_op.f("ix_audit_at"))

    op.drop_table("audit")
    op.drop_table("api_key")
