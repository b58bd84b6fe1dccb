"""Words that stay with the staff: in languages that are not read here, masking is not sure enough for anybody else,
until a person has looked at them and released them.

A session knows whether its holder may read them (`Scope.words`), so what reads words through a session cannot forget
it: transcripts come without turns and without passages, searches do not look into them, and recordings are refused.
"""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.languages import READ
from qa_service.domain.processed import Processed, Understood
from qa_service.errors import Conflict, Withheld, say
from qa_service.store.tables import InteractionRow, now

WHY = say(
    "the words of this contact are withheld: it is not in Italian or English, or its language could not be told, so "
    "personal data may stand unmasked in it"
)
REMOVED = say("the words of this contact are no longer kept: their time is up; what was found in them stays")


def is_open_to_all(row: InteractionRow) -> bool:
    """Whether whoever may read an interaction may read its words."""
    return row.lang in READ or row.words_released_at is not None


def is_open_in(session: Session, lang: str | None, id: UUID) -> bool:
    """The same by the language of what was said in it."""
    if lang in READ:
        return True
    return session.exec(select(InteractionRow.id).where(InteractionRow.id == id, _is_released())).first() is not None


def is_withheld(session: Session, lang: str | None, id: UUID) -> bool:
    """Whether the holder of this session may not read what was said in an interaction, in this language."""
    return not session.scope.words and not is_open_in(session, lang, id)  # type: ignore[attr-defined]  # a ScopedSession


def reason(session: Session, lang: str | None, id: UUID) -> str:
    """Why the holder of this session does not read the words of an interaction: they are withheld, or no longer kept.
    Empty where they are shown.
    """
    if is_withheld(session, lang, id):
        return str(WHY)
    query = select(InteractionRow.id).where(InteractionRow.id == id, col(InteractionRow.words_removed_at).is_not(None))
    return str(REMOVED) if session.exec(query).first() is not None else ""


def refuse(session: Session, row: InteractionRow) -> None:
    """Raises Withheld where the words may not be heard either."""
    if is_withheld(session, row.lang, row.id):
        raise Withheld(WHY)


def understood(session: Session, whole: Understood, id: UUID) -> Understood:
    """What this session may see of it."""
    return whole.without_words() if is_withheld(session, whole.transcript.lang, id) else whole


def processed(session: Session, whole: Processed, id: UUID) -> Processed:
    """What this session may see of it."""
    return whole.without_words() if is_withheld(session, whole.understood.transcript.lang, id) else whole


def legible(session: Session) -> list[object]:
    """As SQL: that the words of an interaction are kept, and may be read by the holder of this session."""
    kept = col(InteractionRow.words_removed_at).is_(None)
    if session.scope.words:  # type: ignore[attr-defined]  # a ScopedSession
        return [kept]
    return [kept, sa.or_(col(InteractionRow.lang).in_(READ), _is_released())]


def _is_released() -> Any:
    return col(InteractionRow.words_released_at).is_not(None)


def release(row: InteractionRow, by: str) -> None:
    """Clients and agents may read its words from now on. Raises Conflict where they may already."""
    if is_open_to_all(row):
        raise Conflict("the words of this contact are not withheld; there is nothing to release")
    row.words_released_at, row.words_released_by = now(), by


def withhold(row: InteractionRow) -> None:
    """They may not any more. Raises Conflict where nobody has released them."""
    if row.words_released_at is None:
        raise Conflict("nobody has released the words of this contact; there is nothing to take back")
    row.words_released_at = row.words_released_by = None
