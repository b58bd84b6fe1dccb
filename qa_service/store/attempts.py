"""Guessing passwords is slow: who fails waits, longer each time.

What is counted is a name together with the network that tried it, so that nobody is kept out of an account by a
stranger elsewhere; and, far more generously, a network by itself, against one password tried on many names. A success
ends the waiting for its name and network. Behind a proxy that QA_TRUSTED_PROXIES does not name, all is one network.
"""

import hashlib
import ipaddress
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.store.tables_people import SignInFailureRow

WINDOW = timedelta(hours=6)
"""Failures are forgotten after this."""
PER_NAME, PER_NETWORK = 5, 300
"""So many failures within `WINDOW` cost no waiting."""
_FIRST = timedelta(seconds=30)
_LONGEST_OF_NAME, _LONGEST_OF_NETWORK = timedelta(minutes=15), timedelta(seconds=10)
_V4, _V6 = 24, 56  # bits of an address that a household or an office shares


class Limit(NamedTuple):
    """What is counted (a hash: mistyped passwords end up in the field for the name), how many failures are free, and
    the longest waiting.
    """

    subject: str
    free: int
    longest: timedelta


class Attempt(NamedTuple):
    """Whether it was right; if not, it was wrong, or `pause` has to pass first."""

    is_right: bool
    pause: timedelta = timedelta()


def of_sign_in(name: str, address: str) -> tuple[Limit, ...]:
    """The limits of an attempt; one with a key, which nobody guesses, names nobody and counts for its network alone."""
    network = network_of(address)
    whole = Limit(_hash(f"network {network}"), PER_NETWORK, _LONGEST_OF_NETWORK)
    if not name.strip():
        return (whole,)
    return (Limit(_hash(f"name {name.strip().casefold()} from {network}"), PER_NAME, _LONGEST_OF_NAME), whole)


def of_old_password(user: uuid.UUID) -> tuple[Limit, ...]:
    """The limits of guessing the present password of whoever is signed in."""
    return (Limit(_hash(f"old password of {user}"), PER_NAME, _LONGEST_OF_NAME),)


def of_code(user: uuid.UUID) -> tuple[Limit, ...]:
    """The limits of guessing the code of the second factor: from wherever, for only who has the password gets here."""
    return (Limit(_hash(f"code of {user}"), PER_NAME, _LONGEST_OF_NAME),)


def network_of(address: str) -> str:
    """The network of an address; what is none stands for itself."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return str(ipaddress.ip_network((ip, _V4 if ip.version == 4 else _V6), strict=False))


def waiting(session: Session, limits: Sequence[Limit], at: datetime) -> timedelta:
    """How long from now the next attempt has to wait; nothing: it may be made. Attempts under one limit take turns
    until the transaction ends, so that many at once are no way round.
    """
    _take_turns(session, limits)
    return max((_waiting(session, limit, at) for limit in limits), default=timedelta())


def _waiting(session: Session, limit: Limit, at: datetime) -> timedelta:
    query = select(sa.func.count(), sa.func.max(SignInFailureRow.at)).select_from(SignInFailureRow)
    query = query.where(SignInFailureRow.subject == limit.subject, col(SignInFailureRow.at) > at - WINDOW)
    n, last = session.exec(query).one()
    if n < limit.free:
        return timedelta()
    until: datetime = last + min(limit.longest, _FIRST * 2 ** min(n - limit.free, 10))
    return max(timedelta(), until - at)


def _take_turns(session: Session, limits: Sequence[Limit]) -> None:
    """On SQLite the transaction holds the only lock there is."""
    if session.connection().dialect.name == "postgresql":
        for number in sorted(int(limit.subject[:15], 16) for limit in limits):
            session.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))


def failed(session: Session, limits: Sequence[Limit], at: datetime) -> None:
    """Count a failure."""
    for limit in limits:
        session.add(SignInFailureRow(subject=limit.subject, at=at))


def succeeded(session: Session, limits: Sequence[Limit], at: datetime) -> None:
    """Forget what this name failed from here, and what is old; a network's failures stay, or one account would be
    enough to clear them.
    """
    mine = [limit.subject for limit in limits if limit.free == PER_NAME]
    session.exec(
        sa.delete(SignInFailureRow).where(
            sa.or_(col(SignInFailureRow.subject).in_(mine), col(SignInFailureRow.at) < at - WINDOW)
        )
    )


def guarded(session: Session, limits: Sequence[Limit], at: datetime, check: Callable[[], bool]) -> Attempt:
    """Whether `check` holds, asked only where nothing has to be waited for; a failure is counted, a success ends the
    counting.
    """
    if pause := waiting(session, limits, at):
        return Attempt(False, pause)
    is_right = check()
    (succeeded if is_right else failed)(session, limits, at)
    return Attempt(is_right)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
