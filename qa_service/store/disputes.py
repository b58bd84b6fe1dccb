"""Objections to a judgement: opened within a time, decided once, by somebody who had no part in it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.interaction import State
from qa_service.domain.review import DisputeState, Judged, JudgementStatus, Policy, judged, tidy_note
from qa_service.errors import Conflict, Forbidden, NotFound, word
from qa_service.store import audit, outbox, policies, reviews
from qa_service.store.cursor import Page, newest_first
from qa_service.store.scope import calendar_of
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_reviews import DisputeRow, ReviewRow


def open_dispute(
    session: Session, interaction: InteractionRow, questions: Sequence[str], why: str, by: str
) -> DisputeRow:
    """Object to what was judged; `questions` empty: to all of it.

    Raises Conflict when there is no judgement yet, one is disputed or was decided already, or the time is over.
    """
    policy, moment = policies.policy(session, interaction.client), now()
    if interaction.state is not State.DONE or interaction.automatic is not None:
        raise Conflict("there is no judgement to object to yet")
    for row in of_interaction(session, interaction.id):
        _refuse_second(row, moment)
    closes = policy.closes(_judged_at(session, [interaction])[interaction.id])
    if moment >= closes:
        day = calendar_of(session).day(closes)
        raise Conflict(
            "the time to object ended on {day} ({days} days after the judgement)", day=day, days=policy.dispute_days
        )
    row = DisputeRow(
        interaction_id=interaction.id,
        client=interaction.client,
        run=interaction.run,
        agent=interaction.agent,
        questions=list(questions),
        why=tidy_note(why),
        opened_by=by,
        opened_at=moment,
        due_at=moment + timedelta(days=policy.decision_days),
    )
    session.add(row)
    session.flush()
    outbox.dispute_changed(session, row)
    audit.note(session, by, "dispute.open", str(interaction.id), interaction.client, dispute=str(row.id))
    return row


def _refuse_second(row: DisputeRow, moment: datetime) -> None:
    if state(row, moment) is DisputeState.OPEN:
        raise Conflict("an objection to this interaction is open already; wait until it is decided")
    if state(row, moment) is not DisputeState.EXPIRED:
        raise Conflict("an objection to this interaction was decided; that is final")


def decide(session: Session, dispute: DisputeRow, uphold: bool, why: str, by: str) -> DisputeRow:
    """Close it for good. Raises Conflict when it is not open any more, and Forbidden for whoever opened it or gave one
    of the answers that it is about.
    """
    if state(dispute, now()) is not DisputeState.OPEN:
        raise Conflict("this objection is {state}; it is not decided again", state=word(state(dispute, now())))
    query = select(ReviewRow.reviewer).where(
        ReviewRow.interaction_id == dispute.interaction_id, col(ReviewRow.session_id).is_(None)
    )
    if by == dispute.opened_by or by in set(session.exec(query)):
        raise Forbidden("whoever objected or reviewed the interaction does not decide; ask another person of quality")
    dispute.state = DisputeState.UPHELD if uphold else DisputeState.REJECTED
    dispute.decided_by, dispute.decided_at, dispute.decision = by, now(), tidy_note(why)
    outbox.dispute_changed(session, dispute)
    audit.note(
        session,
        by,
        "dispute.decide",
        str(dispute.interaction_id),
        dispute.client,
        dispute=str(dispute.id),
        state=dispute.state.value,
    )
    return dispute


def get(session: Session, id: uuid.UUID) -> DisputeRow:
    """Locked until the transaction ends. Raises NotFound."""
    row = session.exec(select(DisputeRow).where(DisputeRow.id == id).with_for_update()).first()
    if row is None:
        raise NotFound("no dispute {id}", id=id)
    return row


def of_interaction(session: Session, id: uuid.UUID) -> Sequence[DisputeRow]:
    """Oldest first."""
    query = select(DisputeRow).where(DisputeRow.interaction_id == id)
    return session.exec(query.order_by(col(DisputeRow.opened_at), col(DisputeRow.id))).all()


def state(row: DisputeRow, moment: datetime) -> DisputeState:
    """Where it stands; nobody needs to write down that its time is over."""
    return DisputeState.EXPIRED if row.state is DisputeState.OPEN and moment >= row.due_at else row.state


@dataclass(frozen=True, slots=True)
class DisputeFilters:
    """What a list is narrowed to."""

    client: str | None = None
    agent: str | None = None
    state: DisputeState | None = None

    def conditions(self, moment: datetime) -> list[sa.ColumnElement[bool]]:
        """As SQL."""
        row, conditions = DisputeRow, []
        if self.client is not None:
            conditions.append(col(row.client) == self.client)
        if self.agent is not None:
            conditions.append(col(row.agent) == self.agent)
        if self.state in (DisputeState.OPEN, DisputeState.EXPIRED):
            over = col(row.due_at) <= moment
            conditions += [col(row.state) == DisputeState.OPEN, over if self.state is DisputeState.EXPIRED else ~over]
        elif self.state is not None:
            conditions.append(col(row.state) == self.state)
        return conditions


def page(session: Session, filters: DisputeFilters, *, cursor: str | None = None, limit: int = 50) -> Page[DisputeRow]:
    """A page of disputes. Raises BadInput on a cursor that this service did not make."""
    query = select(DisputeRow).where(*filters.conditions(now()))
    return newest_first(session, query, DisputeRow.opened_at, DisputeRow.id, cursor, limit)


def _judged_at(session: Session, rows: Sequence[InteractionRow]) -> dict[uuid.UUID, datetime]:
    """When each was judged last, by the machine or by a person; calibration sessions aside."""
    latest = (
        select(ReviewRow.interaction_id, sa.func.max(col(ReviewRow.at)))
        .where(col(ReviewRow.interaction_id).in_([row.id for row in rows]), col(ReviewRow.session_id).is_(None))
        .group_by(col(ReviewRow.interaction_id))
    )
    judged_at = {row.id: row.done_at or row.received_at for row in rows}
    for id, at in session.exec(latest):
        judged_at[id] = max(judged_at[id], at)
    return judged_at


def judgements(session: Session, rows: Sequence[InteractionRow]) -> dict[uuid.UUID, Judged]:
    """How the judgement of each interaction stands now."""
    if not rows:
        return {}
    moment, ids = now(), [row.id for row in rows]
    answered, at = reviews.effective(session, ids), _judged_at(session, rows)
    policy: dict[str, Policy] = {c: policies.policy(session, c) for c in {row.client for row in rows}}
    states: dict[uuid.UUID, set[DisputeState]] = {id: set() for id in ids}
    for dispute in session.exec(select(DisputeRow).where(col(DisputeRow.interaction_id).in_(ids))):
        states[dispute.interaction_id].add(state(dispute, moment))
    by_id = {}
    for row in rows:
        disputed = states[row.id]
        standing = JudgementStatus(
            reviewed=row.id in answered,
            open_dispute=DisputeState.OPEN in disputed,
            decided=bool(disputed & {DisputeState.UPHELD, DisputeState.REJECTED}),
            closes=policy[row.client].closes(at[row.id]) if row.state is State.DONE else None,
        )
        by_id[row.id] = judged(standing, moment)
    return by_id


def refuse_if_final(session: Session, id: uuid.UUID) -> None:
    """Raises Conflict when an objection to this interaction was decided: nothing is answered after that."""
    decided = (DisputeState.UPHELD, DisputeState.REJECTED)
    query = select(DisputeRow.id).where(DisputeRow.interaction_id == id, col(DisputeRow.state).in_(decided))
    if session.exec(query).first() is not None:
        raise Conflict("an objection to this interaction was decided; its answers are final")
