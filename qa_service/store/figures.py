"""Sums over many interactions, by plain SQL over the flat columns."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.interaction import State
from qa_service.store import sums
from qa_service.store.interactions import WAITING, Filters
from qa_service.store.tables import InteractionRow

ALL = Filters()


@dataclass(frozen=True, slots=True)
class Averages:
    """A group of done interactions.

    `resolution` counts by label; `undecided` are those where the service could not tell. `courtesy` is the mean over
    the `courtesy_n` that have a figure, None where none has.
    """

    n: int
    resolution: Mapping[str, int]
    undecided: int
    courtesy: float | None
    courtesy_n: int


def agent_average(session: Session, agent: str, filters: Filters = ALL) -> Averages:
    """One agent, over the clients in reach."""
    return average(session, replace(filters, agent=agent))


def client_average(session: Session, client: str, filters: Filters = ALL) -> Averages:
    """One client organisation."""
    return average(session, replace(filters, client=client))


def average(session: Session, filters: Filters) -> Averages:
    """Any group."""
    label, courtesy = col(InteractionRow.resolution), col(InteractionRow.courtesy)
    query = (
        select(label, sa.func.count(), sa.func.sum(courtesy), sa.func.count(courtesy))
        .where(*replace(filters, state=State.DONE, automatic=False).conditions())
        .group_by(label)
    )
    groups = session.exec(query).all()
    courtesy_n = sum(count for _, _, _, count in groups)
    total = sum(points for _, _, points, _ in groups if points is not None)
    return Averages(
        n=sum(n for _, n, _, _ in groups),
        resolution={label: n for label, n, _, _ in groups if label is not None},
        undecided=sum(n for label, n, _, _ in groups if label is None),
        courtesy=total / courtesy_n if courtesy_n else None,
        courtesy_n=courtesy_n,
    )


def states(session: Session, filters: Filters = ALL) -> dict[State, int]:
    """How many interactions stand where."""
    query = select(InteractionRow.state, sa.func.count()).where(*filters.conditions())
    return {State(state): n for state, n in session.exec(query.group_by(col(InteractionRow.state)))}


def overview(session: Session) -> dict[State, int]:
    """How many interactions stand where, for dashboards that ask every few seconds: the finished ones, which grow
    without end, are counted from the totals, the others through their index.
    """
    found = {State.DONE: sums.finished(session)}
    for state in (*WAITING, State.FAILED):
        query = select(sa.func.count()).select_from(InteractionRow).where(InteractionRow.state == state)
        found[state] = session.exec(query).one()
    return found


def oldest_waiting(session: Session) -> datetime | None:
    """When the interaction arrived that has waited longest for its result."""
    first = [
        session.exec(select(sa.func.min(InteractionRow.received_at)).where(InteractionRow.state == state)).one()
        for state in WAITING  # one by one: the first entry of the index answers, however many wait
    ]
    return min((at for at in first if at is not None), default=None)
