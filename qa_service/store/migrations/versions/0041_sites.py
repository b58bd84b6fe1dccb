"""Where contacts are handled: site, vendor, in-house or outsourced; and each client's rules about it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_STATED = ("site", "vendor", "sourcing")
_COLUMNS = {
    "interaction": _STATED,
    "figure_part": _STATED,
    "queue_call": (*_STATED, "at_site", "at_vendor", "at_sourcing"),
}


def upgrade() -> None:
    """Forwards."""
    for table, columns in _COLUMNS.items():
        for column in columns:
            op.add_column(table, sa.Column(column, _type(column), nullable=True))
    op.create_table(
        "site_rules",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("body", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("by", AutoString(length=200), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("client", name=op.f("pk_site_rules")),
    )
    protect("site_rules")


def _type(column: str) -> sa.types.TypeEngine[str]:
    if column.endswith("sourcing"):
        return sa.Enum("in_house", "outsourced", name="sourcing", native_enum=False, length=32)
    return AutoString(length=200)


def downgrade() -> None:
    """Back."""
    op.drop_table("site_rules")
    for table, columns in _COLUMNS.items():
        for column in reversed(columns):
            op.drop_column(table, column)
