"""The lines of a chat that WhatsApp exported: when, by whom, what.

Every telephone writes the date as its own settings say, and nothing in the file says how: Android `3/11/26, 09:14 -
Anna: ciao`, iOS `[03.11.26, 09:14:05] Anna: ciao`, with day, month or year first, with twelve or twenty-four hours,
with marks of direction and narrow blanks between. So the order of day, month and year is told by the whole file: by
which of them all its dates are dates, none lies in the future or before WhatsApp was, and none goes back.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise

from qa_service.ingest import most

MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Of direction; the program puts U+200E before what it writes itself."""
_NARROW = str.maketrans(dict.fromkeys("\u202f\u00a0\u2009", " "))
_HEADER = re.compile(
    rf"[{MARKS}]{{0,4}}(?P<open>\[?)[{MARKS}]{{0,4}}"
    r"(?P<a>\d{1,4})(?P<gap>[/.\-]| (?=[^\W\d])) ?(?P<b>\d{1,2}|[^\W\d]{3,10})\.?(?:(?P=gap)|/) ?(?P<c>\d{1,4})\.?"
    r"(?P<comma>,?)(?: (?:um|at|à|alle|alle ore|ore|klo|kl\.?|om|às))? ?"
    rf"[{MARKS}]{{0,4}}(?P<hour>\d{{1,2}})[:.h](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?"
    rf"(?: ?(?P<half>[APap]\.? ?[Mm])\.?)?[{MARKS}]{{0,4}}(?P<close>\]| [-–—] |: | -$)[{MARKS} ]{{0,4}}(?P<rest>.*)",
    re.DOTALL,
)
_SENDER = re.compile(r"(?P<name>[^:\n]{1,120}):(?P<said>.*)", re.DOTALL)
_LEVELS = re.compile(r"(?:[\w.]{0,40}\.)?(?:debug|info|notice|warn|warning|error|critical|fatal|trace)", re.IGNORECASE)
_FIRST_YEAR = 2009
_MONTHS = {
    month: number
    for number, months in enumerate(
        ("gen jan ene janv", "feb febr fév", "mar mär mrz mars", "apr abr avr", "mag may mai", "giu jun juin", "lug jul"
         " juil", "ago aug août", "set sep sept", "ott oct okt", "nov", "dic dec dez déc"),
        start=1,
    )
    for month in months.split()
}  # fmt: skip
_ORDERS = ("dmy", "mdy", "ymd")
_MOST_DATES = 20_000
_MOST_LINES = 150_000
"""WhatsApp itself exports 40,000 messages at most."""


@dataclass
class ChatMessage:
    """`sender` is empty for what the program says of the chat; `said` has its marks still."""

    at: datetime
    sender: str
    said: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Header:
    fields: tuple[int, int, int]
    clock: tuple[int, int, int]
    halves: bool
    """Twelve hours, with am or pm."""
    american: bool
    """Written as in the United States: AM or PM in capitals, the first number of the date without a zero before it."""
    rest: str

    def at(self, order: str) -> datetime | None:
        """Its time by an order of day, month and year; None where it is no time of a chat."""
        values = dict(zip(order, self.fields, strict=True))
        year = values["y"] + 2000 if values["y"] < 100 else values["y"]
        try:
            day = date(year, values["m"], values["d"])
            return datetime(day.year, day.month, day.day, *self.clock) if year >= _FIRST_YEAR else None
        except ValueError:
            return None


def is_export(start: str) -> bool:
    """Whether the beginning of a file is that of an exported chat: a line of it, and a sender in the first of them."""
    lines = [line for line in start.split("\n")[:60] if line.strip()]
    if not lines or _header(lines[0]) is None:
        return False
    headers = [header for header in map(_header, lines) if header is not None]
    names = [sender[0] for header in headers if (sender := _sender(header.rest)) is not None]
    return bool(names) and not all(_LEVELS.fullmatch(name.strip()) for name in names)


def messages(text: str, now: datetime) -> list[ChatMessage]:
    """All messages in the order of the file, those of the program too; times are on the clocks of the telephone.

    Raises BadDocument where there are more lines than WhatsApp exports.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    most.check_lines(len(lines), _MOST_LINES)
    headers = [_header(line) for line in lines]
    latest = now.replace(tzinfo=None) + timedelta(days=1)
    order = _order([header for header in headers if header is not None], latest)
    return list(_joined(lines, headers, order, latest))


def _joined(
    lines: Sequence[str], headers: Sequence[_Header | None], order: str, latest: datetime
) -> Iterator[ChatMessage]:
    """A line that is no header goes on with the message before it."""
    message: ChatMessage | None = None
    for line, header in zip(lines, headers, strict=True):
        at = None if header is None else header.at(order)
        if header is None or at is None or at > latest:
            if message is not None:
                message.said.append(line)
            continue
        if message is not None:
            yield message
        name, said = _sender(header.rest) or ("", header.rest)
        message = ChatMessage(at, name.strip(MARKS + " "), [said])
    if message is not None:
        yield message


def _header(line: str) -> _Header | None:
    """The date and time at the beginning of a line. Without brackets seconds need a comma, or a colon behind: other
    programs write their logs so.
    """
    match = _HEADER.match(line[:200].translate(_NARROW))
    if match is None or bool(match["open"]) is not (match["close"] == "]"):
        return None
    if match["close"].strip() in ("-", "–", "—") and match["second"] and not match["comma"]:
        return None
    if match["close"] == ": " and not match["second"]:
        return None
    month = int(match["b"]) if match["b"].isdigit() else _MONTHS.get(match["b"].casefold()[:4].rstrip("."), 0)
    month = month or (_MONTHS.get(match["b"].casefold()[:3], 0) if not match["b"].isdigit() else 0)
    half = (match["half"] or "").replace(".", "").replace(" ", "")
    clock = _clock(int(match["hour"]), int(match["minute"]), int(match["second"] or 0), half.casefold())
    if clock is None or not month:
        return None
    american = half.isupper() and not match["a"].startswith("0") and match["gap"] == "/"
    return _Header((int(match["a"]), month, int(match["c"])), clock, bool(half), american, line[match.start("rest") :])


def _clock(hour: int, minute: int, second: int, half: str) -> tuple[int, int, int] | None:
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    hour = 0 if hour == 24 else hour
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _sender(rest: str) -> tuple[str, str] | None:
    """Who, and what; None for what the program says of the chat, which may quote a name with a colon in it."""
    match = _SENDER.match(rest)
    if match is None or match["said"].startswith("//") or any(mark in match["name"] for mark in '"“”«»'):
        return None
    said = match["said"]
    return match["name"], said.removeprefix(" ")


def _order(headers: Sequence[_Header], latest: datetime) -> str:
    """The order of day, month and year in which the fewest dates are none and the fewest go back; where that is the
    same for several, what the hours tell, and where they are of two halves, the one in which the chat takes the fewest
    days.
    """
    some = headers[:_MOST_DATES]
    american = bool(some) and sum(header.american for header in some) > len(some) / 2
    halves = any(header.halves for header in some)

    def fault(order: str) -> tuple[int, int, bool, int, int]:
        times = [header.at(order) for header in some]
        dates = [time for time in times if time is not None and time <= latest]
        back = sum(after < before for before, after in pairwise(dates))
        span = (max(dates) - min(dates)).days if dates and halves else 0
        return len(times) - len(dates), back, american and order != "mdy", span, _ORDERS.index(order)

    return min(_ORDERS, key=fault)
