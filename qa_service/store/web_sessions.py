"""Signed-in browsers: opened with a password or an API key, looked up by cookie, ended by time or by hand.

The cookie holds 256 random bits, the database their sha256. Who keeps failing must wait.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from qa_service.store import attempts, keys, users
from qa_service.store.attempts import Limit
from qa_service.store.tables import ApiKeyRow
from qa_service.store.tables_people import UserRow, WebSessionRow

IDLE = timedelta(hours=2)
"""A session that nobody uses for this long is over."""
LONGEST = timedelta(hours=12)
"""And so is any, this long after it began."""
_SEEN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SignInAttempt:
    """What somebody typed, and where from; a key goes without a name."""

    name: str
    secret: str
    address: str

    @property
    def is_key(self) -> bool:
        """Whether it is made with an API key."""
        return not self.name.strip() or self.secret.startswith("qa_")

    @property
    def limits(self) -> Sequence[Limit]:
        """What holds back those who guess."""
        return attempts.of_sign_in("" if self.is_key else self.name, self.address)


Holder = UserRow | ApiKeyRow


class OpenedSession(NamedTuple):
    """The token of a new session, and how records call whoever it is for."""

    token: str
    actor: str


def open_for(session: Session, attempt: SignInAttempt, at: datetime) -> OpenedSession | None:
    """A new session; None: name and secret do not fit, which is counted. Ask `waiting` first."""
    holder = _holder(session, attempt)
    if holder is None:
        attempts.failed(session, attempt.limits, at)
        return None
    attempts.succeeded(session, attempt.limits, at)
    return opened(session, holder, at)


def opened(session: Session, holder: Holder, at: datetime, longest: timedelta = LONGEST) -> OpenedSession:
    """A new session of somebody who has proved who they are, over after `longest` at the latest."""
    session.exec(sa.delete(WebSessionRow).where(col(WebSessionRow.expires_at) < at))
    token = secrets.token_urlsafe(32)
    who = {"user_id": holder.id} if isinstance(holder, UserRow) else {"key_id": holder.id}
    until = at + min(longest, LONGEST)
    session.add(WebSessionRow(sha256=digest(token), created_at=at, seen_at=at, expires_at=until, **who))
    return OpenedSession(token, f"user:{holder.name}" if isinstance(holder, UserRow) else f"key:{holder.prefix}")


def _holder(session: Session, attempt: SignInAttempt) -> Holder | None:
    if attempt.is_key:
        return keys.find(session, attempt.secret)
    return users.verified(session, attempt.name, attempt.secret)


def waiting(session: Session, attempt: SignInAttempt, at: datetime) -> timedelta:
    """How long it has to wait. In the same transaction as `open_for`, or many attempts at once get by."""
    return attempts.waiting(session, attempt.limits, at)


def find(session: Session, token: str, at: datetime) -> Holder | None:
    """Whoever is signed in with `token`; None when nobody is (any more)."""
    row = _live(session, token, at)
    if row is None:
        return None
    holder: Holder | None = (
        session.get(UserRow, row.user_id) if row.user_id is not None else session.get(ApiKeyRow, row.key_id)
    )
    if isinstance(holder, UserRow):
        return None if holder.disabled_at else holder
    return None if holder is None or holder.revoked_at else holder


def is_stale(session: Session, token: str, at: datetime) -> bool:
    """Whether `touch` is due: not at every request, since each write waits for the disk."""
    row = _live(session, token, at)
    return row is not None and at - row.seen_at > _SEEN


def touch(session: Session, token: str, at: datetime) -> None:
    """The session is in use."""
    row = _live(session, token, at)
    if row is not None:
        row.seen_at = at


def close(session: Session, token: str) -> None:
    """Sign out."""
    session.exec(sa.delete(WebSessionRow).where(col(WebSessionRow.sha256) == digest(token)))


def _live(session: Session, token: str, at: datetime) -> WebSessionRow | None:
    row = session.get(WebSessionRow, digest(token))
    return row if row is not None and at < row.expires_at and at - row.seen_at < IDLE else None


def digest(text: str) -> str:
    """sha256 in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
