"""Totals as figures read them: by day for one group, or one line a group for many."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from qa_service.domain.groups import Days, Group, GroupKind, Headline, PeriodLength, Slice
from qa_service.domain.interaction import Channel
from qa_service.domain.rollups import CLIENT_ONLY, Counters, summed
from qa_service.store.tables_figures import HEADLINE, TOTALS, DailyTotalRow, FigurePartRow, WeeklyTotalRow

_EVER = Days()


def daily(session: Session, group: Group, days: Days = _EVER) -> tuple[tuple[date, Counters], ...]:
    """The counters of a group by day, in order; days without interactions are absent."""
    return _by_start(session, PeriodLength.DAY, group, within(DailyTotalRow, days))


def last_day(session: Session, group: Group, days: Days = _EVER) -> Counters:
    """The counters of the last day on which a group had interactions; empty where it had none."""
    row = DailyTotalRow
    query: Any = sa.select(sa.func.max(row.day)).where(*_same(row, group), *within(row, days))
    day = session.execute(query).scalar()
    counted = () if day is None else _by_start(session, PeriodLength.DAY, group, [col(row.day) == day])
    return counted[0][1] if counted else {}


def slices(session: Session, group: Group, days: Days = _EVER, moving: date | None = None) -> tuple[Slice, ...]:
    """The counters of a group in order: by week, and by day at both ends of the period.

    From the week of `moving` on all is read by day, for figures that ask which windows have closed.
    """
    weeks = whole_weeks(days, moving)
    pieces = [
        Slice(day, day, counters) for day, counters in _by_start(session, PeriodLength.DAY, group, _beside(days, weeks))
    ]
    if weeks is not None:
        inside = _by_start(session, PeriodLength.WEEK, group, within(WeeklyTotalRow, weeks))
        pieces += [Slice(monday, monday + timedelta(days=6), counters) for monday, counters in inside]
    return tuple(sorted(pieces, key=lambda piece: piece.start))


def whole_weeks(days: Days, moving: date | None = None) -> Days | None:
    """The weeks, from Monday to Monday, that lie in the period and before `moving`; None where there are none."""
    since = None if days.since is None else PeriodLength.WEEK.start(days.since + timedelta(days=6))
    ends = [PeriodLength.WEEK.start(end) for end in (days.until, moving) if end is not None]
    until = min(ends, default=None)
    return Days(since, until) if since is None or until is None or since < until else None


def _beside(days: Days, weeks: Days | None) -> list[sa.ColumnElement[bool]]:
    """The days of a period that its whole weeks leave over."""
    where = within(DailyTotalRow, days)
    if weeks is None:
        return where
    day = col(DailyTotalRow.day)
    ends = [day < weeks.since] if weeks.since is not None else []
    ends += [day >= weeks.until] if weeks.until is not None else []
    return [*where, sa.or_(*ends) if ends else sa.false()]


def _by_start(
    session: Session, span: PeriodLength, group: Group, where: Sequence[sa.ColumnElement[bool]]
) -> tuple[tuple[date, Counters], ...]:
    row: Any = TOTALS[span]
    by_start: dict[date, list[Counters]] = {}
    query: Any = sa.select(row.day, row.kind, row.counters).where(*_same(row, group), *where).order_by(row.day)
    for start, kind, counters in session.execute(query):
        by_start.setdefault(start, []).append(_share(group, kind, counters))
    slices = ((start, many[0] if len(many) == 1 else _together(many)) for start, many in by_start.items())
    return tuple((start, counters) for start, counters in slices if counters)


def _share(group: Group, kind: GroupKind, counters: Counters) -> Counters:
    """What a total adds to the group. Contacts of which it is not stated where they were handled are all of the
    client's without those of which it is.
    """
    if not group.is_unstated:
        return counters
    if kind is group.kind:
        return {name: -n for name, n in counters.items()}
    return {name: n for name, n in counters.items() if not name.startswith(CLIENT_ONLY)}


def _together(many: Sequence[Counters]) -> Counters:
    return {name: n for name, n in summed(many).items() if n}


def _same(row: Any, group: Group) -> list[sa.ColumnElement[bool]]:
    """That a total is one of the group's, or has a part in it."""
    if group.is_unstated:
        whole = sa.and_(row.kind == GroupKind.CLIENT, row.name == group.client)
        return [row.client == group.client, sa.or_(whole, row.kind == group.kind), *_on(row, group)]
    same = [row.kind == group.kind, row.name == group.name]
    if (client := group.name if group.kind is GroupKind.CLIENT else group.client) is not None:
        same.append(row.client == client)
    return [*same, *_on(row, group)]


def _on(row: Any, group: Group) -> list[sa.ColumnElement[bool]]:
    return [] if group.channel is None else [row.channel == group.channel]


def headlines(
    session: Session, kind: GroupKind, clients: Sequence[str], days: Days = _EVER, channel: Channel | None = None
) -> dict[str, Headline]:
    """All groups of a kind under these clients, by name; groups without interactions are absent."""
    weeks = whole_weeks(days)
    parts = [(PeriodLength.DAY, _beside(days, weeks))]
    if weeks is not None:
        parts.append((PeriodLength.WEEK, within(WeeklyTotalRow, weeks)))
    totals: dict[str, list[int]] = {}
    for span, where in parts:
        row: Any = TOTALS[span]
        same = [row.client.in_(clients), row.kind == kind, *where]
        if channel is not None:
            same.append(row.channel == channel)
        sums = [sa.func.sum(getattr(row, name)) for name in HEADLINE]
        for name, *values in session.execute(sa.select(row.name, *sums).where(*same).group_by(row.name)):
            before = totals.get(name, [0] * len(HEADLINE))
            totals[name] = [so_far + int(more) for so_far, more in zip(before, values, strict=True)]
    return {name: Headline(*values) for name, values in sorted(totals.items()) if values[0]}


def clients_of(session: Session, group: Group) -> list[str]:
    """The clients for which a team or agent has worked."""
    row = WeeklyTotalRow
    query: Any = sa.select(col(row.client)).where(col(row.kind) == group.kind, col(row.name) == group.name)
    return sorted(session.execute(query.distinct()).scalars())


def has_worked(session: Session, agent: str) -> bool:
    """Whether any interaction of this agent is within the session's reach."""
    part = FigurePartRow
    query: Any = sa.select(col(part.interaction_id)).where(col(part.agent) == agent).limit(1)
    return session.execute(query).first() is not None


def finished(session: Session) -> int:
    """How many interactions are counted, over all time."""
    row = WeeklyTotalRow
    query: Any = sa.select(sa.func.sum(col(row.n))).where(col(row.kind) == GroupKind.CLIENT)
    return int(session.execute(query).scalar() or 0)


def within(table: Any, days: Days) -> list[sa.ColumnElement[bool]]:
    """That a row's day lies in a period."""
    where = []
    if days.since is not None:
        where.append(table.day >= days.since)
    if days.until is not None:
        where.append(table.day < days.until)
    return where
