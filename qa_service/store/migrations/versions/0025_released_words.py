"""Who has released the words of a contact in a language that is not read here, and when."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.add_column("interaction", sa.Column("words_released_at", UTCDateTime(), nullable=True))
    op.add_column("interaction", sa.Column("words_released_by", AutoString(length=200), nullable=True))


def downgrade() -> None:
    """Back."""
    for name in ("words_released_by", "words_released_at"):
        op.drop_column("interaction", name)
