"""Which group a caller may see figures of, and what a request for figures is narrowed by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Query

from qa_service.api.deps import Name, Period, PeriodDep, ServiceDep
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import Channel
from qa_service.services.dependencies import Dependencies

ChannelFilter = Annotated[Channel | None, Query(description="this channel alone")]
ClientFilter = Annotated[Name | None, Query(description="this client alone")]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Period, channel and client of a request."""

    days: Days
    channel: Channel | None
    client: str | None

    def of(self, kind: GroupKind, name: str) -> Group:
        """The group of this name, so narrowed."""
        return Group(kind, name, self.client, self.channel)


def _narrowing(
    service: ServiceDep, period: PeriodDep, channel: ChannelFilter = None, client: ClientFilter = None
) -> Narrowing:
    return Narrowing(days_of(service, period), channel, client)


NarrowingDep = Annotated[Narrowing, Depends(_narrowing)]


def days_of(service: Dependencies, period: Period) -> Days:
    """Figures are kept by day of the centre's calendar: the whole days nearest to the period."""
    return service.store.calendar.days(period.since, period.until)


def ends(service: Dependencies, days: Days) -> dict[str, datetime | None]:
    """The days as moments, for answers."""
    since, until = service.store.calendar.ends(days)
    return {"since": since, "until": until}
