"""Numbers and letters as people say them, Italian and English: `tre`, `ottantacinque`, `double`, `erre`, `tango`."""

from functools import lru_cache
from typing import NamedTuple

from qa_service.understand.recognizers.lexicon import cues, pairs


class CodePart(NamedTuple):
    """What a token contributes to a spelled code, and its role in it.

    Roles: n number word, L letter name that means nothing else, l one that is also a plain word, x multiplier,
    z plural zeros ("cinque zeri"), s spoken separator, f filler, c "as in", w the word after "as in", d written
    digits, m written letters with digits, U capitals, p a mark.
    """

    value: str
    role: str


_IT_UNITS = ("", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove")
_IT_TEENS = (
    *("dieci", "undici", "dodici", "tredici", "quattordici"),
    *("quindici", "sedici", "diciassette", "diciotto", "diciannove"),
)
_IT_TENS = ("", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta")
_EN_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_EN_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SHIFTS = {
    "hundred": "00",
    "thousand": "000",
    "mila": "000",
    **dict.fromkeys(("million", "milione", "milioni"), "000000"),
}
"""What a word that multiplies adds to the digits before it."""
_LONGEST_SAID = 12
"""Digits of the longest number that people say in one: hundreds of thousands of millions."""


def _italian_below_hundred(number: int) -> list[str]:
    if number < 20:
        return [_IT_UNITS[number] if number < 10 else _IT_TEENS[number - 10]]
    tens, unit = _IT_TENS[number // 10], _IT_UNITS[number % 10]
    if number % 10 in (1, 8):
        return [tens[:-1] + unit]
    return [tens + "tré", tens + "tre"] if number % 10 == 3 else [tens + unit]


def _italian_below_thousand() -> dict[str, int]:
    names: dict[str, int] = {"zero": 0}
    for number in range(1, 1000):
        hundreds, below_hundred = divmod(number, 100)
        head = "" if not hundreds else ("cento" if hundreds == 1 else _IT_UNITS[hundreds] + "cento")
        for tail in _italian_below_hundred(below_hundred):
            names[head + tail] = number
            if head and tail.startswith("ott"):
                names[head[:-1] + tail] = number
    return names


_IT = _italian_below_thousand()
_EN = {name: number for number, name in enumerate(_EN_SMALL)} | {
    name: 10 * tens for tens, name in enumerate(_EN_TENS, start=2)
}


@lru_cache(maxsize=20_000)
def code_part(low: str) -> CodePart | None:
    """What a lower-case word can mean inside a spelled code, or None."""
    number = value_of(low)
    if number is not None:
        return CodePart(number, "n")
    if low in pairs("numerals", "multipliers"):
        return CodePart(pairs("numerals", "multipliers")[low], "x")
    if low in ("zeri", "zeros", "zeroes"):
        return CodePart("0", "z")
    return _letter(low) or _connective(low)


def _letter(low: str) -> CodePart | None:
    strong, weak = pairs("numerals", "letters"), pairs("numerals", "weak_letters")
    if low in strong:
        return CodePart(strong[low], "l" if low in cues("numerals", "letters_that_are_words") else "L")
    if low in weak:
        return CodePart(weak[low], "l")
    return CodePart(low.upper(), "L") if len(low) == 1 and "a" <= low <= "z" else None


def _connective(low: str) -> CodePart | None:
    for key, role in (("separators", "s"), ("as_in", "c"), ("fillers", "f")):
        if low in cues("numerals", key):
            return CodePart("", role)
    return None


@lru_cache(maxsize=20_000)
def value_of(low: str) -> str | None:
    """The digits that a lower-case number word or a written number stands for: `duecentotre` -> "203"."""
    if low.isdecimal() and low.isascii():
        return low
    if low in _IT or low in _EN:
        return str(_IT.get(low, _EN.get(low)))
    if low in cues("numerals", "zero"):
        return "0"
    return SHIFTS.get(low) or _thousands(low)


def _thousands(low: str) -> str | None:
    """`duemilatredici`, `milleottocento`."""
    head, thousand, tail = low.partition("mila")
    if thousand and head in _IT and (not tail or tail in _IT):
        return str(_IT[head] * 1000 + (_IT[tail] if tail else 0))
    if low.startswith("mille") and (low == "mille" or low[5:] in _IT):
        return str(1000 + (_IT[low[5:]] if low[5:] else 0))
    return None


def compose(values: list[str]) -> str:
    """Number words said one after the other as digits: a ten takes the unit after it.

    ``["40", "4", "0"]`` -> "440"; both "quarantaquattro" and "quaranta quattro" come out as "44".
    """
    out: list[str] = []
    ten_open = False
    for value in values:
        if ten_open and len(value) == 1 and value != "0":
            out[-1] = out[-1][0] + value
            ten_open = False
            continue
        ten_open = len(value) == 2 and value[1] == "0" and value[0] not in "01"
        out.append(value)
    return "".join(out)


def joint(number: str, word: str) -> str:
    """The one number that the next number word makes of `number`; "" when it begins another number.

    After 2000 comes one under a thousand, after 320 one under ten: 300 and 28 are 328, 328 and 446 are two numbers.
    """
    if len(number) > _LONGEST_SAID or number[0] == "0":
        return ""
    if word == "00" and len(number) > 3 and number[-3:-1] == "00":  # 2008 and `hundred`: 2800
        return number[:-3] + number[-1] + word
    if word in SHIFTS.values():
        return number + word
    if word == "100" and len(number) == 1 and number > "1":  # `tre cento`, as some recognisers write it
        return number + "00"
    zeros = len(number) - len(number.rstrip("0"))
    fits = 0 < len(word) <= zeros and word[0] != "0" and number != "10"
    return number[: -len(word)] + word if fits else ""
