"""Keys end, say what they are for and from where they are used, and when they were used last."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_LISTS = ("permissions", "networks")


def upgrade() -> None:
    """Forwards."""
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    with op.batch_alter_table("api_key") as key:
        key.add_column(sa.Column("used_at", UTCDateTime(), nullable=True))
        key.add_column(sa.Column("expires_at", UTCDateTime(), nullable=True))
        key.add_column(sa.Column("per_minute", sa.Integer(), nullable=True))
        for name in _LISTS:
            key.add_column(sa.Column(name, json, nullable=False, server_default="[]"))
    with op.batch_alter_table("api_key") as key:
        for name in _LISTS:
            key.alter_column(name, server_default=None)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("api_key") as key:
        for name in ("used_at", "expires_at", "per_minute", *_LISTS):
            key.drop_column(name)
