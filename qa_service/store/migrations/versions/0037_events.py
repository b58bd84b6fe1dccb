"""Events out: what happened, the endpoints and people that are told of it, and each try."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_TYPES = (
    *("interaction.done", "interaction.failed", "finding.to_confirm", "finding.confirmed", "finding.dismissed"),
    *("review.asked", "dispute.opened", "dispute.decided", "alarm.raised", "export.ready"),
    *("webhook.test", "digest.daily"),
)


def _json() -> sa.types.TypeEngine[Any]:
    return sa.JSON().with_variant(JSONB(), "postgresql")


def _reference(table: str, column: str, to: str, of: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.{of}"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete="CASCADE")


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "event",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Enum(*_TYPES, name="eventtype", native_enum=False, length=32), nullable=False),
        sa.Column("object", AutoString(length=100), nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=True),
        sa.Column("data", _json(), nullable=False),
        sa.Column("maker", AutoString(length=200), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("spread_at", UTCDateTime(), nullable=True),
        _reference("event", "interaction_id", "interaction"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_event")),
        sa.UniqueConstraint("id", name=op.f("uq_event_id")),
    )
    op.create_index("ix_event_client_at", "event", ["client", "at", "number"])
    op.create_index("ix_event_interaction_id", "event", ["interaction_id"])
    op.create_index("ix_event_at", "event", ["at"])
    unspread = sa.text("spread_at IS NULL")
    op.create_index("ix_event_unspread", "event", ["number"], sqlite_where=unspread, postgresql_where=unspread)
    op.create_table(
        "webhook_endpoint",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("url", AutoString(length=2000), nullable=False),
        sa.Column("label", AutoString(length=200), nullable=False),
        sa.Column("events", _json(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("former_secret", sa.LargeBinary(), nullable=True),
        sa.Column("former_until", UTCDateTime(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("active", "off", "failed", "gone", name="endpointstate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("state_at", UTCDateTime(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", UTCDateTime(), nullable=True),
        sa.Column("rests_until", UTCDateTime(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("created_by", AutoString(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_endpoint")),
    )
    op.create_index("ix_webhook_endpoint_client", "webhook_endpoint", ["client", "created_at", "id"])
    _deliveries()
    op.create_table(
        "notice_choice",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kinds", _json(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("confirmed_at", UTCDateTime(), nullable=True),
        sa.Column("code", AutoString(length=64), nullable=True),
        sa.Column("code_until", UTCDateTime(), nullable=True),
        sa.Column("codes_sent", sa.Integer(), nullable=False),
        _reference("notice_choice", "user_id", "account"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_notice_choice")),
    )
    protect("event", "webhook_endpoint", "event_delivery", "event_attempt")


def _deliveries() -> None:
    op.create_table(
        "event_delivery",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_number", sa.Integer(), nullable=False),
        sa.Column("endpoint_id", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("object", AutoString(length=100), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "delivered", "given_up", name="deliverystate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("first_try_at", UTCDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("taken_by", AutoString(length=64), nullable=True),
        sa.Column("taken_until", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        _reference("event_delivery", "event_number", "event", "number"),
        _reference("event_delivery", "endpoint_id", "webhook_endpoint"),
        _reference("event_delivery", "user_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_delivery")),
        sa.UniqueConstraint("event_number", "endpoint_id", name=op.f("uq_event_delivery_event_number_endpoint_id")),
        sa.UniqueConstraint("event_number", "user_id", name=op.f("uq_event_delivery_event_number_user_id")),
    )
    op.create_index("ix_event_delivery_endpoint", "event_delivery", ["endpoint_id", "event_number"])
    op.create_index("ix_event_delivery_user", "event_delivery", ["user_id", "made_at"])
    waits = sa.text("coalesce(state, 'delivered') = 'waiting'")
    op.create_index(
        "ix_event_delivery_waiting",
        "event_delivery",
        ["endpoint_id", "object", "event_number"],
        sqlite_where=waits,
        postgresql_where=waits,
    )
    op.create_table(
        "event_attempt",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("fault", AutoString(length=40), nullable=True),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        _reference("event_attempt", "delivery_id", "event_delivery"),
        _reference("event_attempt", "endpoint_id", "webhook_endpoint"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_attempt")),
    )
    op.create_index("ix_event_attempt_endpoint", "event_attempt", ["endpoint_id", "at", "id"])
    op.create_index("ix_event_attempt_delivery_id", "event_attempt", ["delivery_id"])
    op.create_index("ix_event_attempt_at", "event_attempt", ["at"])


def downgrade() -> None:
    """Back."""
    for table in ("notice_choice", "event_attempt", "event_delivery", "webhook_endpoint", "event"):
        op.drop_table(table)
