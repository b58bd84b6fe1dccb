"""A client's own criteria: models that were learned from its answers, and the jobs that learn and try."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_FAMILIES = ("criterion", "intent", "resolution", "sentiment", "courtesy")
_STATES = ("received", "running", "done", "failed")
_TABLES = ("learned_model", "learned_from", "criterion_job", "criterion_job_contact")


def upgrade() -> None:
    """Forwards."""
    _learned_models()
    _jobs()
    protect(*_TABLES)


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=32)


def _names(name: str, *, null: bool = True) -> sa.Column[str]:
    return sa.Column(name, AutoString(length=200), nullable=null)


def _interaction(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_interaction_id_interaction")
    return sa.ForeignKeyConstraint(["interaction_id"], ["interaction.id"], name=name, ondelete="CASCADE")


def _learned_models() -> None:
    op.create_table(
        "learned_model",
        _names("client", null=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("family", _enum("learnedfamily", *_FAMILIES), nullable=False),
        sa.Column("subject", AutoString(length=64), nullable=False),
        sa.Column("question", _JSON, nullable=True),
        sa.Column("hash", AutoString(length=71), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("report", _JSON, nullable=False),
        _names("encoder", null=False),
        _names("made_by", null=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        _names("published_by"),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        _names("withdrawn_by"),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learned_model")),
        sa.UniqueConstraint(
            "client", "family", "subject", "hash", name=op.f("uq_learned_model_client_family_subject_hash")
        ),
    )
    op.create_index("ix_learned_model_client_hash", "learned_model", ["client", "hash"])
    op.create_index("ix_learned_model_client_made_at", "learned_model", ["client", "made_at", "id"])
    op.create_table(
        "learned_from",
        _names("client", null=False),
        sa.Column("model_id", sa.Uuid(), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("doubt", _JSON, nullable=True),
        sa.ForeignKeyConstraint(
            ["model_id"], ["learned_model.id"], name=op.f("fk_learned_from_model_id_learned_model"), ondelete="CASCADE"
        ),
        _interaction("learned_from"),
        sa.PrimaryKeyConstraint("model_id", "interaction_id", name=op.f("pk_learned_from")),
    )
    op.create_index("ix_learned_from_interaction_id", "learned_from", ["interaction_id"])


def _jobs() -> None:
    op.create_table(
        "criterion_job",
        _names("client", null=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", _enum("jobkind", "learn", "try"), nullable=False),
        sa.Column("request", _JSON, nullable=False),
        sa.Column("state", _enum("state", *_STATES), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("result", _JSON, nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("failure_sentence", _JSON, nullable=True),
        _names("worker"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _names("made_by", null=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion_job")),
    )
    op.create_index("ix_criterion_job_made_at", "criterion_job", ["made_at", "id"])
    op.create_index("ix_criterion_job_client_made_at", "criterion_job", ["client", "made_at", "id"])
    op.create_table(
        "criterion_job_contact",
        _names("client", null=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("body", _JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["job_id"],
            ["criterion_job.id"],
            name=op.f("fk_criterion_job_contact_job_id_criterion_job"),
            ondelete="CASCADE",
        ),
        _interaction("criterion_job_contact"),
        sa.PrimaryKeyConstraint("job_id", "place", name=op.f("pk_criterion_job_contact")),
    )
    op.create_index("ix_criterion_job_contact_interaction_id", "criterion_job_contact", ["interaction_id"])


def downgrade() -> None:
    """Back."""
    for table in reversed(_TABLES):
        op.drop_table(table)
