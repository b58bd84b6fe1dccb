"""What people answered to the criteria of a client, in bulk: the answers that count, by the rule of
`store.reviews.effective`.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from qa_service.domain.interaction import State
from qa_service.store import reviews
from qa_service.store.agreement_rollups import CRITERION
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_reviews import ReviewRow

AskedAlike = Callable[[str, str | None], bool]
"""Whether the same is asked now as under the version of the rubric by which somebody answered; of a criterion's id."""
_AT_ONCE = 1000


def that_count(
    session: Session, client: str, criteria: Sequence[str], asked_alike: AskedAlike
) -> Mapping[str, Mapping[uuid.UUID, str]]:
    """By criterion and interaction that has a result; criteria that nobody answered are absent."""
    rows = list(session.execute(_in_order(client, [f"{CRITERION}{id}" for id in criteria])))
    first = _first_runs(session, {row[0] for row in rows})
    by_criterion: dict[str, dict[uuid.UUID, str]] = defaultdict(dict)
    for id, question, answer, run, rubric in rows:
        criterion = question.removeprefix(CRITERION)
        if run >= first.get(id, 1) and asked_alike(criterion, rubric):
            by_criterion[criterion][id] = answer
    return dict(by_criterion)


def _in_order(client: str, questions: Sequence[str]) -> Any:
    """Answers that may count, those that count more coming later."""
    row, contact = ReviewRow, InteractionRow
    columns = [col(getattr(row, name)) for name in ("interaction_id", "question", "answer", "run", "rubric")]
    decided = sa.case((col(row.dispute_id).is_not(None), 1), else_=0)
    return (
        sa.select(*columns)
        .join(contact, col(contact.id) == col(row.interaction_id))
        .where(col(row.client) == client, col(row.question).in_(questions), col(row.session_id).is_(None))
        .where(col(contact.state) == State.DONE)
        .order_by(decided, col(row.at), col(row.id))
    )


def _first_runs(session: Session, ids: set[uuid.UUID]) -> Mapping[uuid.UUID, int]:
    first: dict[uuid.UUID, int] = {}
    ordered = sorted(ids)
    for start in range(0, len(ordered), _AT_ONCE):
        first.update(reviews.first_runs(session, ordered[start : start + _AT_ONCE]))
    return first


def to_label(session: Session, client: str, question: str) -> Mapping[uuid.UUID, str]:
    """By interaction that has a result, what people answered to a question about labels (``label:resolution``,
    ``courtesy:thanks``), which no rubric asks.
    """
    rows = list(session.execute(_in_order(client, [question])))
    first = _first_runs(session, {row[0] for row in rows})
    return {id: answer for id, _, answer, run, _ in rows if run >= first.get(id, 1)}
