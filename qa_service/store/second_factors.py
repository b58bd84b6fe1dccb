"""The second factor of users: time-based codes (RFC 6238, by pyotp) and recovery codes.

The secret is sealed for its user, so that neither the database nor another user's row makes a code.
"""

import hashlib
import hmac
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import pyotp
from sqlmodel import Session

from qa_service.errors import Conflict
from qa_service.store import passwords
from qa_service.store.seal import Seal
from qa_service.store.tables_people import SecondFactorRow

ISSUER = "QA Service"
_PERIOD = 30  # seconds
_NEIGHBOURS = (0, -1, 1)
"""Periods beside the present one whose codes are taken: clocks differ, and typing takes time."""
_RECOVERY_CODES = 10
_GROUPS = 6
"""Of a recovery code: with 119 random bits it needs no slow hash."""
PROVISIONAL = timedelta(minutes=15)
"""A secret that no code confirmed for this long is no longer shown."""


class Provisioning(NamedTuple):
    """What the application is told: its secret to type, and the same as an address to scan."""

    secret: str
    uri: str


def begin(session: Session, user: uuid.UUID, seal: Seal, at: datetime) -> None:
    """A new secret, in force once a code of it came. Raises Conflict where there is one in force already."""
    if is_in_force(session, user):
        raise Conflict("a second factor is set up already; remove it first")
    remove(session, user)
    session.flush()
    secret = seal.close(pyotp.random_base32().encode(), _name(user))
    session.add(SecondFactorRow(user_id=user, secret=secret, made_at=at))


def provisional(session: Session, user: uuid.UUID, name: str, seal: Seal, at: datetime) -> Provisioning | None:
    """What was begun and is not in force yet; None where nothing was, or too long ago."""
    row = session.get(SecondFactorRow, user)
    if row is None or row.confirmed_at is not None or at - row.made_at > PROVISIONAL:
        return None
    secret = seal.open(row.secret, _name(user)).decode()
    return Provisioning(secret, pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER))


def confirm(session: Session, user: uuid.UUID, code: str, seal: Seal, at: datetime) -> Sequence[str]:
    """From now on in force; returns the recovery codes, which are kept as hashes alone. Nothing: the code is wrong."""
    row = session.get(SecondFactorRow, user)
    if row is None or row.confirmed_at is not None or at - row.made_at > PROVISIONAL:
        return ()
    if not _is_code(row, code, seal, at):
        return ()
    codes = [passwords.generated(_GROUPS) for _ in range(_RECOVERY_CODES)]
    row.confirmed_at, row.recovery = at, [_hash(recovery) for recovery in codes]
    return codes


def is_in_force(session: Session, user: uuid.UUID) -> bool:
    """Whether a code is asked for when this user signs in."""
    row = session.get(SecondFactorRow, user)
    return row is not None and row.confirmed_at is not None


def recovery_left(session: Session, user: uuid.UUID) -> int:
    """How many recovery codes were not used yet."""
    row = session.get(SecondFactorRow, user)
    return len(row.recovery) if row is not None else 0


def fits(session: Session, user: uuid.UUID, code: str, seal: Seal, at: datetime) -> bool:
    """Whether this is a code of now or a recovery code, either of which is good once."""
    row = session.get(SecondFactorRow, user, with_for_update=True)
    if row is None or row.confirmed_at is None:
        return False
    return _is_code(row, code, seal, at) or _is_recovery(row, code)


def remove(session: Session, user: uuid.UUID) -> None:
    """The password alone signs in."""
    row = session.get(SecondFactorRow, user)
    if row is not None:
        session.delete(row)


def _is_code(row: SecondFactorRow, code: str, seal: Seal, at: datetime) -> bool:
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdigit()):
        return False
    totp = pyotp.TOTP(seal.open(row.secret, _name(row.user_id)).decode())
    now = int(at.timestamp()) // _PERIOD
    for counter in (now + neighbour for neighbour in _NEIGHBOURS):
        if counter > row.counter and hmac.compare_digest(totp.generate_otp(counter), digits):
            row.counter = counter
            return True
    return False


def _is_recovery(row: SecondFactorRow, code: str) -> bool:
    hash = _hash(code.strip().casefold())
    if hash not in row.recovery:
        return False
    row.recovery = [other for other in row.recovery if other != hash]
    return True


def _hash(code: str) -> str:
    """Made codes are random: no salt is needed."""
    return hashlib.sha256(code.encode()).hexdigest()


def _name(user: uuid.UUID) -> str:
    return f"second factor of {user}"
