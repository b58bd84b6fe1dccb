"""A published version of a rubric is applied to the past: what was asked for, and how far it is."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_AT_WORK = sa.text("state IN ('received', 'running')")


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "rescoring",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rubric", AutoString(length=250), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("asked_by", AutoString(length=200), nullable=False),
        sa.Column(
            "state",
            sa.Enum("received", "running", "done", "failed", name="state", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("failure_sentence", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=True),
        sa.Column("worker", AutoString(length=200), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rescoring")),
    )
    op.create_index("ix_rescoring_made_at", "rescoring", ["made_at", "id"])
    op.create_index("ix_rescoring_client_made_at", "rescoring", ["client", "made_at", "id"])
    op.create_index(
        "ix_rescoring_one",
        "rescoring",
        ["client"],
        unique=True,
        sqlite_where=_AT_WORK,
        postgresql_where=_AT_WORK,
    )
    protect("rescoring")


def downgrade() -> None:
    """Back."""
    op.drop_table("rescoring")
