"""Why something failed, as template and values beside the English text, so that pages say it in their language."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_TABLES = ("interaction", "export")


def upgrade() -> None:
    """Forwards."""
    for table in _TABLES:
        kind = sa.JSON().with_variant(JSONB(), "postgresql")
        op.add_column(table, sa.Column("failure_sentence", kind, nullable=True))


def downgrade() -> None:
    """Back."""
    for table in _TABLES:
        op.drop_column(table, "failure_sentence")
