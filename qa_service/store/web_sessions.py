"""Signed-in browsers: opened with a password or an API key, looked up by cookie, ended by time or by hand.

The cookie holds 256 random bits, the database their sha256. Who keeps failing must wait.
"""

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.store import attempts, keys, second_factors, users
from qa_service.store.attempts import Limit
from qa_service.store.tables import ApiKeyRow
from qa_service.store.tables_people import UserRow, WebSessionRow

IDLE = timedelta(hours=2)
"""A session that nobody uses for this long is over."""
LONGEST = timedelta(hours=12)
"""And so is any, this long after it began."""
FOR_CODE = timedelta(minutes=5)
"""So long after the password the code of the second factor is waited for."""
_SEEN = timedelta(minutes=1)
_ORIGIN, _BROWSER = 64, 200  # characters


@dataclass(frozen=True, slots=True)
class SignInAttempt:
    """What somebody typed, and where from; a key goes without a name."""

    name: str
    secret: str
    address: str
    browser: str = ""

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
    """The token of a new session, and how records call whoever it is for; nobody is signed in with it while the code of
    the second factor is due (see `complete`).
    """

    token: str
    actor: str
    factor_due: bool = False


class Device(NamedTuple):
    """Where a session is opened from: an address, and what the browser calls itself."""

    address: str = ""
    browser: str = ""

    @property
    def shown(self) -> str:
        """The browser, as it is kept."""
        return "".join(filter(str.isprintable, self.browser))[:_BROWSER]


class ShownSession(NamedTuple):
    """A session as its holder may see it; `id` ends it, and signs nobody in."""

    id: str
    created_at: datetime
    seen_at: datetime
    origin: str
    browser: str


def open_for(session: Session, attempt: SignInAttempt, at: datetime) -> OpenedSession | None:
    """A new session; None: name and secret do not fit, which is counted. Ask `waiting` first."""
    holder = _holder(session, attempt, at)
    if holder is None:
        attempts.failed(session, attempt.limits, at)
        return None
    attempts.succeeded(session, attempt.limits, at)
    factor_due = isinstance(holder, UserRow) and second_factors.is_in_force(session, holder.id)
    device = Device(attempt.address, attempt.browser)
    return opened(session, holder, at, FOR_CODE if factor_due else LONGEST, device=device, factor_due=factor_due)


def opened(
    session: Session,
    holder: Holder,
    at: datetime,
    longest: timedelta = LONGEST,
    *,
    device: Device = Device(),  # noqa: B008  (immutable)
    factor_due: bool = False,
) -> OpenedSession:
    """A new session of somebody who has proved who they are, over after `longest` at the latest."""
    session.exec(sa.delete(WebSessionRow).where(col(WebSessionRow.expires_at) < at))
    token = secrets.token_urlsafe(32)
    row = WebSessionRow(sha256=digest(token), created_at=at, seen_at=at, expires_at=at + min(longest, LONGEST))
    row.user_id, row.key_id = (holder.id, None) if isinstance(holder, UserRow) else (None, holder.id)
    row.factor_due, row.origin, row.browser = factor_due, device.address[:_ORIGIN], device.shown
    session.add(row)
    if isinstance(holder, ApiKeyRow):
        holder.used_at = at
    return OpenedSession(token, actor_of(holder), factor_due)


def actor_of(holder: Holder) -> str:
    """How records call whoever signs in."""
    return f"user:{holder.name}" if isinstance(holder, UserRow) else f"key:{holder.prefix}"


def awaiting_code(session: Session, token: str, at: datetime) -> UserRow | None:
    """Who has given the right password with `token` and still owes the code; None: nobody, or too long ago."""
    row = _live(session, token, at)
    if row is None or not row.factor_due:
        return None
    user = session.get(UserRow, row.user_id)
    return None if user is None or user.disabled_at else user


def complete(session: Session, token: str, at: datetime) -> str:
    """The token of the session that takes the place of one whose code was due: no token from before outlives it."""
    row = session.get_one(WebSessionRow, digest(token))
    user = session.get_one(UserRow, row.user_id)
    session.delete(row)
    session.flush()
    return opened(session, user, at, device=Device(row.origin, row.browser)).token


def _holder(session: Session, attempt: SignInAttempt, at: datetime) -> Holder | None:
    if attempt.is_key:
        row = keys.find(session, attempt.secret, at)
        return row if row is not None and keys.is_allowed_from(row, attempt.address) else None
    return users.verified(session, attempt.name, attempt.secret)


def waiting(session: Session, attempt: SignInAttempt, at: datetime) -> timedelta:
    """How long it has to wait. In the same transaction as `open_for`, or many attempts at once get by."""
    return attempts.waiting(session, attempt.limits, at)


def find(session: Session, token: str, at: datetime) -> Holder | None:
    """Whoever is signed in with `token`; None when nobody is (any more)."""
    row = _live(session, token, at)
    if row is None or row.factor_due:
        return None
    holder: Holder | None = (
        session.get(UserRow, row.user_id) if row.user_id is not None else session.get(ApiKeyRow, row.key_id)
    )
    if isinstance(holder, UserRow):
        return None if holder.disabled_at else holder
    return holder if holder is not None and keys.is_live(holder, at) else None


def is_stale(session: Session, token: str, at: datetime) -> bool:
    """Whether `touch` is due: not at every request, since each write waits for the disk."""
    row = _live(session, token, at)
    return row is not None and at - row.seen_at > _SEEN


def touch(session: Session, token: str, at: datetime) -> None:
    """The session is in use, and with it the key that it was opened with."""
    row = _live(session, token, at)
    if row is None:
        return
    row.seen_at = at
    if row.key_id is not None:
        session.get_one(ApiKeyRow, row.key_id).used_at = at


def close(session: Session, token: str) -> None:
    """Sign out."""
    session.exec(sa.delete(WebSessionRow).where(col(WebSessionRow.sha256) == digest(token)))


def of_user(session: Session, user: uuid.UUID, at: datetime) -> list[ShownSession]:
    """Where a user is signed in, the latest first."""
    rows = session.exec(
        select(WebSessionRow)
        .where(WebSessionRow.user_id == user, col(WebSessionRow.factor_due).is_(False))
        .where(col(WebSessionRow.expires_at) > at, col(WebSessionRow.seen_at) > at - IDLE)
        .order_by(col(WebSessionRow.seen_at).desc())
    ).all()
    return [ShownSession(_id(row.sha256), row.created_at, row.seen_at, row.origin, row.browser) for row in rows]


def id_of(token: str) -> str:
    """By which a session is named without its token."""
    return _id(digest(token))


def _id(sha256: str) -> str:
    return sha256[:16]


def end(session: Session, user: uuid.UUID, id: str) -> bool:
    """Ends one session of a user; False: there is none with this id."""
    rows = session.exec(select(WebSessionRow).where(WebSessionRow.user_id == user)).all()
    for row in (row for row in rows if _id(row.sha256) == id):
        session.delete(row)
        session.flush()
        return True
    return False


def _live(session: Session, token: str, at: datetime) -> WebSessionRow | None:
    row = session.get(WebSessionRow, digest(token))
    return row if row is not None and at < row.expires_at and at - row.seen_at < IDLE else None


def digest(text: str) -> str:
    """sha256 in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
