"""Ids that tell something personal are kept masked: the keyed hash by which they are found as they were given."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_INDEX = "ix_interaction_client_identity"


def upgrade() -> None:
    """Forwards."""
    op.add_column("interaction", sa.Column("identity", AutoString(length=64), nullable=True))
    op.create_index(_INDEX, "interaction", ["client", "identity"], unique=True)


def downgrade() -> None:
    """Back."""
    op.drop_index(_INDEX, "interaction")
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.drop_column("identity")
