"""Long recordings say how far they are: the parts that were heard, of how many."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_COLUMNS = ("parts", "parts_heard")


def upgrade() -> None:
    """Forwards."""
    for column in _COLUMNS:
        op.add_column("interaction", sa.Column(column, sa.Integer(), nullable=True))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        for column in _COLUMNS:
            batch_op.drop_column(column)
