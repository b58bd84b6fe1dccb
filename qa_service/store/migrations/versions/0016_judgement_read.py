"""Who has read the machine's judgement of an interaction: what they answer afterwards is not blind."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "judgement_read",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer", AutoString(length=200), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_judgement_read_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("interaction_id", "reviewer", name=op.f("pk_judgement_read")),
    )
    protect("judgement_read")


def downgrade() -> None:
    """Back."""
    op.drop_table("judgement_read")
