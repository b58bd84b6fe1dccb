"""Numbers and letters as people say them, Italian and English: `tre`, `ottantacinque`, `double`, `erre`, `tango`."""

from functools import lru_cache
from typing import NamedTuple


class Piece(NamedTuple):
    """What a word can contribute to a spelled code.

    `role`: n number word, L letter name that means nothing else, l one that is also a plain word, x multiplier,
    z plural zeros ("cinque zeri"), s spoken separator, f filler, c "as in" before a word that stands for its initial.
    """

    value: str
    role: str


_IT_UNITS = ("", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove")
_IT_TEENS = (
    "dieci", "undici", "dodici", "tredici", "quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove",
)  # fmt: skip
_IT_TENS = ("", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta")
_EN_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


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
        hundreds, rest = divmod(number, 100)
        head = "" if not hundreds else ("cento" if hundreds == 1 else _IT_UNITS[hundreds] + "cento")
        for tail in _italian_below_hundred(rest):
            names[head + tail] = number
            if head and tail.startswith("ott"):
                names[head[:-1] + tail] = number
    return names


_IT = _italian_below_thousand()
_EN = {name: number for number, name in enumerate(_EN_UNITS)} | {
    name: 10 * tens for tens, name in enumerate(_EN_TENS, start=2)
}
MULTIPLIERS = {"doppio": 2, "doppia": 2, "triplo": 3, "tripla": 3, "double": 2, "triple": 3, "treble": 3}

_STRONG = {
    "bi": "B", "effe": "F", "gi": "G", "acca": "H", "elle": "L", "emme": "M", "enne": "N", "pi": "P", "cu": "Q",
    "qu": "Q", "erre": "R", "esse": "S", "vu": "V", "zeta": "Z", "zed": "Z", "kappa": "K", "cappa": "K", "ics": "X",
    "ipsilon": "Y", "ypsilon": "Y", "el": "L", "em": "M", "ess": "S", "cee": "C", "gee": "G", "kay": "K", "vee": "V",
    "jay": "J", "aitch": "H", "bee": "B", "dee": "D", "pee": "P", "tee": "T", "cue": "Q", "wye": "Y",
    "alfa": "A", "alpha": "A", "bravo": "B", "charlie": "C", "delta": "D", "echo": "E", "foxtrot": "F", "golf": "G",
    "juliet": "J", "juliett": "J", "kilo": "K", "lima": "L", "oscar": "O", "papa": "P", "quebec": "Q", "romeo": "R",
    "sierra": "S", "tango": "T", "uniform": "U", "victor": "V", "whiskey": "W", "xray": "X", "yankee": "Y", "zulu": "Z",
}  # fmt: skip
_NATO_THAT_ARE_WORDS = frozenset(
    [
        "bravo",
        "charlie",
        "delta",
        "echo",
        "golf",
        "kilo",
        "lima",
        "oscar",
        "papa",
        "romeo",
        "uniform",
        "victor",
        "quebec",
        "sierra",
        "alfa",
        "alpha",
        "juliet",
        "cue",
        "kay",
        "jay",
        "bee",
        "tee",
    ]
)
_WEAK = {
    "a": "A", "ci": "C", "di": "D", "e": "E", "i": "I", "o": "O", "ti": "T", "u": "U", "vi": "V", "oh": "0", "ho": "O",
    "ex": "X", "ar": "R", "en": "N",
}  # fmt: skip
_SEPARATORS = frozenset(
    ["barra", "trattino", "slash", "dash", "stroke", "hyphen", "spazio", "meno", "sbarra", "lineetta"]
)
_FILLERS = frozenset(["eh", "ehm", "um", "uh", "er", "mm", "uhm", "poi", "allora", "aspetti", "and", "then", "ecco"])
_AS_IN = frozenset(["come", "for", "as", "like"])
_ZERO = frozenset(["oh", "nought", "naught", "nil"])
_SHIFTS = {"hundred": "00", "thousand": "000"}


@lru_cache(maxsize=20_000)
def piece(word: str) -> Piece | None:
    """What lower-case `word` can mean inside a spelled code, or None. Written digits count as number words."""
    number = value_of(word)
    if number is not None:
        return Piece(number, "n")
    if word in MULTIPLIERS:
        return Piece(str(MULTIPLIERS[word]), "x")
    if word in ("zeri", "zeros", "zeroes"):
        return Piece("0", "z")
    if word in _STRONG:
        return Piece(_STRONG[word], "l" if word in _NATO_THAT_ARE_WORDS else "L")
    if word in _WEAK:
        return Piece(_WEAK[word], "l")
    if len(word) == 1 and "a" <= word <= "z":
        return Piece(word.upper(), "L")
    if word in _SEPARATORS:
        return Piece("", "s")
    if word in _AS_IN:
        return Piece("", "c")
    return Piece("", "f") if word in _FILLERS else None


@lru_cache(maxsize=20_000)
def value_of(word: str) -> str | None:
    """The digits that a lower-case number word or a written number stands for: `duecentotre` -> "203"."""
    if word.isdecimal() and word.isascii():
        return word
    if word in _IT:
        return str(_IT[word])
    if word in _EN:
        return str(_EN[word])
    if word in _ZERO:
        return "0"
    if word in _SHIFTS:
        return _SHIFTS[word]
    head, thousand, tail = word.partition("mila")
    if thousand and head in _IT and (not tail or tail in _IT):
        return str(_IT[head] * 1000 + (_IT[tail] if tail else 0))
    if word.startswith("mille") and (word == "mille" or word[5:] in _IT):
        return str(1000 + (_IT[word[5:]] if word[5:] else 0))
    return None


def compose(values: list[str]) -> str:
    """Number words said one after the other as digits: a ten takes the unit after it, "hundred" closes a number.

    ``["40", "4", "0"]`` -> "440"; both "quarantaquattro" and "quaranta quattro" come out as "44".
    """
    out: list[str] = []
    ten_open = False
    for value in values:
        if ten_open and len(value) == 1 and value != "0":
            out[-1] = out[-1][0] + value
            ten_open = False
            continue
        ten_open = len(value) == 2 and value[1] == "0" and value[0] != "1"
        out.append(value)
    return "".join(out)
