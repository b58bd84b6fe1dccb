"""What the machine answered to criteria, by day and by the version of the rubric that it answered under."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from qa_service.domain.groups import Days, GroupKind
from qa_service.domain.interaction import Channel
from qa_service.domain.rollups import Counters, family, judged, summed
from qa_service.store.rollups import within
from qa_service.store.tables_figures import DailyTotalRow, FigurePartRow

_VERSION = "version:rubric"


def by_version(
    session: Session, client: str, days: Days, is_wanted: Callable[[str], bool] = lambda _version: True
) -> Mapping[str, Mapping[date, Counters]]:
    """The counters of a client by version and day, of the versions that are wanted. Most days are under one version,
    and their totals tell; a day on which a rubric was published, or not all of which was scored again, is counted
    contact by contact.
    """
    counted: dict[str, dict[date, list[Counters]]] = defaultdict(lambda: defaultdict(list))
    for day, version, counters in _cells(session, client, days, is_wanted):
        counted[version][day].append(counters)
    return {version: {day: summed(many) for day, many in daily.items()} for version, daily in counted.items()}


def _cells(
    session: Session, client: str, days: Days, is_wanted: Callable[[str], bool]
) -> Iterator[tuple[date, str, Counters]]:
    row = DailyTotalRow
    query: Any = sa.select(col(row.day), col(row.channel), col(row.counters)).where(
        col(row.client) == client, col(row.kind) == GroupKind.CLIENT, col(row.name) == client, *within(row, days)
    )
    for day, channel, counters in session.execute(query.order_by(col(row.day), col(row.channel))).all():
        versions = family(counters, _VERSION)
        wanted = {version for version in versions if is_wanted(version)}
        if wanted and len(versions) == 1 and sum(versions.values()) == judged(counters):
            yield day, next(iter(versions)), counters
        elif wanted:
            parts = _parts(session, client, day, channel)
            yield from ((day, version, part) for version, part in parts if version in wanted)


def _parts(session: Session, client: str, day: date, channel: Channel) -> Iterator[tuple[str, Counters]]:
    """Contact by contact; those that no rubric is known of are left out."""
    row = FigurePartRow
    same = (col(row.client) == client, col(row.day) == day, col(row.channel) == channel, col(row.bot).is_(None))
    query: Any = sa.select(col(row.counters)).where(*same)
    for counters in session.execute(query.execution_options(yield_per=500)).scalars():
        for version in family(counters, _VERSION):
            yield version, counters
