"""Legal holds: what is under one is erased by nothing."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "legal_hold",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("interaction", "customer", "client", name="holdkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("held_id", sa.Uuid(), nullable=True),
        sa.Column("customer", AutoString(length=200), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by", AutoString(length=200), nullable=False),
        sa.Column("set_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["held_id"], ["interaction.id"], name=op.f("fk_legal_hold_held_id_interaction")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    op.create_index("ix_legal_hold_client_set_at", "legal_hold", ["client", "set_at", "id"])
    op.create_index("ix_legal_hold_set_at", "legal_hold", ["set_at", "id"])
    op.create_index("ix_legal_hold_held_id", "legal_hold", ["held_id"])
    protect("legal_hold")


def downgrade() -> None:
    """Back."""
    op.drop_table("legal_hold")
