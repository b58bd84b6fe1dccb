"""The register of complaints, what clients set for it, and candidates that are none."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0043"
down_revision = "0041"
branch_labels = None
depends_on = None

_OUTCOMES = ("upheld", "partly", "rejected", "withdrawn")


def upgrade() -> None:
    """Forwards."""
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    op.create_table(
        "complaint",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", AutoString(length=200), nullable=False),
        sa.Column("identity", AutoString(length=64), nullable=False),
        sa.Column("customer", AutoString(length=200), nullable=True),
        sa.Column("interaction_id", sa.Uuid(), nullable=True),
        sa.Column("case_ref", AutoString(length=200), nullable=True),
        sa.Column("team", AutoString(length=200), nullable=True),
        sa.Column("channel", _one_of("channel", "call", "chat", "email"), nullable=True),
        sa.Column("matter", AutoString(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("outcome", _one_of("complaintoutcome", *_OUTCOMES), nullable=True),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column("first_answered_on", sa.Date(), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("told_due", sa.Boolean(), nullable=False),
        sa.Column("told_late", sa.Boolean(), nullable=False),
        sa.Column("history", json, nullable=False),
        sa.Column("registered_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_complaint_interaction_id_interaction"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("client", "identity", name=op.f("uq_complaint_client_identity")),
    )
    op.create_index("ix_complaint_at", "complaint", ["at", "id"])
    op.create_index("ix_complaint_client_at", "complaint", ["client", "at", "id"])
    op.create_index("ix_complaint_client_customer", "complaint", ["client", "customer"])
    op.create_index("ix_complaint_interaction_id", "complaint", ["interaction_id"])
    op.create_index("ix_complaint_due", "complaint", ["answered_on", "due_on"])
    op.create_table(
        "complaint_rules",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("body", json, nullable=False),
        sa.Column("by", AutoString(length=200), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("client", name=op.f("pk_complaint_rules")),
    )
    op.create_table(
        "complaint_dismissal",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("by", AutoString(length=200), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_complaint_dismissal_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("interaction_id", name=op.f("pk_complaint_dismissal")),
    )
    protect("complaint", "complaint_rules", "complaint_dismissal")


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, length=32)


def downgrade() -> None:
    """Back."""
    op.drop_table("complaint_dismissal")
    op.drop_table("complaint_rules")
    op.drop_table("complaint")
