"""Rubric versions of clients."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "rubric_version",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rubric", AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "body", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("created_by", AutoString(length=200), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("published_by", AutoString(length=200), nullable=True),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric_version")),
        sa.UniqueConstraint("client", "rubric", "version", name=op.f("uq_rubric_version_client_rubric_version")),
    )
    with op.batch_alter_table("rubric_version", schema=None) as batch_op:
        batch_op.create_index("ix_rubric_version_client_created_at", ["client", "created_at", "id"], unique=False)
        batch_op.create_index("ix_rubric_version_created_at", ["created_at", "id"], unique=False)

    op.create_table(
        "rubric_in_force",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("chosen_by", AutoString(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["rubric_version.id"], name=op.f("fk_rubric_in_force_version_id_rubric_version")
        ),
        sa.PrimaryKeyConstraint("client", name=op.f("pk_rubric_in_force")),
    )
    protect("rubric_version", "rubric_in_force")


def downgrade() -> None:
    """Back."""
    op.drop_table("rubric_in_force")
    with op.batch_alter_table("rubric_version", schema=None) as batch_op:
        batch_op.drop_index("ix_rubric_version_created_at")
        batch_op.drop_index("ix_rubric_version_client_created_at")

    op.drop_table("rubric_version")
