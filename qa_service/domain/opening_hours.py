"""When a client's service is open: spans of each weekday, holidays, days of their own; on the clocks of its zone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Any, Literal, NamedTuple, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from qa_service.domain.calendar import Calendar
from qa_service.domain.public_holidays import BY_COUNTRY
from qa_service.errors import BadInput, say
from qa_service.foreign import of_pydantic

_SPAN = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
_YEARLY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_LARGEST = 256 * 1024
_LONGEST = timedelta(days=3660)
"""Beyond it working time is not told from clock time: no answer takes ten years."""


class Weekday(StrEnum):
    """In the order of the week."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


WEEK = tuple(Weekday)


class Minutes(NamedTuple):
    """From and until when, in minutes of the day's clock; 24:00 is its end."""

    start: int
    end: int


def _minutes(text: str) -> Minutes:
    match = _SPAN.fullmatch(text)
    if match is None:
        raise ValueError(say("is no span of time; write it as 08:30-13:00"))
    hours, minutes, until, last = (int(part) for part in match.groups())
    span = Minutes(hours * 60 + minutes, until * 60 + last)
    if not span.start < span.end <= 24 * 60:
        raise ValueError(say("ends before it begins; a night is two spans, until 24:00 and from 00:00"))
    return span


def _is_span(text: str) -> str:
    _minutes(text)
    return text


Span = Annotated[str, AfterValidator(_is_span)]
Spans = Annotated[tuple[Span, ...], Field(max_length=12)]


def _is_yearly(text: str) -> str:
    if _YEARLY.fullmatch(text) is None:
        raise ValueError(say("is no day of a year; write it as 12-07"))
    return text


class OpeningHours(BaseModel):
    """What a client has set: `zone` of its clocks (None: the centre's), spans by weekday (one that is not named is
    closed), the country whose public `holidays` are closed (`IT`), further days that are closed every year (`yearly`:
    the patron's) or once (`closed`), and days with hours of their own (`special`), which hold whatever else is said.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    zone: Annotated[str, Field(max_length=60)] | None = None
    week: Mapping[Weekday, Spans] = {}
    holidays: Literal["IT"] | None = None
    yearly: Annotated[tuple[Annotated[str, AfterValidator(_is_yearly)], ...], Field(max_length=366)] = ()
    closed: Annotated[tuple[date, ...], Field(max_length=1000)] = ()
    special: Annotated[Mapping[date, Spans], Field(max_length=1000)] = {}

    @field_validator("zone")
    @classmethod
    def _is_a_zone(cls, zone: str | None) -> str | None:
        try:
            return zone if zone is None else ZoneInfo(zone).key
        except (ValueError, OSError, ZoneInfoNotFoundError) as error:
            raise ValueError(say("is no time zone; give a name of the IANA database, as Europe/Rome")) from error

    @model_validator(mode="after")
    def _do_not_overlap(self) -> Self:
        for spans in (*self.week.values(), *self.special.values()):
            ordered = sorted(_minutes(text) for text in spans)
            if any(later.start < before.end for before, later in pairwise(ordered)):
                raise ValueError(say("has spans of one day that overlap"))
        return self

    @property
    def are_known(self) -> bool:
        """Whether any hours are set: a zone alone leaves everything open."""
        return bool(self.week or self.special)


def checked(values: Any) -> OpeningHours:
    """Hours of plain values. Raises BadInput with the place of the first fault."""
    try:
        return OpeningHours.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:60]
        raise BadInput(of_pydantic(first), where=where or "hours") from error


def parse(raw: bytes) -> OpeningHours:
    """Hours of YAML or JSON. Raises BadInput with the place of the first fault."""
    try:
        values = _keyed(yaml.safe_load(raw[:_LARGEST]) or {})
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        hint = say("give zone, week, holidays, yearly, closed and special as YAML or JSON")
        raise BadInput("is no YAML", where="hours", hint=hint) from error
    return checked(values)


def _keyed(value: Any) -> Any:
    return {str(key): inner for key, inner in value.items()} if isinstance(value, dict) else value


@lru_cache(maxsize=256)
def _holidays(country: str, year: int) -> frozenset[date]:
    return BY_COUNTRY[country](year)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The hours as the clocks of a zone make them moments."""

    hours: OpeningHours
    calendar: Calendar

    @classmethod
    def of(cls, hours: OpeningHours, centre: Calendar) -> Self:
        """On the clocks of the hours' own zone, or the centre's."""
        return cls(hours, centre if hours.zone is None else Calendar(hours.zone))

    def is_open(self, moment: datetime) -> bool:
        """Whether the service is open at a moment; at the last of a span it is not any more."""
        return any(start <= moment < end for start, end in self.spans(self.calendar.day(moment)))

    def seconds(self, since: datetime, until: datetime) -> float:
        """How long the service was open between two moments."""
        if until <= since:
            return 0.0
        if until - since > _LONGEST:
            return (until - since).total_seconds()
        day, last = self.calendar.day(since), self.calendar.day(until)
        total = timedelta()
        while day <= last:
            for start, end in self.spans(day):
                total += max(min(end, until) - max(start, since), timedelta())
            day += timedelta(days=1)
        return total.total_seconds()

    def spans(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """When the service is open on a day, in UTC."""
        for text in self._texts(day):
            minutes = _minutes(text)
            yield self._moment(day, minutes.start), self._moment(day, minutes.end)

    def _texts(self, day: date) -> tuple[str, ...]:
        hours = self.hours
        if day in hours.special:
            return hours.special[day]
        if day in hours.closed or f"{day:%m-%d}" in hours.yearly:
            return ()
        if hours.holidays is not None and day in _holidays(hours.holidays, day.year):
            return ()
        return hours.week.get(WEEK[day.weekday()], ())

    def _moment(self, day: date, minutes: int) -> datetime:
        if minutes == 24 * 60:
            return self.calendar.start(day + timedelta(days=1))
        clock = datetime.combine(day, time(minutes // 60, minutes % 60), ZoneInfo(self.calendar.zone))
        return clock.astimezone(UTC)
