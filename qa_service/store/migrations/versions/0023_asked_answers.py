"""Answers of language models are kept beside the words they are about; requests are counted by client and day."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "asked_answer",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("question", AutoString(length=64), nullable=False),
        sa.Column("transcript", AutoString(length=64), nullable=False),
        sa.Column("model", AutoString(length=200), nullable=False),
        sa.Column("failed", sa.Boolean(), nullable=False),
        sa.Column("body", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_asked_answer_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("interaction_id", "question", name=op.f("pk_asked_answer")),
    )
    op.create_table(
        "ask_budget",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("client", "day", name=op.f("pk_ask_budget")),
    )
    protect("asked_answer", "ask_budget")


def downgrade() -> None:
    """Back."""
    op.drop_table("ask_budget")
    op.drop_table("asked_answer")
