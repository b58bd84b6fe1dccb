"""Samples, reviews, disputes and calibration sessions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
OWNED = (
    "calibration",
    "review_policy",
    "sample",
    "correction",
    "dispute",
    "review",
    "sample_frame",
    "sample_pick",
    "review_assignment",
    "interaction_mark",
)


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "calibration",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", AutoString(length=200), nullable=False),
        sa.Column("sample_id", sa.Uuid(), nullable=True),
        sa.Column("interactions", JSON, nullable=False),
        sa.Column("people", JSON, nullable=False),
        sa.Column("questions", JSON, nullable=False),
        sa.Column("created_by", AutoString(length=200), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("revealed_by", AutoString(length=200), nullable=True),
        sa.Column("revealed_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration")),
    )
    with op.batch_alter_table("calibration", schema=None) as batch_op:
        batch_op.create_index("ix_calibration_client_created", ["client", "created_at", "id"], unique=False)

    op.create_table(
        "review_policy",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("by", AutoString(length=200), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("client", name=op.f("pk_review_policy")),
    )
    op.create_table(
        "sample",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", AutoString(length=200), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("random", "risk", "calibration", name="purpose", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("plan", JSON, nullable=False),
        sa.Column("frame", JSON, nullable=False),
        sa.Column("second", sa.Float(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("created_by", AutoString(length=200), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("drawn_by", AutoString(length=200), nullable=True),
        sa.Column("drawn_at", UTCDateTime(), nullable=True),
        sa.Column("frame_hash", AutoString(length=64), nullable=True),
        sa.Column("frame_size", sa.Integer(), nullable=True),
        sa.Column("picks", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample")),
    )
    with op.batch_alter_table("sample", schema=None) as batch_op:
        batch_op.create_index("ix_sample_client_created", ["client", "created_at", "id"], unique=False)

    op.create_table(
        "correction",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("roles", "turns", name="correctionkind", native_enum=False, length=32), nullable=False
        ),
        sa.Column("body", JSON, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by", AutoString(length=200), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_correction_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        sa.UniqueConstraint("interaction_id", "run", name=op.f("uq_correction_interaction_id_run")),
    )
    op.create_table(
        "dispute",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("agent", AutoString(length=200), nullable=True),
        sa.Column("questions", JSON, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("opened_by", AutoString(length=200), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "upheld", "rejected", "expired", name="disputestate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("decided_by", AutoString(length=200), nullable=True),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_dispute_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
    )
    with op.batch_alter_table("dispute", schema=None) as batch_op:
        batch_op.create_index("ix_dispute_client_opened", ["client", "opened_at", "id"], unique=False)
        batch_op.create_index("ix_dispute_interaction_id", ["interaction_id", "opened_at"], unique=False)

    op.create_table(
        "review",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("rubric", AutoString(length=250), nullable=True),
        sa.Column("question", AutoString(length=120), nullable=False),
        sa.Column("answer", AutoString(length=64), nullable=False),
        sa.Column("machine", AutoString(length=64), nullable=True),
        sa.Column("machine_confidence", sa.Float(), nullable=True),
        sa.Column("reviewer", AutoString(length=200), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("random", "risk", "calibration", name="purpose", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("pick_id", sa.Uuid(), nullable=True),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("dispute_id", sa.Uuid(), nullable=True),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_review_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index("ix_review_client_at", ["client", "at"], unique=False)
        batch_op.create_index("ix_review_pick_id", ["pick_id"], unique=False)
        batch_op.create_index("ix_review_question", ["interaction_id", "question", "at"], unique=False)
        batch_op.create_index("ix_review_session_id", ["session_id"], unique=False)

    op.create_table(
        "sample_frame",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("sample_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["sample.id"], name=op.f("fk_sample_frame_sample_id_sample"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sample_id", name=op.f("pk_sample_frame")),
    )
    op.create_table(
        "sample_pick",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sample_id", sa.Uuid(), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("chance", sa.Float(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("stratum", JSON, nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["sample.id"], name=op.f("fk_sample_pick_sample_id_sample"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_pick")),
        sa.UniqueConstraint("sample_id", "interaction_id", name=op.f("uq_sample_pick_sample_id_interaction_id")),
    )
    with op.batch_alter_table("sample_pick", schema=None) as batch_op:
        batch_op.create_index("ix_sample_pick_interaction_id", ["interaction_id"], unique=False)

    op.create_table(
        "review_assignment",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sample_id", sa.Uuid(), nullable=False),
        sa.Column("pick_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("reviewer", AutoString(length=200), nullable=True),
        sa.Column("leased_until", UTCDateTime(), nullable=True),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pick_id"], ["sample_pick.id"], name=op.f("fk_review_assignment_pick_id_sample_pick"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["sample.id"], name=op.f("fk_review_assignment_sample_id_sample"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_assignment")),
        sa.UniqueConstraint("pick_id", "slot", name=op.f("uq_review_assignment_pick_id_slot")),
    )
    with op.batch_alter_table("review_assignment", schema=None) as batch_op:
        batch_op.create_index("ix_review_assignment_queue", ["sample_id", "slot", "place"], unique=False)
    op.create_table(
        "interaction_mark",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.Column("critical", sa.Boolean(), nullable=False),
        sa.Column("longest_silence", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_interaction_mark_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("interaction_id", name=op.f("pk_interaction_mark")),
    )
    protect(*OWNED)


def downgrade() -> None:
    """Back."""
    for table in reversed(OWNED):
        op.drop_table(table)
