"""What people mask by hand, which masks they take away, and the copy of a recording that is to be silenced more."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.add_column("interaction", sa.Column("louder_key", AutoString(length=1000), nullable=True))
    op.create_index("ix_interaction_client_louder", "interaction", ["client", "louder_key"])
    op.create_table(
        "masking",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("kind", AutoString(length=64), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("by_machine", sa.Boolean(), nullable=False),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by", AutoString(length=200), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("undone_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_masking_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_masking")),
    )
    op.create_index("ix_masking_interaction_id", "masking", ["interaction_id", "run"])
    op.create_index("ix_masking_client_kind", "masking", ["client", "act", "kind"])
    protect("masking")


def downgrade() -> None:
    """Back."""
    op.drop_table("masking")
    op.drop_index("ix_interaction_client_louder", "interaction")
    op.drop_column("interaction", "louder_key")
