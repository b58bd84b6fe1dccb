"""Days as the clocks of the centre cut them. A day of summer-time changes has 23 or 25 hours and counts as one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from qa_service.domain.groups import Days

DEFAULT_ZONE = "Europe/Rome"
"""The zone of centres that name none."""
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Calendar:
    """`zone` is a name of the IANA database."""

    zone: str = DEFAULT_ZONE

    def day(self, moment: datetime) -> date:
        """The day on which it is `moment`."""
        return moment.astimezone(self._clock).date()

    def start(self, day: date) -> datetime:
        """The first moment of a day, in UTC. Where clocks skip midnight the day begins when they have moved on, and
        where they show it twice, at the first.
        """
        return _clamped(lambda: datetime.combine(day, time(), self._clock).astimezone(UTC), day.year)

    def days(self, since: datetime | None, until: datetime | None) -> Days:
        """The whole days whose beginnings are nearest to two moments."""
        return Days(*(None if moment is None else self._nearest(moment) for moment in (since, until)))

    def ends(self, days: Days) -> tuple[datetime | None, datetime | None]:
        """The first moment of a period and the first after it, in UTC; None where it is open."""
        since, until = (None if day is None else self.start(day) for day in (days.since, days.until))
        return since, until

    def in_utc(self, moment: datetime) -> datetime:
        """In UTC; what names no offset is read from the centre's clocks."""
        return moment.replace(tzinfo=moment.tzinfo or self._clock).astimezone(UTC)

    @property
    def _clock(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def _nearest(self, moment: datetime) -> date:
        return _clamped(lambda: moment.astimezone(self._clock) + timedelta(hours=12), moment.year).date()


def _clamped(compute: Callable[[], datetime], year: int) -> datetime:
    """The ends of the calendar stand for what would lie beyond them."""
    try:
        return compute()
    except OverflowError:
        return _FIRST if year < _LAST.year else _LAST
