"""What an installation has one of, and why a worker takes no work."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "installation",
        sa.Column("name", AutoString(length=64), nullable=False),
        sa.Column("value", AutoString(length=500), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_installation")),
    )
    op.add_column("worker_beat", sa.Column("trouble", sa.Text(), nullable=True))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("worker_beat", schema=None) as batch_op:
        batch_op.drop_column("trouble")
    op.drop_table("installation")
