"""What is kept of single sign-on: whose account belongs to whom at the provider, and which sessions it can end."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from qa_service.store.tables import now


class ProviderAccountRow(SQLModel, table=True):
    """An account that signs in at the provider: `subject` is the stable id there, unique within its `issuer`."""

    __tablename__ = "provider_account"
    __table_args__ = (sa.UniqueConstraint("issuer", "subject"),)

    user_id: uuid.UUID = Field(primary_key=True, foreign_key="account.id", ondelete="CASCADE")
    issuer: str = Field(max_length=500)
    subject: str = Field(max_length=255)
    linked_at: datetime = Field(default_factory=now)


class ProviderSessionRow(SQLModel, table=True):
    """A session that began at the provider, by the names that the provider gives: of the session, of the person."""

    __tablename__ = "provider_session"
    __table_args__ = (
        sa.Index("ix_provider_session_sid", "issuer", "sid"),
        sa.Index("ix_provider_session_sub", "issuer", "sub"),
    )

    sha256: str = Field(primary_key=True, max_length=64, foreign_key="web_session.sha256", ondelete="CASCADE")
    issuer: str = Field(max_length=500)
    sid: str | None = Field(default=None, max_length=255)
    sub: str = Field(max_length=255)


class ProviderLogoutRow(SQLModel, table=True):
    """A logout token that was carried out, until nobody would believe it any more: it counts once, and a session of the
    provider that is over does not begin here afterwards. `jti` and `sid` are hashes.
    """

    __tablename__ = "provider_logout"
    __table_args__ = (sa.Index("ix_provider_logout_sid", "sid"), sa.Index("ix_provider_logout_until", "until"))

    jti: str = Field(primary_key=True, max_length=64)
    sid: str | None = Field(default=None, max_length=64)
    until: datetime
