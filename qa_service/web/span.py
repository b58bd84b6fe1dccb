"""What figures are narrowed to: period, channel and client, as a plain form sends them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query

from qa_service.domain.groups import Days
from qa_service.domain.interaction import Channel
from qa_service.errors import BadInput, one_of
from qa_service.http.dependencies import ServiceDep
from qa_service.web.i18n import Locale

USUAL = 90
"""Days that are shown where nobody says which."""
_Word = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Span:
    """`since` and `until` are days as a form writes them, the last one included; empty: open. `start` and `end` are
    the moments that they mean in the centre's time zone, `days` the same as totals are kept.
    """

    since: str
    until: str
    channel: Channel | None
    client: str | None
    start: datetime | None
    end: datetime | None
    days: Days
    today: date

    @property
    def before(self) -> Days | None:
        """The period of the same length that ends where this one begins; None where it has no beginning."""
        days = self.days
        if days.since is None:
            return None
        end = days.until or self.today + timedelta(days=1)
        return Days(days.since - max(end - days.since, timedelta(days=1)), days.since)

    @property
    def query_without_client(self) -> str:
        """The same for a page that names its client itself."""
        named = {"since": self.since, "until": self.until, "channel": self.channel or ""}
        return urlencode({name: value for name, value in named.items() if value or name == "since"})

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
    calendar = service.store.calendar
    today = calendar.day(service.clock())
    if since is None:
        since = (today - timedelta(days=USUAL)).isoformat()
    start, end = period(Locale("it", calendar.zone), since, until)
    if channel and channel not in set(Channel):
        raise BadInput("is no channel", where="channel", hint=one_of(Channel))
    if start is not None and end is not None and end <= start:
        raise BadInput("lies before the first day", where="until", hint="swap them")
    return Span(
        since,
        until,
        Channel(channel) if channel else None,
        client.strip() or None,
        start,
        end,
        calendar.days(start, end),
        today,
    )


def period(locale: Locale, since: str, until: str) -> tuple[datetime | None, datetime | None]:
    """The first moment of a first day and the first after a last one, as forms write them; an empty one leaves its end
    open. Raises BadInput on what is no day.
    """
    start, end = locale.start_of(since), locale.end_of(until)
    for where, day, moment in (("since", since, start), ("until", until, end)):
        if day and moment is None:
            raise BadInput("is no day", where=where, hint="write it as 2026-11-03")
    return start, end


SpanDep = Annotated[Span, Depends(_span)]
