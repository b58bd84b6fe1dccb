"""How contacts left their queue when nobody answered."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ENDINGS = ("timeout", "exit_key", "exit_empty", "full", "overflow")


def upgrade() -> None:
    """Forwards."""
    ending = sa.Enum(*_ENDINGS, name="ending", native_enum=False, length=32)
    op.add_column("queue_call", sa.Column("left_at", UTCDateTime(), nullable=True))
    op.add_column("queue_call", sa.Column("ending", ending, nullable=True))
    op.add_column("queue_call", sa.Column("overflow_to", AutoString(length=200), nullable=True))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("queue_call", schema=None) as batch_op:
        for column in ("overflow_to", "ending", "left_at"):
            batch_op.drop_column(column)
