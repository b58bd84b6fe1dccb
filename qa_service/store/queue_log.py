"""The queue log: contacts as the telephone system saw them, added to as more becomes known, and summed up."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.queue import MOMENTS, Ending, QueueCall
from qa_service.domain.queue_merge import together
from qa_service.domain.site_rules import Directory, Handling
from qa_service.domain.sites import HandledAt
from qa_service.errors import Conflict
from qa_service.store import opening_hours, sites
from qa_service.store.tables_figures import QueueCallRow

_ABOUT = ("queue", *MOMENTS, "transferred_to", "ending", "overflow_to", *HandledAt._fields)
_AT = {GroupKind.SITE: "at_site", GroupKind.VENDOR: "at_vendor", GroupKind.SOURCING: "at_sourcing"}


class LineOutcome(StrEnum):
    """What keeping a line did."""

    CREATED = "created"
    KNOWN_BETTER = "known_better"
    ADDED_TO = "added_to"
    UNCHANGED = "unchanged"


def keep(session: Session, client: str, call: QueueCall, *, fills_only: bool = False) -> LineOutcome:
    """Keep what a line tells; the same line again changes nothing.

    Raises Conflict where it contradicts what is known of the contact; with `fills_only` what is known stands instead.
    """
    row = _find(session, client, call.call)
    if row is None:
        try:
            with session.begin_nested():
                session.add(_row(session, client, call))
            return LineOutcome.CREATED
        except IntegrityError:  # someone else was first, a moment ago
            row = _find(session, client, call.call)
            if row is None:
                raise
    before = QueueCall(call=row.call, **{name: getattr(row, name) for name in _ABOUT})
    try:
        after = together(before, call)
    except Conflict:
        if fills_only:
            return LineOutcome.KNOWN_BETTER
        raise
    if after == before:
        return LineOutcome.UNCHANGED
    fresh = _row(session, client, after)
    for name in QueueCallRow.model_fields:
        setattr(row, name, getattr(fresh, name))
    session.flush()
    return LineOutcome.ADDED_TO


def _find(session: Session, client: str, call: str) -> QueueCallRow | None:
    query = select(QueueCallRow).where(QueueCallRow.client == client, QueueCallRow.call == call)
    return session.exec(query.with_for_update()).first()


def _row(session: Session, client: str, call: QueueCall) -> QueueCallRow:
    schedule, begun = opening_hours.schedule(session, client), min(call.moments)
    moments = {name: None if (at := getattr(call, name)) is None else at.astimezone(UTC) for name in MOMENTS}
    place = _place(session, client, sites.directory(session, client), call.queue, begun, HandledAt.of(call))
    return QueueCallRow(
        client=client,
        call=call.call,
        queue=call.queue,
        transferred_to=call.transferred_to,
        ending=call.ending,
        overflow_to=call.overflow_to,
        at=begun.astimezone(UTC),
        wait=call.wait,
        in_hours=None if schedule is None else schedule.is_open(begun),
        **{name: getattr(call, name) for name in HandledAt._fields},
        **place,
        **moments,
    )


def _place(
    session: Session, client: str, known: Directory, queue: str | None, at: datetime, stated: HandledAt
) -> dict[str, Any]:
    """The columns that say where a contact came in."""
    day = opening_hours.calendar(session, client).day(at)
    return {f"at_{name}": value for name, value in known.of(Handling(day, queue=queue), stated)._asdict().items()}


def summed(
    session: Session, client: str, days: Days, within: Iterable[int], short: Iterable[int], place: Group | None = None
) -> dict[str, Any] | None:
    """The counts of `kpi.facts.QueueFacts` over a period; None where the client has no queue log at all. Contacts
    outside of the client's hours are counted apart and in nothing else; `outside` is None where none are known.
    `place`: contacts of this site, vendor or sourcing alone.
    """
    row = QueueCallRow
    if session.exec(select(row.call).where(row.client == client).limit(1)).first() is None:
        return None
    answered, wait = col(row.answered_at).is_not(None), col(row.wait)
    abandoned = sa.and_(sa.not_(answered), col(row.abandoned_at).is_not(None))
    neither = sa.not_(sa.or_(answered, abandoned))
    counted: dict[tuple[str, Any], Any] = {("within", s): sa.and_(answered, wait <= s) for s in within}
    counted |= {("short", s): sa.and_(abandoned, wait < s) for s in short}
    counted |= {("ended", ending): sa.and_(neither, col(row.ending) == ending) for ending in Ending}
    conditions: dict[Any, Any] = {
        "answered": answered,
        "abandoned": abandoned,
        "transferred": sa.and_(answered, col(row.transferred_at).is_not(None)),
        "unclosed": sa.and_(neither, col(row.ending).is_(None)),
        "timed": sa.and_(answered, wait.is_not(None)),
        **counted,
    }
    counts = [_count(condition) for condition in conditions.values()]
    waited = sa.func.coalesce(sa.func.sum(sa.case((answered, wait), else_=0.0)), 0.0)
    period = [*_within(session, client, days), *_of(place)]
    query: Any = sa.select(sa.func.count(), waited, *counts).where(*period, col(row.in_hours).is_not(False))
    offered, seconds, *totals = session.execute(query).one()
    sums: Counter[Any] = Counter(dict(zip(conditions, (int(n) for n in totals), strict=True)))
    plain = {name: sums[name] for name in ("answered", "abandoned", "transferred", "unclosed", "timed")}
    kinds = {name: {s: sums[kind, s] for kind, s in counted if kind == name} for name in ("within", "short", "ended")}
    outside = session.execute(sa.select(sa.func.count()).where(*period, col(row.in_hours).is_(False))).scalar_one()
    known = opening_hours.schedule(session, client) is not None
    about = {"offered": int(offered), "wait": float(seconds), "outside": int(outside) if known else None}
    return {**about, **plain, **kinds}


def _count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def _within(session: Session, client: str, days: Days) -> Sequence[sa.ColumnElement[bool]]:
    where = [col(QueueCallRow.client) == client]
    since, until = opening_hours.calendar(session, client).ends(days)
    if since is not None:
        where.append(col(QueueCallRow.at) >= since)
    if until is not None:
        where.append(col(QueueCallRow.at) < until)
    return where


def _of(place: Group | None) -> Sequence[sa.ColumnElement[bool]]:
    if place is None:
        return ()
    column = col(getattr(QueueCallRow, _AT[place.kind]))
    return (column.is_(None) if place.is_unstated else column == place.name,)


def places(session: Session, client: str, days: Days, kind: GroupKind) -> dict[str, int]:
    """By site, vendor or sourcing, how many contacts of a period came in there, those of which it is known."""
    column = col(getattr(QueueCallRow, _AT[kind]))
    where = (*_within(session, client, days), column.is_not(None))
    return {
        str(name): int(n)
        for name, n in session.execute(sa.select(column, sa.func.count()).where(*where).group_by(column))
    }


def place_at_sites(session: Session, client: str, after: str, limit: int) -> str | None:
    """Say anew of the contacts whose id comes after `after` where they came in; the last of them, or None."""
    known = sites.directory(session, client)
    query = select(QueueCallRow).where(QueueCallRow.client == client, col(QueueCallRow.call) > after)
    rows = session.exec(query.order_by(col(QueueCallRow.call)).limit(limit).with_for_update()).all()
    for row in rows:
        for name, value in _place(session, client, known, row.queue, row.at, HandledAt.of(row)).items():
            setattr(row, name, value)
    session.flush()
    return rows[-1].call if rows else None


def place_in_hours(session: Session, client: str, after: str, limit: int) -> str | None:
    """Say anew of the contacts whose id comes after `after` whether the client was open; the last of them, or None."""
    schedule = opening_hours.schedule(session, client)
    query = select(QueueCallRow).where(QueueCallRow.client == client, col(QueueCallRow.call) > after)
    rows = session.exec(query.order_by(col(QueueCallRow.call)).limit(limit).with_for_update()).all()
    for row in rows:
        row.in_hours = None if schedule is None else schedule.is_open(row.at)
    session.flush()
    return rows[-1].call if rows else None
