"""Daily totals, queue events and alarms."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

HEADLINE = ("n", "resolved", "not_resolved", "unclear", "courtesy_n", "courtesy_tenths", "courtesy_square")
TOTALS = ("daily_total", "weekly_total")
OWNED = ("figure_part", *TOTALS, "queue_call", "alarm")


def _json() -> sa.types.TypeEngine[Any]:
    return sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def _name(column: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(column, AutoString(length=200), nullable=nullable)


def _channel() -> sa.Column[str]:
    kinds = sa.Enum("call", "chat", "email", name="channel", native_enum=False, length=32)
    return sa.Column("channel", kinds, nullable=False)


def _moment(column: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(column, UTCDateTime(), nullable=nullable)


def _create_totals(table: str) -> None:
    kinds = sa.Enum("client", "team", "agent", name="groupkind", native_enum=False, length=32)
    op.create_table(
        table,
        _name("client"),
        sa.Column("kind", kinds, nullable=False),
        _name("name"),
        sa.Column("day", sa.Date(), nullable=False),
        _channel(),
        *(sa.Column(column, sa.Integer(), nullable=False) for column in HEADLINE[:-1]),
        sa.Column(HEADLINE[-1], sa.BigInteger(), nullable=False),
        sa.Column("counters", _json(), nullable=False),
        sa.PrimaryKeyConstraint("client", "kind", "name", "day", "channel", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_group", table, ["kind", "name", "day"])
    op.create_index(f"ix_{table}_headline", table, ["client", "kind", "day", "channel", "name", *HEADLINE])


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "figure_part",
        _name("client"),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        _moment("at"),
        sa.Column("day", sa.Date(), nullable=False),
        _channel(),
        _name("agent", nullable=True),
        _name("team", nullable=True),
        _name("customer", nullable=True),
        _name("case_ref", nullable=True),
        sa.Column("subject", AutoString(length=64), nullable=True),
        sa.Column("critical", sa.Boolean(), nullable=False),
        sa.Column("counters", _json(), nullable=False),
        sa.PrimaryKeyConstraint("interaction_id", name=op.f("pk_figure_part")),
    )
    op.create_index("ix_figure_part_day", "figure_part", ["client", "day", "channel"])
    op.create_index("ix_figure_part_repeat", "figure_part", ["client", "customer", "subject", "at", "interaction_id"])
    op.create_index("ix_figure_part_case", "figure_part", ["client", "case_ref", "at", "interaction_id"])
    op.create_index("ix_figure_part_critical", "figure_part", ["client", "critical", "at"])
    op.create_index("ix_figure_part_agent", "figure_part", ["agent", "day"])
    for table in TOTALS:
        _create_totals(table)
    op.create_table(
        "queue_call",
        _name("client"),
        _name("call"),
        _name("queue", nullable=True),
        _moment("at"),
        _moment("offered_at", nullable=True),
        _moment("answered_at", nullable=True),
        _moment("abandoned_at", nullable=True),
        _moment("transferred_at", nullable=True),
        _name("transferred_to", nullable=True),
        sa.Column("wait", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("client", "call", name=op.f("pk_queue_call")),
    )
    op.create_index("ix_queue_call_at", "queue_call", ["client", "at"])
    alarms = sa.Enum(
        *("override_rate", "label_shift", "confidence_shift"), name="alarmkind", native_enum=False, length=32
    )
    op.create_table(
        "alarm",
        _name("client"),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", alarms, nullable=False),
        sa.Column("subject", AutoString(length=120), nullable=False),
        _moment("since"),
        _moment("until"),
        _moment("raised_at"),
        sa.Column("detail", _json(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
        sa.UniqueConstraint("client", "kind", "subject", "since", name=op.f("uq_alarm_client_kind_subject_since")),
    )
    op.create_index("ix_alarm_client_raised_at", "alarm", ["client", "raised_at", "id"])
    protect(*OWNED)


def downgrade() -> None:
    """Back."""
    for table in reversed(OWNED):
        op.drop_table(table)
