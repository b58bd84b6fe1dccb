"""Who wrote what is below a heading, and when, as far as the heading says so without a doubt."""

import re
from datetime import datetime, timedelta

from qa_service.ingest.mail.headers import ADDRESS, Writer

_FROM = re.compile(
    r"^[* _|]{0,6}(?:from|da|von|de|expéditeur|mittente|remitente|absender|van|fra|från|od)"
    r"[* _]{0,4} ?:[* _]{0,4}(.{0,300})$",
    re.IGNORECASE | re.MULTILINE,
)
_DATE = re.compile(
    r"^[* _|]{0,6}(?:sent|date|inviato|inviata|data|gesendet|datum|envoyé|enviado|enviado el|fecha)"
    r"[* _]{0,4} ?:(.{0,200})$",
    re.IGNORECASE | re.MULTILINE,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan gen ene janv january gennaio januar janvier enero jän jänner",
            "feb fév févr february febbraio februar février febrero",
            "mar mär mrz mars march marzo märz",
            "apr avr abr april aprile avril abril",
            "may mag mai mayo maggio",
            "jun giu juin june giugno juni junio",
            "jul lug juil july luglio juli juillet julio",
            "aug ago août august agosto aout",
            "sep sept set september settembre septembre septiembre",
            "oct ott okt october ottobre oktober octobre octubre",
            "nov november novembre noviembre",
            "dec dic dez déc december dicembre dezember décembre diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_MONTH = re.compile(
    r"(?<![\d:/.-])(\d{1,2})(?:\.|º|°|er|th|st|nd|rd)? (?:de |di )?([^\W\d_]{3,12})\.?,? (?:de |del )?(\d{4})(?!\d)"
)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,12})\.? (\d{1,2})(?:th|st|nd|rd)?,? (?:de )?(\d{4})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d:])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_TIME = re.compile(r"(?<!\d)(\d{1,2})[:.h](\d{2})(?::(\d{2}))?(?!\d)[\s\u202f]?([ap])?\.?m?\.?", re.IGNORECASE)
_OFFSET = re.compile(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?(?!\d)")
_DAY_FIRST = re.compile(
    r"\b(?:il|giorno|ore|alle|data|inviato|um|schrieb|gesendet|le|à|envoyé|el|las|fecha|enviado)\b", re.I
)
_OLDEST = timedelta(days=400)
_LATER = timedelta(minutes=10)  # clocks of two machines differ


def writer(heading: str) -> Writer:
    """Empty where it names nobody."""
    field = _FROM.search(heading)
    if field is not None:
        value = field.group(1).strip(" *_\"'")
        address = ADDRESS.search(value)
        name = re.split(r"[<\[(]", value, maxsplit=1)[0].strip(" *\"',;")
        return Writer(
            address.group().lower().strip("'") if address else "", "" if address and name == address.group() else name
        )
    joined = " ".join(heading.split())
    address = ADDRESS.search(joined)
    return Writer(
        address.group().lower().strip("'") if address else "", _name(joined, address.start() if address else None)
    )


def _name(heading: str, end: int | None) -> str:
    """The words between the time and the address, or the verb."""
    if end is None:
        verb = re.search(r",? (?:wrote|ha scritto|a écrit|escribi|schrieb|hat |writes)", heading)
        if verb is None:
            return ""
        if verb.group().strip(" ,") == "schrieb":
            return heading[verb.end() :].strip(" :,")
        end = verb.start()
    before = re.split(r"(?<=\d)[,.]? |(?:CET|CEST|UTC|GMT|AM|PM|Uhr|schrieb|hat|alle ore|ore),? ", heading[:end])[-1]
    return before.strip(" <([\"',;:")


def moment(heading: str, sent: datetime | None) -> datetime | None:
    """When it was written, on the clock of whoever quotes it where it tells no offset; None in any doubt: a month that
    may be a day, or a time that does not fit that of the message which quotes it.
    """
    if sent is None:
        return None
    field = _DATE.search(heading)
    text = field.group(1) if field else " ".join(heading.split())
    day, clock = _day(text, heading), _TIME.search(_without_days(text))
    if day is None or clock is None:
        return None
    try:
        time = datetime(*day, *_hour(clock), tzinfo=sent.tzinfo)
        offset = _OFFSET.search(text, clock.end() if not field else 0)
        if offset is not None:
            time = _with_offset(time, offset)
    except (ValueError, OverflowError):
        return None
    return time if sent - _OLDEST <= time <= sent + _LATER else None


def _without_days(text: str) -> str:
    for pattern in (_NUMBERS, _ISO):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text


def _hour(clock: re.Match[str]) -> tuple[int, int, int]:
    hour = int(clock.group(1))
    half = (clock.group(4) or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, int(clock.group(2)), int(clock.group(3) or 0)


def _with_offset(time: datetime, offset: re.Match[str]) -> datetime:
    from datetime import timezone

    shift = timedelta(hours=int(offset.group(2)), minutes=int(offset.group(3) or 0))
    return time.replace(tzinfo=timezone(shift if offset.group(1) == "+" else -shift))


def _day(text: str, heading: str) -> tuple[int, int, int] | None:
    for pattern, order in ((_DAY_MONTH, _by_day), (_MONTH_DAY, _by_month)):
        for match in pattern.finditer(text):
            month = _MONTHS.get((match.group(2) if order is _by_day else match.group(1)).lower())
            if month is not None:
                return order(match, month)
    if (iso := _ISO.search(text)) is not None:
        return int(iso.group(1)), int(iso.group(2)), int(iso.group(3))
    numbers = _NUMBERS.search(text)
    return None if numbers is None else _of_numbers(numbers, heading)


def _by_day(match: re.Match[str], month: int) -> tuple[int, int, int]:
    return int(match.group(3)), month, int(match.group(1))


def _by_month(match: re.Match[str], month: int) -> tuple[int, int, int]:
    return int(match.group(3)), month, int(match.group(2))


def _of_numbers(match: re.Match[str], heading: str) -> tuple[int, int, int] | None:
    first, second, year = int(match.group(1)), int(match.group(3)), int(match.group(4))
    year += 2000 if year < 100 else 0
    if first > 12 or match.group(2) == "." or _DAY_FIRST.search(heading):
        return year, second, first
    return (year, first, second) if second > 12 else None
