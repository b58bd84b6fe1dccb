"""Makes what earlier forms of 0002 to 0007 did not: tables, columns, indexes. On all other databases, nothing."""

from qa_service.store.migrations.replay import replay

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    replay("0002", "0003", "0004", "0005", "0006", "0007")


def downgrade() -> None:
    """Back: nothing was added that 0007 does not have."""
