"""Accounts and sessions of single sign-on, and the notices by which a provider ends them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "provider_account",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", AutoString(length=500), nullable=False),
        sa.Column("subject", AutoString(length=255), nullable=False),
        sa.Column("linked_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["account.id"], name=op.f("fk_provider_account_user_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_provider_account")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_provider_account_issuer_subject")),
    )
    op.create_table(
        "provider_session",
        sa.Column("sha256", AutoString(length=64), nullable=False),
        sa.Column("issuer", AutoString(length=500), nullable=False),
        sa.Column("sid", AutoString(length=255), nullable=True),
        sa.Column("sub", AutoString(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"], ["web_session.sha256"], name=op.f("fk_provider_session_sha256_web_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_provider_session")),
    )
    op.create_index("ix_provider_session_sid", "provider_session", ["issuer", "sid"])
    op.create_index("ix_provider_session_sub", "provider_session", ["issuer", "sub"])
    op.create_table(
        "provider_logout",
        sa.Column("jti", AutoString(length=64), nullable=False),
        sa.Column("sid", AutoString(length=64), nullable=True),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("jti", name=op.f("pk_provider_logout")),
    )
    op.create_index("ix_provider_logout_sid", "provider_logout", ["sid"])
    op.create_index("ix_provider_logout_until", "provider_logout", ["until"])


def downgrade() -> None:
    """Back."""
    for table in ("provider_logout", "provider_session", "provider_account"):
        op.drop_table(table)
