"""Totals of what machine and people answered to each criterion."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from qa_service.store.migrations.policies import protect

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "agreement_total",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("question", AutoString(length=120), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("machine", AutoString(length=64), nullable=False),
        sa.Column("answer", AutoString(length=64), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("client", "question", "month", "machine", "answer", name=op.f("pk_agreement_total")),
    )
    protect("agreement_total")


def downgrade() -> None:
    """Back."""
    op.drop_table("agreement_total")
