"""Searches that people keep under a name. Each person sees their own."""

import uuid
from collections.abc import Collection, Sequence
from urllib.parse import parse_qs

from sqlmodel import Session, col, select

from qa_service.domain import names
from qa_service.domain.masked_words import HiddenWords
from qa_service.errors import BadInput, NotFound, say
from qa_service.store.tables_people import SavedViewRow

_MOST = 50
_LONGEST_NAME = 100


def save(session: Session, owner: str, name: str, query: str) -> SavedViewRow:
    """Keep `query` under `name`, in the place of what had this name. Raises BadInput."""
    name = names.tidied(name, _LONGEST_NAME, where="name", hint=say("choose a short name"))
    if len(query) > 2000:
        raise BadInput("is too long to be kept", where="query")
    existing = session.exec(select(SavedViewRow).where(SavedViewRow.owner == owner, SavedViewRow.name == name)).first()
    if existing is not None:
        existing.query = query
        return existing
    if len(listed(session, owner)) >= _MOST:
        raise BadInput("there are {limit} saved searches already", limit=_MOST, where="name", hint="remove one first")
    row = SavedViewRow(owner=owner, name=name, query=query)
    session.add(row)
    session.flush()
    return row


def remove(session: Session, owner: str, id: uuid.UUID) -> None:
    """Raises NotFound, for what somebody else keeps as well."""
    row = session.get(SavedViewRow, id)
    if row is None or row.owner != owner:
        raise NotFound("there is no such saved search")
    session.delete(row)


def forget(session: Session, field: str, values: Collection[str]) -> None:
    """Remove the searches, whoever keeps them, whose `field` is one of these values."""
    for row in session.exec(select(SavedViewRow)).all():
        if not set(values).isdisjoint(parse_qs(row.query).get(field, ())):
            session.delete(row)


def forget_words(session: Session, client: str, words: HiddenWords) -> int:
    """Remove the searches, whoever keeps them, that ask for words which were masked in an interaction of `client`, or
    have them in their name; returns how many. Searches among another client alone stay.
    """
    count = 0
    for row in session.exec(select(SavedViewRow)).all():
        asked = parse_qs(row.query)
        texts = [row.name, *(text for texts in asked.values() for text in texts)]
        if asked.get("client", [client]) == [client] and any(words.places(text) for text in texts):
            session.delete(row)
            count += 1
    return count


def listed(session: Session, owner: str) -> Sequence[SavedViewRow]:
    """By name."""
    query = select(SavedViewRow).where(SavedViewRow.owner == owner)
    return session.exec(query.order_by(col(SavedViewRow.name))).all()
