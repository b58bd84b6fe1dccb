"""What a request for figures is narrowed by."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query

from qa_service.api.deps import PeriodDep
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import Channel
from qa_service.errors import BadInput, say
from qa_service.http.dependencies import Name, ServiceDep

ChannelFilter = Annotated[Channel | None, Query(description="this channel alone")]
ClientFilter = Annotated[Name | None, Query(description="this client alone")]


def _place(
    site: Annotated[Name | None, Query(description="this site alone; `not_stated`: where none is known")] = None,
    vendor: Annotated[Name | None, Query(description="this vendor alone; `not_stated`: where none is known")] = None,
    sourcing: Annotated[Name | None, Query(description="`in_house`, `outsourced` or `not_stated` alone")] = None,
) -> tuple[GroupKind, str] | None:
    named = [
        (kind, name)
        for kind, name in ((GroupKind.SITE, site), (GroupKind.VENDOR, vendor), (GroupKind.SOURCING, sourcing))
        if name is not None
    ]
    if len(named) > 1:
        raise BadInput("do not go together", where="query", hint=say("name a site, a vendor or a sourcing"))
    return named[0] if named else None


PlaceDep = Annotated[tuple[GroupKind, str] | None, Depends(_place)]
"""One site, vendor or sourcing; None: all of the client."""


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
