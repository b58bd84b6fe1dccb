"""Words that stay with the staff: in languages that are not read here, masking is not sure enough for anybody else.

A session knows whether its holder may read them (`Scope.words`), so what reads words through a session cannot forget
it: transcripts come without turns and without passages, searches do not look into them, and recordings are refused.
"""

from sqlmodel import Session, col

from qa_service.domain.languages import READ
from qa_service.domain.processed import Processed, Understood
from qa_service.errors import Withheld, say
from qa_service.store.tables import InteractionRow

WHY = say(
    "the words of this contact are withheld: it is not in Italian or English, or its language could not be told, so "
    "personal data may stand unmasked in it"
)


def is_withheld(session: Session, lang: str | None) -> bool:
    """Whether the holder of this session may not read what was said in this language."""
    return lang not in READ and not session.scope.words  # type: ignore[attr-defined]  # a ScopedSession


def reason(session: Session, lang: str | None) -> str:
    """Why words in this language are withheld from the holder of this session; empty where they are not."""
    return str(WHY) if is_withheld(session, lang) else ""


def refuse(session: Session, row: InteractionRow) -> None:
    """Raises Withheld where the words may not be heard either."""
    if is_withheld(session, row.lang):
        raise Withheld(WHY)


def understood(session: Session, whole: Understood) -> Understood:
    """What this session may see of it."""
    return whole.without_words() if is_withheld(session, whole.transcript.lang) else whole


def processed(session: Session, whole: Processed) -> Processed:
    """What this session may see of it."""
    return whole.without_words() if is_withheld(session, whole.understood.transcript.lang) else whole


def legible(session: Session) -> list[object]:
    """As SQL: that the words of an interaction may be read; no condition where all may."""
    return [] if session.scope.words else [col(InteractionRow.lang).in_(READ)]  # type: ignore[attr-defined]
