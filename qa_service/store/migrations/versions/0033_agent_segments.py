"""Parts of contacts that several agents or bots served, transfers, callbacks, and persons behind linked identities."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString

from qa_service.store.migrations.policies import protect

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    op.add_column("interaction", sa.Column("segment_of", sa.Uuid(), nullable=True))
    op.add_column("interaction", sa.Column("segment_start", sa.Integer(), nullable=True))
    op.add_column("interaction", sa.Column("bot", AutoString(length=200), nullable=True))
    op.add_column("interaction", sa.Column("callback", sa.Boolean(), nullable=True))
    op.add_column("interaction", sa.Column("transfers", json, nullable=True))
    op.add_column("interaction", sa.Column("person", AutoString(length=64), nullable=True))
    op.create_index("ix_interaction_segment_of", "interaction", ["segment_of"])
    op.create_index("ix_interaction_client_person", "interaction", ["client", "person"])
    op.add_column("figure_part", sa.Column("bot", AutoString(length=200), nullable=True))
    op.create_table(
        "linked_identity",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("identity", AutoString(length=64), nullable=False),
        sa.Column("person", AutoString(length=64), nullable=False),
        sa.PrimaryKeyConstraint("client", "identity", name=op.f("pk_linked_identity")),
    )
    op.create_index("ix_linked_identity_client_person", "linked_identity", ["client", "person"])
    protect("linked_identity")


def downgrade() -> None:
    """Back."""
    op.drop_table("linked_identity")
    op.drop_column("figure_part", "bot")
    for index in ("ix_interaction_client_person", "ix_interaction_segment_of"):
        op.drop_index(index, "interaction")
    for column in ("person", "transfers", "callback", "bot", "segment_start", "segment_of"):
        op.drop_column("interaction", column)
