"""Totals as figures read them: by day for one group, or one line a group for many."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from qa_service.domain.groups import Days, Group, GroupKind, Headline
from qa_service.domain.interaction import Channel
from qa_service.domain.totals import Counters, summed
from qa_service.store.tables_figures import HEADLINE, DailyTotalRow, FigurePartRow

_EVER = Days()


def daily(session: Session, group: Group, days: Days = _EVER) -> tuple[tuple[date, Counters], ...]:
    """The counters of a group by day, in order; days without interactions are absent."""
    row = DailyTotalRow
    where = [col(row.kind) == group.kind, col(row.name) == group.name, *_within(days, group.channel)]
    if (client := group.name if group.kind is GroupKind.CLIENT else group.client) is not None:
        where.append(col(row.client) == client)
    by_day: dict[date, list[Counters]] = {}
    query: Any = sa.select(col(row.day), col(row.counters)).where(*where).order_by(col(row.day))
    for day, counters in session.execute(query):
        by_day.setdefault(day, []).append(counters)
    return tuple((day, many[0] if len(many) == 1 else summed(many)) for day, many in by_day.items())


def headlines(
    session: Session, kind: GroupKind, clients: Sequence[str], days: Days = _EVER, channel: Channel | None = None
) -> dict[str, Headline]:
    """All groups of a kind under these clients, by name; groups without interactions are absent."""
    row = DailyTotalRow
    sums = [sa.func.sum(col(getattr(row, name))) for name in HEADLINE]
    query: Any = sa.select(col(row.name), *sums).where(
        col(row.client).in_(clients), col(row.kind) == kind, *_within(days, channel)
    )
    found = session.execute(query.group_by(col(row.name)).order_by(col(row.name)))
    return {name: Headline(*(int(value) for value in values)) for name, *values in found if values[0]}


def clients_of(session: Session, group: Group) -> list[str]:
    """The clients for which a team or agent has worked."""
    row = DailyTotalRow
    query: Any = sa.select(col(row.client)).where(col(row.kind) == group.kind, col(row.name) == group.name)
    return sorted(session.execute(query.distinct()).scalars())


def has_worked(session: Session, agent: str) -> bool:
    """Whether any interaction of this agent is within the session's reach."""
    part = FigurePartRow
    query: Any = sa.select(col(part.interaction_id)).where(col(part.agent) == agent).limit(1)
    return session.execute(query).first() is not None


def finished(session: Session) -> int:
    """How many interactions are counted, over all time."""
    row = DailyTotalRow
    query: Any = sa.select(sa.func.sum(col(row.n))).where(col(row.kind) == GroupKind.CLIENT)
    return int(session.execute(query).scalar() or 0)


def _within(days: Days, channel: Channel | None) -> list[sa.ColumnElement[bool]]:
    row = DailyTotalRow
    where = []
    if days.since is not None:
        where.append(col(row.day) >= days.since)
    if days.until is not None:
        where.append(col(row.day) < days.until)
    if channel is not None:
        where.append(col(row.channel) == channel)
    return where
