"""What the models saw of each turn is kept beside the words, for criteria of a centre's own."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from qa_service.store.migrations.policies import protect

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "turn_features",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_turn_features_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("interaction_id", name=op.f("pk_turn_features")),
    )
    protect("turn_features")


def downgrade() -> None:
    """Back."""
    op.drop_table("turn_features")
