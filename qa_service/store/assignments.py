"""The queue of a sample: who has which pick in hand. Nobody gets what another holds, or has answered before."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.interaction import State
from qa_service.domain.review import DisputeState
from qa_service.domain.sampling import SampleProgress
from qa_service.errors import Conflict, NotFound
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_reviews import AssignmentRow, DisputeRow, SamplePickRow

LEASE = timedelta(minutes=45)
"""For so long a pick is kept for the reviewer who was given it."""


def take_next(session: Session, sample: uuid.UUID, reviewer: str) -> AssignmentRow | None:
    """The next pick for this person, kept for them for a while; the one in hand already, if there is one.

    None: nothing is left for them. Picks whose interaction was erased, waits for a worker or is final by a decided
    dispute are passed over.
    """
    mine: AssignmentRow | None = session.exec(_open(sample).where(col(AssignmentRow.reviewer) == reviewer)).first()
    free = _free(sample, reviewer).with_for_update(skip_locked=True, of=AssignmentRow)
    assignment = mine or session.exec(free).first()
    if assignment is not None:
        assignment.reviewer, assignment.leased_until = reviewer, now() + LEASE
        session.flush()
    return assignment


def _open(sample: uuid.UUID) -> Any:
    """What waits for an answer, in the order of the queue: first answers before second ones."""
    return (
        select(AssignmentRow)
        .join(SamplePickRow, col(SamplePickRow.id) == col(AssignmentRow.pick_id))
        .join(InteractionRow, col(InteractionRow.id) == col(SamplePickRow.interaction_id))
        .where(
            AssignmentRow.sample_id == sample,
            col(AssignmentRow.done_at).is_(None),
            InteractionRow.state == State.DONE,
            ~_final(),
        )
        .order_by(col(AssignmentRow.slot), col(AssignmentRow.place))
        .limit(1)
    )


def _final() -> sa.ColumnElement[bool]:
    """Whether a dispute of the pick's interaction was decided: nobody answers that any more."""
    decided = (DisputeState.UPHELD, DisputeState.REJECTED)
    same = col(DisputeRow.interaction_id) == col(SamplePickRow.interaction_id)
    return sa.exists().where(same, col(DisputeRow.state).in_(decided))


def _free(sample: uuid.UUID, reviewer: str) -> Any:
    other = sa.orm.aliased(AssignmentRow)
    had = sa.exists().where(col(other.pick_id) == col(AssignmentRow.pick_id), col(other.reviewer) == reviewer)
    unheld = sa.or_(col(AssignmentRow.reviewer).is_(None), col(AssignmentRow.leased_until) < now())
    return _open(sample).where(unheld, ~had)


def open_to(session: Session, sample: uuid.UUID, reviewer: str) -> frozenset[uuid.UUID]:
    """The picks that wait for an answer which this person may come to give, in whoever's hands they are now."""
    other = sa.orm.aliased(AssignmentRow)
    done = sa.exists().where(
        col(other.pick_id) == col(AssignmentRow.pick_id),
        col(other.reviewer) == reviewer,
        col(other.done_at).is_not(None),
    )
    waiting = _open(sample).where(~done).limit(None)
    return frozenset(row.pick_id for row in session.exec(waiting))


def pick(session: Session, id: uuid.UUID) -> SamplePickRow:
    """Raises NotFound."""
    row = session.get(SamplePickRow, id)
    if row is None:
        raise NotFound("no pick {id}", id=id)
    return row


def held(session: Session, pick_id: uuid.UUID, reviewer: str) -> AssignmentRow:
    """This person's assignment of a pick, done or not; a free one becomes theirs. Raises Conflict when others have it.

    An answer that comes after the lease ran out still counts, unless somebody else was given the pick meanwhile.
    """
    query = select(AssignmentRow).where(AssignmentRow.pick_id == pick_id).order_by(col(AssignmentRow.slot))
    rows = session.exec(query.with_for_update()).all()
    for row in rows:
        if row.reviewer == reviewer:
            return row
    moment = now()
    for row in rows:
        if row.done_at is None and (row.leased_until is None or row.leased_until < moment):
            row.reviewer, row.leased_until = reviewer, moment + LEASE
            return row
    raise Conflict("somebody else has this pick in hand or has answered it; ask for the next one")


def of_pick(session: Session, pick_id: uuid.UUID) -> Sequence[AssignmentRow]:
    """All assignments of a pick."""
    query = select(AssignmentRow).where(AssignmentRow.pick_id == pick_id)
    return session.exec(query.order_by(col(AssignmentRow.slot))).all()


def finish(assignment: AssignmentRow) -> None:
    """Answered; doing it again keeps the first moment."""
    assignment.done_at = assignment.done_at or now()
    assignment.leased_until = None


def progress(session: Session, sample: uuid.UUID) -> SampleProgress:
    """How far the work on a sample is; erased and final interactions no longer wait for an answer."""
    row, moment = AssignmentRow, now()
    waits = sa.and_(col(InteractionRow.id).is_not(None), ~_final())
    query = (
        select(row.reviewer, row.done_at, row.leased_until)
        .join(SamplePickRow, col(SamplePickRow.id) == col(row.pick_id))
        .outerjoin(InteractionRow, col(InteractionRow.id) == col(SamplePickRow.interaction_id))
        .where(row.sample_id == sample, sa.or_(col(row.done_at).is_not(None), waits))
    )
    rows = session.exec(query).all()
    people: dict[str, int] = {}
    for reviewer, done_at, _ in rows:
        if done_at is not None:
            people[str(reviewer)] = people.get(str(reviewer), 0) + 1
    in_hand = sum(done_at is None and until is not None and until >= moment for _, done_at, until in rows)
    return SampleProgress(len(rows), sum(people.values()), in_hand, dict(sorted(people.items())))
