"""What people want to be told of by e-mail, and where: chosen, confirmed by a code that was sent there, looked up."""

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

from qa_service.domain.events import EventType, NoticeKind
from qa_service.domain.people import Role
from qa_service.errors import Conflict
from qa_service.store.seal import Seal
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_events import WHOLE_INSTALLATION, EventRow, NoticeChoiceRow
from qa_service.store.tables_people import UserRow

_CODE_LASTS, _MOST_CODES = timedelta(minutes=30), 5
Audience = Mapping[NoticeKind, frozenset[Role]]
"""Whom a kind of notice may go to."""


class NoticeChoice(NamedTuple):
    """As a person sees it; `address` None: none was given. It counts once `confirmed`."""

    kinds: frozenset[NoticeKind]
    address: str | None
    confirmed: bool


def of(session: Session, user: uuid.UUID, seal: Seal) -> NoticeChoice:
    """What somebody chose; nothing, where they never did."""
    row = session.get(NoticeChoiceRow, user)
    if row is None:
        return NoticeChoice(frozenset(), None, False)
    address = None if row.address is None else seal.open(row.address, _name(user)).decode()
    return NoticeChoice(_kinds(row), address, row.confirmed_at is not None)


def choose(session: Session, user: uuid.UUID, kinds: Collection[NoticeKind]) -> None:
    """Which notices from now on."""
    _row(session, user).kinds = sorted(kinds)


def give_address(session: Session, user: uuid.UUID, address: str | None, seal: Seal, at: datetime) -> str | None:
    """Where to; None: nowhere. Returns the code that is to be sent there. Raises Conflict where too many were sent."""
    row = _row(session, user)
    if address is None:
        row.address, row.confirmed_at, row.code = None, None, None
        return None
    is_new_day = row.code_until is None or at >= row.code_until + timedelta(days=1)
    row.codes_sent = 1 if is_new_day else row.codes_sent + 1
    if row.codes_sent > _MOST_CODES:
        raise Conflict("too many codes were sent; try again tomorrow")
    code = f"{secrets.randbelow(10**8):08d}"
    row.address, row.confirmed_at = seal.close(address.encode(), _name(user)), None
    row.code, row.code_until = _hash(user, code), at + _CODE_LASTS
    return code


def confirm(session: Session, user: uuid.UUID, code: str, at: datetime) -> bool:
    """Whether this is the code; the address counts from now on. A wrong one spends it."""
    row = session.get(NoticeChoiceRow, user, with_for_update=True)
    if row is None or row.code is None or row.code_until is None or at >= row.code_until:
        return False
    fits = hmac.compare_digest(row.code, _hash(user, "".join(code.split())))
    row.code = None
    if fits:
        row.confirmed_at = at
    return fits


def hearers(session: Session, kind: NoticeKind, roles: frozenset[Role]) -> Sequence[UserRow]:
    """Who is told of this kind: those who chose it, gave an address, and are not locked out."""
    query = select(UserRow, NoticeChoiceRow).join(NoticeChoiceRow, col(NoticeChoiceRow.user_id) == col(UserRow.id))
    query = query.where(col(NoticeChoiceRow.confirmed_at).is_not(None), col(UserRow.disabled_at).is_(None))
    return [
        user
        for user, choice in session.exec(query.order_by(col(UserRow.name)))
        if kind in _kinds(choice) and user.role in roles
    ]


def still_hears(session: Session, user: uuid.UUID, kind: NoticeKind, audience: Audience, seal: Seal) -> str | None:
    """The address of somebody who is to have a notice of this kind; None: they are not, any more."""
    if user not in {row.id for row in hearers(session, kind, audience[kind])}:
        return None
    return of(session, user, seal).address


def reaches(session: Session, user: UserRow, event: EventRow) -> bool:
    """Whether an event is within the reach of a person: client, team, agent, and who asked for the file."""
    if event.maker is not None:
        return event.maker == f"user:{user.name}"
    if user.client is not None and event.client != user.client:
        return False
    if user.team is None and user.agent is None:
        return True
    row = None if event.interaction_id is None else session.get(InteractionRow, event.interaction_id)
    if row is None:
        return event.type is EventType.ALARM_RAISED and event.client != WHOLE_INSTALLATION
    return user.team in (None, row.team) and user.agent in (None, row.agent)


def _row(session: Session, user: uuid.UUID) -> NoticeChoiceRow:
    row = session.get(NoticeChoiceRow, user, with_for_update=True)
    if row is None:
        row = NoticeChoiceRow(user_id=user)
        session.add(row)
    return row


def _kinds(row: NoticeChoiceRow) -> frozenset[NoticeKind]:
    return frozenset(NoticeKind(kind) for kind in row.kinds if kind in set(NoticeKind))


def _hash(user: uuid.UUID, code: str) -> str:
    return hashlib.sha256(f"{user}:{code}".encode()).hexdigest()


def _name(user: uuid.UUID) -> str:
    return f"notice address of {user}"
