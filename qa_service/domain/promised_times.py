"""By when somebody said that something would be done, in Italian and English words; unsure: nothing is said.

A day means until its end, the later of two days counts, and what may mean two things ("next Friday") means none: nobody
is to be called late who might not be.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from qa_service.domain.opening_hours import Schedule

_WORDS: Mapping[str, int] = {
    word: number
    for number, words in {
        1: "un una uno one a an",
        2: "due two paio couple",
        3: "tre three",
        4: "quattro four",
        5: "cinque five",
        6: "sei six",
        7: "sette seven",
        8: "otto eight",
        9: "nove nine",
        10: "dieci ten",
        11: "undici eleven",
        12: "dodici twelve",
        14: "quattordici fourteen",
        15: "quindici fifteen",
        20: "venti twenty",
        24: "ventiquattro",
        30: "trenta thirty",
        48: "quarantotto",
        72: "settantadue",
    }.items()
    for word in words.split()
}
_N = rf"(?:\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_RANGE = rf"({_N})(?: ?(?:-|/|o|e|to|or|and|massimo) ?({_N}))?"
_WITHIN = r"(?:entro|tra|fra|in|nelle prossime|nei prossimi|within|give me|the next)"
_COUNTED = re.compile(
    rf"\b{_WITHIN} (?:al massimo |massimo |circa |about |the next |i prossimi |le prossime )?(?:un |a )?{_RANGE}"
    r"(?: di| of)? (minut[oi]|minutes?|or[ae]|hours?|giorn[oi]|days?|(?:working|business) days?|settiman[ae]|weeks?)"
    r"( lavorativi| feriali)?(?! (?:fa|ago)\b)",
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
_DATE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th|°)?(?: of)? ({_MONTH})\b|\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b")
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
    rf"( (?:the )?\d{{1,2}}\b(?! ?(?:{_MONTH}|[:.ap])))?"
)
_TERM = re.compile(
    r"\b(?:entro|within|non oltre|by(?! (?:post|e-?mail|mail|text|phone|sms|the way|law|hand|card|courier|next-day)))\b"
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
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))? ?(am|pm|a\.m\.|p\.m\.|o'clock)?"
_WORD_CLOCK = re.compile(rf"\b(?:before|by) ({'|'.join(w for w, n in _WORDS.items() if 1 < n <= 12)}) o'clock\b")
_BY_CLOCK = re.compile(
    r"\b(?:entro|prima|non oltre) (?:le|delle) (\d{1,2})(?:[:.](\d{2}))?"
    r"|\b(?:by|before) (\d{1,2})(?:[:.](\d{2}))? ?(am|pm|a\.m\.|p\.m\.|o'clock)"
)
_BETWEEN = re.compile(
    rf"\b(?:tra|fra|dalle) le \d{{1,2}}(?:[:.]\d{{2}})? (?:e|alle) (?:le )?{_CLOCK}"
    rf"|\bbetween \d{{1,2}}(?: ?[ap]m)? and {_CLOCK}"
)
_NOON = re.compile(r"\b(?:entro|prima di|before|by) (?:mezzogiorno|noon|midday)\b")


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
    if _is_unsure(text):
        return None
    term = _TERM.search(text)
    named = text if term is None else text[term.start() :]
    exact, hour = list(_counted_moments(named, clock)), _hour(named)
    days = [day for day in _days(named, clock) if day is not None]
    if exact and not days:
        return max(exact)
    if term is not None and not days:
        if hour is None:
            return None
        days = [day for day in _days(text, clock) if day is not None]
    if days:
        return clock.end(max(days)) if hour is None else clock.moment(max(days), *hour)
    if hour is None:
        return None
    moment = clock.moment(clock.today, *hour)
    return moment if moment > clock.at else None


def _is_unsure(text: str) -> bool:
    """A weekday of this week or of the next, or one of a day that may be in another month; two terms in a sentence, of
    which one may be the customer's.
    """
    if len(_TERM.findall(text)) > 1:
        return True
    return any(match[1] or match[3] or match[4] for match in _WEEKDAY.finditer(text))


def _number(text: str | None) -> int:
    return 0 if text is None else int(text) if text.isdecimal() else _WORDS[text]


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
    yield from (_next_weekday(today, _WEEKDAYS[match[2]]) for match in _WEEKDAY.finditer(text))
    yield from (_next_date(today, match) for match in _DATE.finditer(text))


def _next_weekday(today: date, weekday: int) -> date:
    """The next one after today; today's own name means the one in a week, at the latest."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _next_date(today: date, match: re.Match[str]) -> date | None:
    day, month = int(match[1] or match[4]), _MONTHS[match[2] or match[3]]
    for year in (today.year, today.year + 1):
        try:
            named = date(year, month, day)
        except ValueError:
            continue
        if named >= today:
            return named
    return None


def _hour(text: str) -> tuple[int, int] | None:
    """The time of day by which; None where none is said."""
    if _NOON.search(text):
        return 12, 0
    if match := _BETWEEN.search(text):
        last = 1 if match[1] else 4
        return _time(int(match[last]), match[last + 1], match[last + 2])
    if match := _WORD_CLOCK.search(text):
        return _time(_WORDS[match[1]], None, "o'clock")
    if match := _BY_CLOCK.search(text):
        return _time(int(match[1]), match[2], None) if match[1] else _time(int(match[3]), match[4], match[5])
    return None


def _time(hour: int, minute: str | None, half: str | None) -> tuple[int, int] | None:
    """Of small hours that do not say which half of the day, the one in which people work."""
    if (half and half.startswith("p") and hour < 12) or (not (half and half.startswith("a")) and hour < 8):
        hour += 12
    minutes = int(minute or 0)
    return (hour, minutes) if hour < 24 and minutes < 60 else None
