"""What agents promised to customers, and what became of it."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0044"
down_revision = "0042"
branch_labels = None
depends_on = None

_KINDS = ("call_back", "send", "refund", "technician", "check")
_OUTCOMES = ("kept", "broken", "unknown")


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "promise",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum(*_KINDS, name="promisekind", native_enum=False, length=32), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=True),
        sa.Column("outcome", sa.Enum(*_OUTCOMES, name="promiseoutcome", native_enum=False, length=32), nullable=True),
        sa.Column("kept_at", UTCDateTime(), nullable=True),
        sa.Column("kept_by", sa.Uuid(), nullable=True),
        sa.Column("asked_again", sa.Uuid(), nullable=True),
        sa.Column("asked_again_at", UTCDateTime(), nullable=True),
        sa.Column("confirmed_by", AutoString(length=200), nullable=True),
        sa.Column("confirmed_at", UTCDateTime(), nullable=True),
        _to_interaction("interaction_id", "CASCADE"),
        _to_interaction("kept_by", "SET NULL"),
        _to_interaction("asked_again", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sa.UniqueConstraint("interaction_id", "turn", "kind", name=op.f("uq_promise_interaction_id_turn_kind")),
    )
    op.create_index("ix_promise_at", "promise", ["at", "id"])
    op.create_index("ix_promise_client_at", "promise", ["client", "at", "id"])
    op.create_index("ix_promise_outcome_due", "promise", ["outcome", "due_at"])
    protect("promise")


def _to_interaction(column: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_promise_{column}_interaction")
    return sa.ForeignKeyConstraint([column], ["interaction.id"], name=name, ondelete=ondelete)


def downgrade() -> None:
    """Back."""
    op.drop_table("promise")
