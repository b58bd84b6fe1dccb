"""Who has read the machine's judgement of an interaction, of those who may be asked to judge it themselves."""

import uuid
from collections.abc import Collection

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from qa_service.store.tables import InteractionRow
from qa_service.store.tables_reviews import JudgementReadRow


def read_by(session: Session, ids: Collection[uuid.UUID], reviewer: str) -> set[uuid.UUID]:
    """Those of the interactions whose judgement this person has read."""
    query = select(JudgementReadRow.interaction_id).where(
        col(JudgementReadRow.interaction_id).in_(ids), JudgementReadRow.reviewer == reviewer
    )
    return set(session.exec(query))


def keep(session: Session, ids: Collection[uuid.UUID], reviewer: str) -> None:
    """This person reads them now. What was erased meanwhile is left out; the first time of each stays."""
    existing = select(InteractionRow.id, InteractionRow.client).where(col(InteractionRow.id).in_(ids))
    for id, client in session.exec(existing).all():
        try:
            with session.begin_nested():
                session.add(JudgementReadRow(interaction_id=id, client=client, reviewer=reviewer))
        except IntegrityError:
            continue  # another request of theirs was first, a moment ago
