"""Opening hours and time zones by client, mappings of tables of calls, and what figures in working hours need."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    op.create_table(
        "opening_hours",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("body", json, nullable=False),
        sa.Column("by", AutoString(length=200), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("client", name=op.f("pk_opening_hours")),
    )
    op.create_table(
        "queue_mapping",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("name", AutoString(length=64), nullable=False),
        sa.Column("body", json, nullable=False),
        sa.Column("by", AutoString(length=200), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("client", "name", name=op.f("pk_queue_mapping")),
    )
    protect("opening_hours", "queue_mapping")
    op.add_column("queue_call", sa.Column("in_hours", sa.Boolean(), nullable=True))
    op.add_column("figure_part", sa.Column("inbound", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("figure_part", sa.Column("asked_at", UTCDateTime(), nullable=True))
    op.add_column("figure_part", sa.Column("replied_at", UTCDateTime(), nullable=True))
    with op.batch_alter_table("figure_part") as batch_op:
        batch_op.alter_column("inbound", server_default=None)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("figure_part") as batch_op:
        for column in ("replied_at", "asked_at", "inbound"):
            batch_op.drop_column(column)
    with op.batch_alter_table("queue_call") as batch_op:
        batch_op.drop_column("in_hours")
    op.drop_table("queue_mapping")
    op.drop_table("opening_hours")
