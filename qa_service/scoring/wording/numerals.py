"""Numbers as they are read: recognisers write some in digits and some in words, and both are the same."""

# ruff: noqa: SIM905 - a list of words is easier to read as text

import re

_IT_SMALL = (
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove"
).split()
_IT_TENS = ["", "", *"venti trenta quaranta cinquanta sessanta settanta ottanta novanta".split()]
_EN_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_EN_TENS = ["", "", *"twenty thirty forty fifty sixty seventy eighty ninety".split()]
MOST = 999_999
"""The largest number that is read as one; longer ones are codes, read digit by digit."""
_ITALIAN = re.compile(
    "(?:zero|un[oa]?|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici"
    "|diciassette|diciotto|diciannove|venti?|trenta?|quaranta?|cinquanta?|sessanta?|settanta?|ottanta?|novanta?|cento?"
    "|mille|mila|doppio)+"
)
_ENGLISH = frozenset([*_EN_SMALL, *_EN_TENS, *"oh nought hundred thousand double treble triple".split()]) - {""}


def is_number(word: str, lang: str) -> bool:
    """Whether a word in lower case is a number, or a part of one."""
    if word.isdigit():
        return True
    return _ITALIAN.fullmatch(word) is not None if lang == "it" else word in _ENGLISH


def spelled(digits: str, lang: str) -> list[str]:
    """The words of a number in digits; what begins with zero is read digit by digit."""
    if len(digits) > 1 and digits.startswith("0"):
        return [in_words(int(digit), lang) for digit in digits]
    return in_words(int(digits), lang).split()


def in_words(number: int, lang: str) -> str:
    """A number from 0 to 999,999 as it is read; digit by digit above that."""
    if number > MOST:
        return " ".join(in_words(int(digit), lang) for digit in str(number))
    return _italian(number) if lang == "it" else _english(number)


def _italian(n: int) -> str:
    if n < 20:
        return _IT_SMALL[n]
    if n < 100:
        tens, unit = _IT_TENS[n // 10], n % 10
        return (tens[:-1] if unit in (1, 8) else tens) + (_IT_SMALL[unit] if unit else "")
    for size, one, many in ((1000, "mille", "mila"), (100, "cento", "cento")):
        if n >= size:
            count, rest = divmod(n, size)
            return (one if count == 1 else _italian(count) + many) + (_italian(rest) if rest else "")
    raise AssertionError(n)


def _english(n: int) -> str:
    if n < 20:
        return _EN_SMALL[n]
    if n < 100:
        return f"{_EN_TENS[n // 10]} {_EN_SMALL[n % 10] if n % 10 else ''}".strip()
    size, name = (1000, "thousand") if n >= 1000 else (100, "hundred")
    return f"{_english(n // size)} {name} {_english(n % size) if n % size else ''}".strip()
