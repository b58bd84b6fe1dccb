"""Sessions that a provider can end, by its name for the session (`sid`) or for the person (`sub`)."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from qa_service.store.tables_people import UserRow, WebSessionRow
from qa_service.store.tables_provider import ProviderLogoutRow, ProviderSessionRow
from qa_service.store.web_sessions import digest


class ProviderSession(NamedTuple):
    """What a session is to the provider; `sid` None where the provider names no sessions."""

    issuer: str
    sub: str
    sid: str | None


class EndedSession(NamedTuple):
    """What ends: one session by `sid`, or all of `sub`. `jti` names the notice; `until` it would be believed again."""

    issuer: str
    sub: str | None
    sid: str | None
    jti: str
    until: datetime


def remember(session: Session, token: str, of: ProviderSession) -> None:
    """The session with this token is one of the provider's."""
    session.flush()
    session.add(ProviderSessionRow(sha256=digest(token), issuer=of.issuer, sub=of.sub, sid=of.sid))


def is_one(session: Session, token: str) -> bool:
    """Whether the session with this token began at a provider."""
    return session.get(ProviderSessionRow, digest(token)) is not None


def is_over(session: Session, of: ProviderSession) -> bool:
    """Whether the provider has ended it before it came here."""
    if of.sid is None:
        return False
    query = select(ProviderLogoutRow.jti).where(ProviderLogoutRow.sid == _hash(of.issuer, of.sid))
    return session.exec(query.limit(1)).first() is not None


def is_new(session: Session, ended: EndedSession, at: datetime) -> bool:
    """Keep the notice; False where it was carried out before."""
    session.exec(sa.delete(ProviderLogoutRow).where(col(ProviderLogoutRow.until) < at))
    sid = None if ended.sid is None else _hash(ended.issuer, ended.sid)
    try:
        with session.begin_nested():
            session.add(ProviderLogoutRow(jti=_hash(ended.issuer, ended.jti), sid=sid, until=ended.until))
    except IntegrityError:
        return False
    return True


def end(session: Session, ended: EndedSession) -> Sequence[str]:
    """Who was signed out, by name; nobody: there was no such session. A session that came without a `sid` is ended by
    its person alone.
    """
    row = ProviderSessionRow
    theirs = select(row.sha256).where(row.issuer == ended.issuer)
    if ended.sid is not None:
        theirs = theirs.where(sa.or_(col(row.sid) == ended.sid, col(row.sid).is_(None)))
    theirs = theirs.where(row.sid == ended.sid if ended.sub is None else row.sub == ended.sub)
    hashes = session.exec(theirs).all()
    whose = select(UserRow.name).join(WebSessionRow).where(col(WebSessionRow.sha256).in_(hashes)).distinct()
    names = session.exec(whose).all()
    session.exec(sa.delete(WebSessionRow).where(col(WebSessionRow.sha256).in_(hashes)))
    return sorted(names)


def _hash(issuer: str, name: str) -> str:
    return hashlib.sha256(f"{len(issuer)} {issuer} {name}".encode()).hexdigest()
