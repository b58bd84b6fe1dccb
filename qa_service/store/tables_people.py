"""The tables of: people who sign in, their sessions, failed attempts, and the searches that they keep."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from qa_service.domain.people import Role
from qa_service.store.tables import Json, _enum, now


class UserRow(SQLModel, table=True):
    """A person with a password. `client` None reaches every client organisation; `team` bounds a team leader, `agent`
    (the pseudonym under which interactions name the person) bounds an agent. `lang` None: as the browser asks.
    """

    __tablename__ = "account"  # `user` is a word of SQL

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    name: str = Field(max_length=100, unique=True)
    password: str = Field(max_length=200)
    role: Role = Field(sa_type=_enum(Role))
    client: str | None = Field(default=None, max_length=200)
    team: str | None = Field(default=None, max_length=200)
    agent: str | None = Field(default=None, max_length=200)
    lang: str | None = Field(default=None, max_length=8)
    created_at: datetime = Field(default_factory=now)
    disabled_at: datetime | None = None


class WebSessionRow(SQLModel, table=True):
    """A signed-in browser: of a user, or of the holder of an API key. Only the sha256 of its token is kept. While
    `factor_due`, the password was right and the code of the second factor is still to come: nobody is signed in.
    `origin` is the address that it was opened from, `browser` what the browser calls itself.
    """

    __tablename__ = "web_session"
    __table_args__ = (sa.Index("ix_web_session_expires_at", "expires_at"),)

    sha256: str = Field(primary_key=True, max_length=64)
    user_id: uuid.UUID | None = Field(default=None, foreign_key="account.id", ondelete="CASCADE")
    key_id: uuid.UUID | None = Field(default=None, foreign_key="api_key.id", ondelete="CASCADE")
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    factor_due: bool = False
    origin: str = Field(default="", max_length=64)
    browser: str = Field(default="", max_length=200)


class SecondFactorRow(SQLModel, table=True):
    """The authenticator application of a user. `secret` is sealed; until a first code came it is not in force.
    `counter` is the period (RFC 6238) of the last code that was taken: each is good once. `recovery` holds the sha256
    of the codes for who has lost the device.
    """

    __tablename__ = "second_factor"

    user_id: uuid.UUID = Field(primary_key=True, foreign_key="account.id", ondelete="CASCADE")
    secret: bytes
    made_at: datetime
    confirmed_at: datetime | None = None
    counter: int = 0
    recovery: list[str] = Field(default_factory=list, sa_type=Json)


class SignInFailureRow(SQLModel, table=True):
    """A refused attempt to sign in. `subject` is a hash of the name tried, or of the address it came from."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (sa.Index("ix_sign_in_failure_subject", "subject", "at"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    subject: str = Field(max_length=64)
    at: datetime


class SavedViewRow(SQLModel, table=True):
    """A search that somebody keeps under a name; `query` is the part of the address after the question mark."""

    __tablename__ = "saved_view"
    __table_args__ = (sa.UniqueConstraint("owner", "name"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    owner: str = Field(max_length=200)
    name: str = Field(max_length=100)
    query: str = Field(max_length=2000)
    created_at: datetime = Field(default_factory=now)
