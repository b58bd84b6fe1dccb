"""What becomes of conversations that have grown: the longer version takes the place of the shorter one and of the parts
of it that came alone, unless that would undo what people did.
"""

import uuid
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.interaction import Interaction
from qa_service.domain.masked_words import MaskingAct
from qa_service.errors import Conflict, Sentence, say
from qa_service.store import agent_segments, handed_in, holds, interactions, reviews
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_exports import PackItemRow
from qa_service.store.tables_maskings import MaskingRow
from qa_service.store.tables_reviews import CorrectionRow, DisputeRow, ReviewRow

_WORKED_ON = say("people have reviewed it, objected to it, collected it for training, or put its words or masks right")
_HOLDS_OTHERS = say("it holds messages that are not in this one")
_WORDS_GONE = say("its words were removed when their time was up")


def refuse(session: Session, row: InteractionRow) -> None:
    """Raises UnderHold or Conflict where a conversation that has grown stays as it is, unless somebody asks to replace
    it.
    """
    holds.refuse(session, row)
    if (why := _why_it_stays(session, row)) is not None:
        raise Conflict(
            "interaction {id!r} of client {client!r} has grown, and stays as it is: {why}; ask to replace it",
            id=row.external_id,
            client=row.client,
            why=why,
        )


def _why_it_stays(session: Session, row: InteractionRow) -> Sentence | None:
    if row.words_removed_at is not None:
        return _WORDS_GONE
    return _WORKED_ON if _is_worked_on(session, row) else None


def _is_worked_on(session: Session, row: InteractionRow) -> bool:
    """Whether people's work on the present content, or on a colleague's part of it, would not count for another one.
    Words that were masked by hand are masked in any content.
    """
    since = reviews.first_runs(session, [row.id])[row.id]
    parts = [part.id for part in agent_segments.of(session, row.id)]
    own: dict[type[Any], Any] = {
        ReviewRow: ReviewRow.run >= since,
        DisputeRow: DisputeRow.run >= since,
        CorrectionRow: CorrectionRow.run > since,
        PackItemRow: sa.true(),
        MaskingRow: sa.and_(col(MaskingRow.run) >= since, col(MaskingRow.act) == MaskingAct.RELEASED),
    }
    for table, is_present in own.items():
        of_contact = sa.and_(col(table.interaction_id) == row.id, is_present)
        query = select(table.id).where(sa.or_(of_contact, col(table.interaction_id).in_(parts)))
        if session.exec(query.limit(1)).first() is not None:
            return True
    return False


def parts(
    session: Session, whole: Interaction, own: Collection[str], others: Collection[uuid.UUID], *, asked: bool
) -> list[InteractionRow]:
    """Of the `others` that hold mails of this conversation (`own`, as they are kept), those that go once it is here, so
    that no mail counts twice. `asked`: somebody wants it to take their place. Raises UnderHold, and Conflict where one
    has to stay.
    """
    rows = [interactions.get_locked(session, id) for id in sorted(others)]
    for row in rows:
        holds.refuse(session, row)
        why = None if asked else _why_it_stays(session, row)
        if not handed_in.messages_of(session, row.id) <= set(own):
            why = _HOLDS_OTHERS
        if why is not None:
            raise Conflict(
                "a part of conversation {id!r} of client {client!r} is here already as {part!r} and stays: {why}",
                id=whole.id,
                client=whole.client,
                part=row.external_id,
                why=why,
            )
    return rows
