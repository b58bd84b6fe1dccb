"""What was handed in, as keyed hashes, so that conversations that have grown are known again."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from qa_service.store.migrations.policies import protect

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "handed_in_turns",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        _of_interaction("handed_in_turns"),
        sa.PrimaryKeyConstraint("interaction_id", name=op.f("pk_handed_in_turns")),
    )
    op.create_table(
        "handed_in_message",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("message", AutoString(length=64), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        _of_interaction("handed_in_message"),
        sa.PrimaryKeyConstraint("client", "message", name=op.f("pk_handed_in_message")),
    )
    op.create_index("ix_handed_in_message_interaction_id", "handed_in_message", ["interaction_id"])
    protect("handed_in_turns", "handed_in_message")


def _of_interaction(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_interaction_id_interaction")
    return sa.ForeignKeyConstraint(["interaction_id"], ["interaction.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    """Back."""
    op.drop_table("handed_in_message")
    op.drop_table("handed_in_turns")
