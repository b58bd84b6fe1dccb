"""Which mail no person wrote."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_REASONS = ("bounce", "auto_reply", "receipt", "report", "invitation", "notification", "newsletter")


def upgrade() -> None:
    """Forwards."""
    automatic = sa.Enum(*_REASONS, name="automatic", native_enum=False, length=32)
    op.add_column("interaction", sa.Column("automatic", automatic, nullable=True))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.drop_column("automatic")
