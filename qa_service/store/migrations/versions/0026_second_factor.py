"""A second factor of users, and from where and by which browser sessions were opened."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "second_factor",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("confirmed_at", UTCDateTime(), nullable=True),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("recovery", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["account.id"], name=op.f("fk_second_factor_user_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_second_factor")),
    )
    with op.batch_alter_table("web_session") as session:
        session.add_column(sa.Column("factor_due", sa.Boolean(), nullable=False, server_default=sa.false()))
        session.add_column(sa.Column("origin", AutoString(length=64), nullable=False, server_default=""))
        session.add_column(sa.Column("browser", AutoString(length=200), nullable=False, server_default=""))
    with op.batch_alter_table("web_session") as session:
        for name in ("factor_due", "origin", "browser"):
            session.alter_column(name, server_default=None)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("web_session") as session:
        for name in ("browser", "origin", "factor_due"):
            session.drop_column(name)
    op.drop_table("second_factor")
