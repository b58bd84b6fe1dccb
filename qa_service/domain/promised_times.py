"""By when somebody said that something would be done, in Italian and English words; unsure: nothing is said.

A day means until its end, the later of two days counts, and what may mean two things ("next Friday") means none: nobody
is to be called late who might not be.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from qa_service.domain.opening_hours import Schedule
from qa_service.domain.promised_hours import DAYS, NUMBERS, hour, one_of

_N = rf"(?:\d{{1,3}}|{one_of(NUMBERS)})"
_RANGE = rf"({_N})(?: ?(?:-|/|o|e|to|or|and|massimo) ?({_N}))?"
_WITHIN = (
    r"(?:entro|non oltre|no later than|nel giro di|nell'arco di|tra|fra|in|nelle prossime|nei prossimi"
    r"|within|give me|the next)"
)
_COUNTED = re.compile(
    rf"\b{_WITHIN} (?:al massimo |un massimo di |massimo |circa |about |the next |i prossimi |le prossime )?(?:un "
    rf"|a )?{_RANGE}"
    r"(?: di| of)? (minut[oi]|minutes?|or[ae]|hours?|giorn[oi]|days?|(?:working|business) days?|settiman[ae]|weeks?)"
    r"( lavorativi| feriali)?(?! (?:fa|ago)\b)",
)
_HOUR = re.compile(
    r"\b(?:within the (?:next )?hour|(?:entro|tra|fra|in|nel giro di) (?:un'|l'|mezz'|una mezz')ora|(?:in"
    r"|within) half an hour)\b"
    r"(?! (?:e|o|or|and)\b)"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("gennaio january", "febbraio february", "marzo march", "aprile april", "maggio may", "giugno june"),
            *("luglio july", "agosto august", "settembre september", "ottobre october", "novembre november"),
            "dicembre december",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(_MONTHS)
_DAY = rf"(\d{{1,2}}|{one_of(DAYS)})"
_DATE = re.compile(rf"\b{_DAY}(?:st|nd|rd|th|°)?(?: of)? ({_MONTH})\b|\b({_MONTH}) (?:the )?{_DAY}(?:st|nd|rd|th)?\b")
_END_OF = re.compile(rf"\b(?:fine (?:di |del mese di )?|end of )({_MONTH})\b")
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            *("lunedì lunedi monday", "martedì martedi tuesday", "mercoledì mercoledi wednesday"),
            *("giovedì giovedi thursday", "venerdì venerdi friday", "sabato saturday", "domenica sunday"),
        )
    )
    for name in names.split()
}
_WEEKDAY = re.compile(
    rf"\b(?:(next|last) )?({'|'.join(_WEEKDAYS)})\b( prossimo| prossima| scorso| scorsa| next)?"
    rf"(?: (?:the )?{_DAY}(?:st|nd|rd|th)?\b(?! ?(?:of |{_MONTH}|[:.ap])))?"
)
_TERM = re.compile(
    r"\b(?:entro e non oltre|entro|within|non oltre|no later than|by(?! (?:post|e-?mail|mail|text|phone|sms"
    r"|the way|law|hand|card|courier|next-day)))\b"
)
_TODAY = re.compile(
    r"\boggi\b|\bin giornata\b|\bentro sera\b|\bprima di sera\b|\bstasera\b|\bstamattina\b|\b(?:nel|in) pomeriggio\b"
    r"|\btoday\b|\btonight\b|\bthis (?:morning|afternoon|evening)\b|\bend of the day\b|\bend of day\b"
)
_TOMORROW = re.compile(r"\bdomani\b|\bdomattina\b|(?<!day after )\btomorrow\b")
_AFTER_TOMORROW = re.compile(r"\bdopodomani\b|\bday after tomorrow\b")
_THIS_WEEK = re.compile(
    r"\b(?:entro|in) (?:la )?settimana\b(?! prossima)|\bentro (?:la )?fine (?:della )?settimana\b|\bthis week\b"
    r"|\bend of the week\b"
)
_NEXT_WEEK = re.compile(r"\bprossima settimana\b|\bsettimana prossima\b|\bnext week\b")
_END_OF_MONTH = re.compile(r"\bfine (?:del )?mese\b|\bend of (?:the|this) month\b")


@dataclass(frozen=True, slots=True)
class Clock:
    """When and where something was said; `schedule` tells which days are working days, None: Monday to Friday."""

    at: datetime
    zone: str
    schedule: Schedule | None = None

    @property
    def local(self) -> datetime:
        """On the clocks of the place."""
        return self.at.astimezone(ZoneInfo(self.zone))

    @property
    def today(self) -> date:
        """The day on which it was said."""
        return self.local.date()

    def moment(self, day: date, hour: int, minute: int) -> datetime:
        """A time of a day, in UTC."""
        return datetime.combine(day, time(hour, minute), ZoneInfo(self.zone)).astimezone(UTC)

    def end(self, day: date) -> datetime:
        """The end of a day."""
        return self.moment(day + timedelta(days=1), 0, 0)

    def working(self, count: int) -> date:
        """The last of so many working days after today."""
        day = self.today
        for _ in range(count):
            day += timedelta(days=1)
            for _ in range(60):
                if self._is_working(day):
                    break
                day += timedelta(days=1)
        return day

    def _is_working(self, day: date) -> bool:
        return day.weekday() < 5 if self.schedule is None else any(True for _ in self.schedule.spans(day))


def due(text: str, clock: Clock) -> datetime | None:
    """By when a sentence (in small letters) says that something will be done; None where it does not say, or may mean
    two things. Where it names a term ("by", "entro"), what stands before it does not count.
    """
    if _is_unsure(text, clock):
        return None
    term = _TERM.search(text)
    named = text if term is None else text[term.start() :]
    exact, days = list(_counted_moments(named, clock)), _named_days(named, clock)
    if exact and not days:
        return max(exact)
    if term is not None and not days:
        if hour(named, day_named=False) is None:
            return None
        days = _named_days(text, clock)
    by = hour(named, day_named=bool(days))
    if days:
        return _moment(max(days), by, clock)
    return None if by is None or clock.moment(clock.today, *by) <= clock.at else clock.moment(clock.today, *by)


def _named_days(text: str, clock: Clock) -> list[date]:
    return [day for day in _days(text, clock) if day is not None]


def _moment(day: date, by: tuple[int, int] | None, clock: Clock) -> datetime:
    """A time of a day; its end where none is said or where that is over."""
    if by is None or clock.moment(day, *by) <= clock.at:
        return clock.end(day)
    return clock.moment(day, *by)


def _is_unsure(text: str, clock: Clock) -> bool:
    """A weekday of this week or of the next, or one of a day that may be in another month; two terms in a sentence, of
    which one may be the customer's.
    """
    if len(_TERM.findall(text)) > 1:
        return True
    return any(match[1] or match[3] or _weekday(clock.today, match) is None for match in _WEEKDAY.finditer(text))


def _number(text: str | None) -> int:
    return 0 if text is None else int(text) if text.isdecimal() else NUMBERS[text]


def _counted(text: str) -> Iterator[tuple[int, str, bool]]:
    """Spans of time from now: how many at most, of what, and whether working days alone."""
    for match in _COUNTED.finditer(text):
        unit = match[3]
        working = bool(match[4]) or unit.startswith(("working", "business"))
        yield (
            max(_number(match[1]), _number(match[2])),
            unit.removeprefix("working ").removeprefix("business "),
            working,
        )


def _counted_moments(text: str, clock: Clock) -> Iterator[datetime]:
    for count, unit, _ in _counted(text):
        if unit.startswith("minut"):
            yield clock.at + timedelta(minutes=count)
        elif unit.startswith(("or", "hour")):
            yield clock.at + timedelta(hours=count)
    for match in _HOUR.finditer(text):
        yield clock.at + timedelta(minutes=30 if "mezz" in match[0] or "half" in match[0] else 60)


def _days(text: str, clock: Clock) -> Iterator[date | None]:
    """The days that are named."""
    today = clock.today
    for count, unit, working in _counted(text):
        if unit.startswith(("giorn", "day")):
            yield clock.working(count) if working else today + timedelta(days=count)
        elif unit.startswith(("settiman", "week")):
            yield today + timedelta(weeks=count)
    sunday = today + timedelta(days=6 - today.weekday())
    named: tuple[tuple[re.Pattern[str], Callable[[], date]], ...] = (
        (_TODAY, lambda: today),
        (_TOMORROW, lambda: today + timedelta(days=1)),
        (_AFTER_TOMORROW, lambda: today + timedelta(days=2)),
        (_THIS_WEEK, lambda: sunday),
        (_NEXT_WEEK, lambda: sunday + timedelta(days=7)),
        (_END_OF_MONTH, lambda: today.replace(day=monthrange(today.year, today.month)[1])),
    )
    yield from (day() for pattern, day in named if pattern.search(text))
    yield from (_weekday(today, match) for match in _WEEKDAY.finditer(text))
    yield from (_last_of(today, _MONTHS[match[1]]) for match in _END_OF.finditer(text))
    yield from (_next_date(today, match) for match in _DATE.finditer(text))


def _weekday(today: date, match: re.Match[str]) -> date | None:
    """The next one after today; today's own name means the one in a week, at the latest. With the number of a day: that
    one, if it is in the next two weeks.
    """
    first = today + timedelta(days=(_WEEKDAYS[match[2]] - today.weekday() - 1) % 7 + 1)
    if match[4] is None:
        return first
    number = _day_number(match[4])
    return next((day for day in (first, first + timedelta(days=7)) if day.day == number), None)


def _last_of(today: date, month: int) -> date:
    year = today.year if month >= today.month else today.year + 1
    return date(year, month, monthrange(year, month)[1])


def _day_number(text: str) -> int:
    return int(text) if text.isdecimal() else DAYS[text]


def _next_date(today: date, match: re.Match[str]) -> date | None:
    day, month = _day_number(match[1] or match[4]), _MONTHS[match[2] or match[3]]
    for year in (today.year, today.year + 1):
        try:
            named = date(year, month, day)
        except ValueError:
            continue
        if named >= today:
            return named
    return None
