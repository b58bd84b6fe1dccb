"""Moments as telephone systems write them: seconds of Unix time, or clock time, with an offset or without."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from qa_service.errors import BadDocument
from qa_service.ingest.documents import CLOCK_SKEW, EARLIEST

_EPOCH = re.compile(r"\d{1,17}(?:\.\d{1,9})?")
_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?\s?(?:Z|[+-]\d{2}:?\d{2})?")


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` bounds what is believed; times without an offset are read from the clocks of `zone`. In the hour that
    clocks show twice the first is meant.
    """

    now: datetime
    zone: ZoneInfo

    def epoch(self, text: str) -> datetime:
        """A moment given in seconds since 1970. Raises BadDocument."""
        if not _EPOCH.fullmatch(text):
            raise BadDocument("is no time", where="at", hint="seconds since 1970 stand here")
        try:
            return self.believed(datetime.fromtimestamp(float(text), UTC))
        except (OverflowError, ValueError, OSError) as error:
            raise _beyond() from error

    def clock(self, text: str) -> datetime:
        """A moment given as 2026-11-03 09:14:05, perhaps with an offset. Raises BadDocument."""
        try:
            if not is_clock(text):
                raise ValueError
            moment = datetime.fromisoformat(text.strip().replace(",", "."))
        except ValueError as error:
            raise BadDocument("is no time", where="at", hint="it is written as 2026-11-03 09:14:05") from error
        return self.placed(moment)

    def either(self, text: str) -> datetime:
        """Either of the two. Raises BadDocument."""
        return self.clock(text) if is_clock(text) else self.epoch(text.strip())

    def placed(self, moment: datetime) -> datetime:
        """The moment in UTC; what names no offset is read from the clocks of the zone. Raises BadDocument."""
        try:
            return self.believed(moment.replace(tzinfo=moment.tzinfo or self.zone).astimezone(UTC))
        except OverflowError as error:
            raise _beyond() from error

    def believed(self, moment: datetime) -> datetime:
        """The moment, where it lies within the calendar of this service. Raises BadDocument."""
        if not EARLIEST <= moment <= self.now + CLOCK_SKEW:
            raise _beyond()
        return moment


def is_clock(text: str) -> bool:
    """Whether a clock time stands there."""
    return _CLOCK.fullmatch(text.strip()) is not None


def _beyond() -> BadDocument:
    return BadDocument("lies outside the calendar of this service", where="at", hint="check date and offset")
