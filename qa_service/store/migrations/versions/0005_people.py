"""Users, their sessions, what they keep; and what interactions are found by."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.full_text import backfill, drop_index, make_index
from qa_service.store.migrations.policies import protect

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ROLES = ("admin", "qa", "team_leader", "coach", "client_viewer", "agent")


def upgrade() -> None:
    """Forwards."""
    with op.batch_alter_table("api_key", schema=None) as batch_op:
        batch_op.add_column(sa.Column("team", AutoString(length=200), nullable=True))
        batch_op.add_column(sa.Column("agent", AutoString(length=200), nullable=True))
    for column in ("team", "agent", "intent"):
        op.create_index(f"ix_interaction_{column}_at", "interaction", [column, "at", "id"])
    _people()
    _search()
    protect("search", "finding", "waveform")
    make_index()
    backfill()


def _people() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", AutoString(length=100), nullable=False),
        sa.Column("password", AutoString(length=200), nullable=False),
        sa.Column("role", sa.Enum(*_ROLES, name="role", native_enum=False, length=32), nullable=False),
        sa.Column("client", AutoString(length=200), nullable=True),
        sa.Column("team", AutoString(length=200), nullable=True),
        sa.Column("agent", AutoString(length=200), nullable=True),
        sa.Column("lang", AutoString(length=8), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("disabled_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
    )
    op.create_table(
        "web_session",
        sa.Column("sha256", AutoString(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("key_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["account.id"], name=op.f("fk_web_session_user_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["key_id"], ["api_key.id"], name=op.f("fk_web_session_key_id_api_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_web_session")),
    )
    op.create_index("ix_web_session_expires_at", "web_session", ["expires_at"])
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", AutoString(length=64), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
    )
    op.create_index("ix_sign_in_failure_subject", "sign_in_failure", ["subject", "at"])
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", AutoString(length=200), nullable=False),
        sa.Column("name", AutoString(length=100), nullable=False),
        sa.Column("query", AutoString(length=2000), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("owner", "name", name=op.f("uq_saved_view_owner_name")),
    )


def _search() -> None:
    op.create_table(
        "search",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_search_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search")),
        sa.UniqueConstraint("interaction_id", name=op.f("uq_search_interaction_id")),
    )
    op.create_table(
        "finding",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("label", AutoString(length=64), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_finding_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("interaction_id", "label", name=op.f("pk_finding")),
    )
    op.create_index("ix_finding_label", "finding", ["label", "interaction_id"])
    op.create_table(
        "waveform",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("recording_key", AutoString(length=1000), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("channels", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_waveform_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("interaction_id", name=op.f("pk_waveform")),
    )


def downgrade() -> None:
    """Back."""
    drop_index()
    for table in ("waveform", "finding", "search", "saved_view", "sign_in_failure", "web_session", "account"):
        op.drop_table(table)
    for column in ("team", "agent", "intent"):
        op.drop_index(f"ix_interaction_{column}_at", "interaction")
    with op.batch_alter_table("api_key", schema=None) as batch_op:
        batch_op.drop_column("agent")
        batch_op.drop_column("team")
