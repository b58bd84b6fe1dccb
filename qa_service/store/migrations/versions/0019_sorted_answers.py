"""Why people overruled the machine, as somebody sorts it; and with each answer, what gave the machine's."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "sorted_answer",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("question", AutoString(length=120), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column(
            "cause",
            sa.Enum("guide_unclear", "machine_wrong", "reviewer_wrong", name="cause", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", AutoString(length=200), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_sorted_answer_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_sorted_answer_review_id_review"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("interaction_id", "question", name=op.f("pk_sorted_answer")),
    )
    op.create_index("ix_sorted_answer_review_id", "sorted_answer", ["review_id"])
    protect("sorted_answer")
    op.add_column("review", sa.Column("versions", _JSON, nullable=True))
    _fill_versions()


def _fill_versions() -> None:
    """Of answers to what the interaction still is; what gave the machine's answer before a correction is not known."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT set_config('app.everything', 'on', true)")
    same = "analysis.interaction_id = review.interaction_id AND analysis.run = review.run"
    op.execute(f"UPDATE review SET versions = (SELECT analysis.versions FROM analysis WHERE {same})")


def downgrade() -> None:
    """Back."""
    op.drop_column("review", "versions")
    op.drop_table("sorted_answer")
