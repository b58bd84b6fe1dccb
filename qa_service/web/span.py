"""What figures are narrowed to: period, channel and client, as a plain form sends them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query

from qa_service.api.deps import ServiceDep
from qa_service.domain.groups import Days
from qa_service.domain.interaction import Channel
from qa_service.errors import BadInput
from qa_service.web.i18n import Tongue

USUAL = 90
"""Days that are shown where nobody says which."""
_Word = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Span:
    """`since` and `until` are days as a form writes them, the last one included; empty: open. `start` and `end` are
    the moments that they mean in the centre's time zone.
    """

    since: str
    until: str
    channel: Channel | None
    client: str | None
    start: datetime | None
    end: datetime | None
    today: date

    @property
    def days(self) -> Days:
        """The whole days in UTC nearest to it, as totals are kept."""
        return Days.nearest(self.start, self.end)

    @property
    def before(self) -> Days | None:
        """The period of the same length that ends where this one begins; None where it has no beginning."""
        days = self.days
        if days.since is None:
            return None
        end = days.until or self.today + timedelta(days=1)
        return Days(days.since - max(end - days.since, timedelta(days=1)), days.since)

    @property
    def query(self) -> str:
        """As it stands in an address."""
        named = {"since": self.since, "until": self.until, "channel": self.channel or "", "client": self.client or ""}
        return urlencode({name: value for name, value in named.items() if value or name == "since"})


def _span(
    service: ServiceDep,
    since: Annotated[str | None, Query(max_length=10)] = None,
    until: Annotated[str, Query(max_length=10)] = "",
    channel: _Word = "",
    client: _Word = "",
) -> Span:
    said = Tongue("it", service.timezone)
    now = service.clock()
    if since is None:
        since = (said.local(now) - timedelta(days=USUAL)).date().isoformat()
    start, end = _moment(said, since, "since"), _moment(said, until, "until")
    if channel and channel not in set(Channel):
        raise BadInput("is no channel", where="channel", hint=f"use one of {', '.join(Channel)}")
    if start is not None and end is not None and end < start:
        raise BadInput("lies before the first day", where="until", hint="swap them")
    return Span(
        since,
        until,
        Channel(channel) if channel else None,
        client.strip() or None,
        start,
        end + timedelta(days=1) if end else None,
        now.astimezone(UTC).date(),
    )


def _moment(said: Tongue, day: str, where: str) -> datetime | None:
    if not day:
        return None
    moment = said.start_of(day)
    if moment is None:
        raise BadInput("is no day", where=where, hint="write it as 2026-11-03")
    return moment


SpanDep = Annotated[Span, Depends(_span)]
