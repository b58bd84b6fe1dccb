"""People who sign in with a name and a password."""

import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.people import Reach
from qa_service.errors import BadInput, Conflict, NotFound, say
from qa_service.store import passwords
from qa_service.store.keys import bounded
from qa_service.store.tables import now
from qa_service.store.tables_people import UserRow, WebSessionRow

LANGUAGES = ("it", "en")


def create(session: Session, name: str, password: str, reach: Reach, lang: str | None = None) -> UserRow:
    """Raises BadInput on a name, password or reach that cannot be, Conflict on a name that is taken."""
    name = clean_name(name)
    bounded(reach.role, reach.client, reach.team, reach.agent)
    known_language(lang)
    if by_name(session, name) is not None:
        raise Conflict("there is a user {name!r} already; choose another name", name=name)
    row = UserRow(
        name=name,
        password=passwords.hashed(password, (name, reach.client, reach.team, reach.agent)),
        lang=lang,
        **_columns(reach),
    )
    session.add(row)
    session.flush()
    return row


def change(session: Session, id: uuid.UUID, reach: Reach, lang: str | None) -> UserRow:
    """What an administrator may change of somebody; they are signed out. Raises BadInput, NotFound."""
    bounded(reach.role, reach.client, reach.team, reach.agent)
    known_language(lang)
    row = get(session, id)
    for column, value in (*_columns(reach).items(), ("lang", lang)):
        setattr(row, column, value)
    sign_out_everywhere(session, id)
    return row


def set_password(session: Session, id: uuid.UUID, password: str, *, keep: str = "") -> UserRow:
    """The person is signed out everywhere, but for the session with the token `keep`. Raises BadInput, NotFound."""
    row = get(session, id)
    row.password = passwords.hashed(password, (row.name, row.client, row.team, row.agent))
    sign_out_everywhere(session, id, keep=keep)
    return row


def disable(session: Session, id: uuid.UUID) -> UserRow:
    """Nobody signs in under this name any more; what the person did stays. Raises NotFound."""
    row = get(session, id)
    row.disabled_at = row.disabled_at or now()
    sign_out_everywhere(session, id)
    return row


def enable(session: Session, id: uuid.UUID) -> UserRow:
    """The inverse of `disable`. Raises NotFound."""
    row = get(session, id)
    row.disabled_at = None
    return row


def prefer(session: Session, id: uuid.UUID, lang: str | None) -> UserRow:
    """The language of the person's pages; None: as the browser asks. Raises BadInput, NotFound."""
    known_language(lang)
    row = get(session, id)
    row.lang = lang
    return row


def verified(session: Session, name: str, password: str) -> UserRow | None:
    """The user with this name and password; None takes as long to say."""
    row = by_name(session, name)
    if row is None:
        passwords.waste_time()
        return None
    return row if passwords.fits(password, row.password) and row.disabled_at is None else None


def get(session: Session, id: uuid.UUID) -> UserRow:
    """Raises NotFound."""
    row = session.get(UserRow, id)
    if row is None:
        raise NotFound("there is no such user")
    return row


def by_name(session: Session, name: str) -> UserRow | None:
    """Names are looked up without regard to case."""
    return session.exec(select(UserRow).where(UserRow.name == name.strip().casefold())).first()


def listed(session: Session) -> Sequence[UserRow]:
    """Everybody, by name."""
    return session.exec(select(UserRow).order_by(col(UserRow.name))).all()


def clean_name(name: str) -> str:
    """As it is kept. Raises BadInput."""
    clean = name.strip().casefold()
    if not clean or len(clean) > 100 or not clean.isprintable():
        raise BadInput("is not 1 to 100 printable characters", where="name", hint="choose a short name")
    return clean


def known_language(lang: str | None) -> None:
    """Raises BadInput on a language that the pages do not speak."""
    if lang is not None and lang not in LANGUAGES:
        raise BadInput(
            "{lang!r} is no language of these pages",
            lang=lang,
            where="lang",
            hint=say("use {languages}", languages=" or ".join(LANGUAGES)),
        )


def sign_out_everywhere(session: Session, id: uuid.UUID, *, keep: str = "") -> None:
    """End all sessions of a user, but for the one with the token `keep`."""
    kept_hash = hashlib.sha256(keep.encode()).hexdigest()
    session.exec(
        sa.delete(WebSessionRow).where(col(WebSessionRow.user_id) == id, col(WebSessionRow.sha256) != kept_hash)
    )


def _columns(reach: Reach) -> dict[str, Any]:
    return {"role": reach.role, "client": reach.client, "team": reach.team, "agent": reach.agent}
