"""What customers answered when they were asked after a contact."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0042"
down_revision = "0043"
branch_labels = None
depends_on = None


def _words(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=32)


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "survey_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("identity", AutoString(length=64), nullable=False),
        sa.Column("content", AutoString(length=64), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=True),
        sa.Column("contact", AutoString(length=200), nullable=True),
        sa.Column("contact_identity", AutoString(length=64), nullable=True),
        sa.Column("case_ref", AutoString(length=200), nullable=True),
        sa.Column("customer", AutoString(length=200), nullable=True),
        sa.Column("kind", _words("csat", "nps", "ces", "solved", name="surveykind"), nullable=False),
        sa.Column("question", AutoString(length=200), nullable=True),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("top", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("channel", _words("call", "chat", "email", name="channel"), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("comment_lang", AutoString(length=8), nullable=True),
        sa.Column("comment_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("taken_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_survey_answer_interaction_id_interaction"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answer")),
        sa.UniqueConstraint("client", "identity", name=op.f("uq_survey_answer_client_identity")),
    )
    indexes = {
        "client_day": ["client", "day"],
        "interaction_id": ["interaction_id"],
        "client_contact": ["client", "contact_identity"],
        "client_case": ["client", "case_ref"],
        "client_customer": ["client", "customer"],
    }
    for name, columns in indexes.items():
        op.create_index(f"ix_survey_answer_{name}", "survey_answer", columns)
    protect("survey_answer")


def downgrade() -> None:
    """Back."""
    op.drop_table("survey_answer")
