"""Requests under an Idempotency-Key, and what was answered to them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "named_request",
        sa.Column("id", AutoString(length=64), nullable=False),
        sa.Column("begun_at", UTCDateTime(), nullable=False),
        sa.Column("request", AutoString(length=64), nullable=False),
        sa.Column("body", AutoString(length=64), nullable=True),
        sa.Column("is_committed", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_named_request")),
    )
    op.create_index(op.f("ix_named_request_begun_at"), "named_request", ["begun_at"])


def downgrade() -> None:
    """Back."""
    op.drop_table("named_request")
