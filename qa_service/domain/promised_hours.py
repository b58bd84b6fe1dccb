"""Numbers in Italian and English words, and the time of day by which something will be done; unsure: none."""

import re
from collections.abc import Mapping

_ITALIAN = [
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
    "venti",
    "ventuno",
    "ventidue",
    "ventitré",
    "ventiquattro",
    "venticinque",
    "ventisei",
    "ventisette",
    "ventotto",
    "ventinove",
    "trenta",
    "trentuno",
]
_ENGLISH = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_MORE = {"un": 1, "una": 1, "a": 1, "an": 1, "paio": 2, "couple": 2, "ventitre": 23, "thirty": 30}
NUMBERS: Mapping[str, int] = {
    **{word: number for words in (_ITALIAN, _ENGLISH) for number, word in enumerate(words, 1)},
    **_MORE,
    "quarantotto": 48,
    "settantadue": 72,
}
DAYS: Mapping[str, int] = {
    **{word: number for words in (_ITALIAN, _ORDINALS) for number, word in enumerate(words, 1) if word != "uno"},
    "primo": 1,
}
"""Numbers of days in a month, in words."""


def one_of(words: Mapping[str, int]) -> str:
    """A pattern of them."""
    return "|".join(sorted(words, key=len, reverse=True))


_UNITS = r"(?! ?(?:minut|or[ae]\b|hour|giorn|day|settiman|week|working|business|mes[ei]\b|month|lavorativ|euro|%|£))"
_HOURS = "|".join(sorted((*_ITALIAN[1:23], *_ENGLISH[:12]), key=len, reverse=True))
_PART = r"(?:[:.](\d{2})| e (mezza|mezzo|trenta|un quarto)| (thirty|fifteen))?"
_HALF = r"( ?(?:am|pm|a\.m\.|p\.m\.|o'clock)(?!\w))?"
_TIME = rf"(\d{{1,2}}|una|{_HOURS})\b{_PART}{_HALF}{_UNITS}"
_START = rf"(\d{{1,2}}|una|{_HOURS})(?:[:.]\d{{2}}| e mezza| thirty)?(?: ?[ap]m| o'clock)?"
_BETWEEN = re.compile(
    rf"\b(?:(?:tra|fra|dalle|dall'|between)(?: le| l')? ?|(?:fascia|fascia oraria|ore|orario|slot|window)(?: of)? )"
    rf"{_START}(?: (?:e|alle|all'|fino alle|and|to) |[-–/]| - )(?:le |l')?{_TIME}"
)
_DAY = r"today|tomorrow|tonight|on|this|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_BY = re.compile(
    rf"\b(?:entro|prima|non oltre) (?:le |delle |l'|dell'){_TIME}"
    rf"|\b(?:by|before) (?=\S{{1,9}} ?(?:am\b|pm\b|a\.m|p\.m|o'clock|{_DAY})){_TIME}"
)
_AT = re.compile(
    rf"(?<!fino )(?<!intorno )(?<!attorno )\b(?:alle (?:ore )?|all'){_TIME}"
    rf"|\bat (half past |)(\d{{1,2}}|{_HOURS})\b{_PART}"
    rf"(?: ?(am|pm|a\.m\.|p\.m\.|o'clock)(?!\w)|(?=[.,;!]? *$|, | (?:on|today|tomorrow|so|and|sharp|just|then"
    rf"|in the)\b))"
)
_NOON = re.compile(r"\b(?:entro|prima di|before|by|a|at) (?:mezzogiorno|noon|midday)\b")
_EVENING = re.compile(r"\b(?:sera|stasera|evening|tonight)\b")


def hour(text: str, *, day_named: bool) -> tuple[int, int] | None:
    """The time of day by which; None where none is said. One at which ("alle tre") counts where a day is named."""
    if _NOON.search(text):
        return 12, 0
    evening = _EVENING.search(text) is not None
    if match := _BETWEEN.search(text):
        return _last(match, evening=evening)
    if match := _BY.search(text):
        first = 1 if match[1] else 6
        return _read(match.groups()[first - 1 : first + 4], evening=evening)
    return _at(text, evening=evening) if day_named else None


def _last(match: re.Match[str], *, evening: bool) -> tuple[int, int] | None:
    """The end of a span, never before its beginning."""
    start, end = _read((match[1], None, None, None, None), evening=evening), _read(match.groups()[1:6], evening=evening)
    if start and end and end < start:
        return (end[0] + 12, end[1]) if end[0] < 12 else None
    return end


def _at(text: str, *, evening: bool) -> tuple[int, int] | None:
    """Of two times none."""
    found = list(_AT.finditer(text))
    if len(found) != 1:
        return None
    match = found[0]
    if match[1]:
        return _read(match.groups()[:5], evening=evening)
    time = _read((match[7], *match.groups()[7:11]), evening=evening)
    return (time[0], 30) if time and match[6] else time


def _read(parts: tuple[str | None, ...], *, evening: bool) -> tuple[int, int] | None:
    """Of small hours that do not say which half of the day, the one in which people work."""
    number, minute, italian, english, half = parts
    if number is None:
        return None
    hours = int(number) if number.isdecimal() else NUMBERS[number]
    half = (half or "").strip()
    if (half.startswith("p") and hours < 12) or (not half.startswith("a") and hours < (12 if evening else 8)):
        hours += 12
    words = {"un quarto": 15, "fifteen": 15}
    minutes = int(minute) if minute else words.get(italian or english or "", 30 if italian or english else 0)
    return (hours, minutes) if hours < 24 and minutes < 60 else None
