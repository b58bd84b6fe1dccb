"""Users and groups that a directory keeps here by SCIM."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    op.create_table(
        "provisioned",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", AutoString(length=8), nullable=False),
        sa.Column("name", AutoString(length=300), nullable=False),
        sa.Column("external_id", AutoString(length=255), nullable=True),
        sa.Column("body", json, nullable=False),
        sa.Column("members", json, nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("deleted_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provisioned")),
        sa.UniqueConstraint("kind", "name", name=op.f("uq_provisioned_kind_name")),
    )
    op.create_index("ix_provisioned_external_id", "provisioned", ["kind", "external_id"])


def downgrade() -> None:
    """Back."""
    op.drop_table("provisioned")
