"""What a request for figures is narrowed by."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query

from qa_service.api.deps import PeriodDep
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import Channel
from qa_service.http.dependencies import Name, ServiceDep

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
    return Narrowing(service.calendar.days(period.since, period.until), channel, client)


NarrowingDep = Annotated[Narrowing, Depends(_narrowing)]
