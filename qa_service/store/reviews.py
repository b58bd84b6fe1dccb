"""What people answered: added, read, and which answer counts. The machine's answers stay as they are."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.store.tables import InteractionRow
from qa_service.store.tables_reviews import CorrectionRow, ReviewRow

_AT_ONCE = 1000


def effective(session: Session, interaction_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[str, ReviewRow]]:
    """By interaction and question, the answer of a person that counts; interactions without one are absent.

    The decision of a dispute counts before all others, then the latest. Answers of calibration sessions never count,
    nor do answers to content that was replaced since; a correction of roles or words leaves answers standing.
    """
    found: dict[uuid.UUID, dict[str, ReviewRow]] = defaultdict(dict)
    for start in range(0, len(interaction_ids), _AT_ONCE):
        ids = interaction_ids[start : start + _AT_ONCE]
        since = first_runs(session, ids)
        for row in _answers(session, ids):
            if row.run >= since[row.interaction_id]:
                found[row.interaction_id][row.question] = row
    return dict(found)


def _answers(session: Session, ids: Sequence[uuid.UUID]) -> Iterator[ReviewRow]:
    """Answers that may count, those that count more coming later."""
    decided = sa.case((col(ReviewRow.dispute_id).is_not(None), 1), else_=0)
    query = select(ReviewRow).where(col(ReviewRow.interaction_id).in_(ids), col(ReviewRow.session_id).is_(None))
    yield from session.exec(query.order_by(decided, col(ReviewRow.at), col(ReviewRow.id)))


def first_runs(session: Session, ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, int]:
    """By interaction, the run that brought its present content; later runs are corrections of it."""
    corrected: dict[uuid.UUID, set[int]] = defaultdict(set)
    query = select(CorrectionRow.interaction_id, CorrectionRow.run)
    for id, run in session.exec(query.where(col(CorrectionRow.interaction_id).in_(ids))):
        corrected[id].add(run)
    first = {}
    for id, run in session.exec(select(InteractionRow.id, InteractionRow.run).where(col(InteractionRow.id).in_(ids))):
        while run in corrected[id]:
            run -= 1
        first[id] = run
    return first
