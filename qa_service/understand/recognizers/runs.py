"""Stretches of a turn that spell a number or a code, written or spoken, and what they decode to.

`tre quattro sette, doppio zero`, `erre esse esse`, `B for Bravo`, `GX-71102` and `327 55 90 114` are all runs. Which run
is personal data, and of which type, is for `codes` to say.
"""

import re
from dataclasses import dataclass

from qa_service.understand.recognizers.lines import Line
from qa_service.understand.recognizers.numerals import Piece, compose, piece

_NOT_CODES = re.compile(
    r"""[€£$]\s?\d[\d.,]*                                             # € 1.048,50
      | \d[\d.,]*\s?(?:€|£|\$|%|(?:euro|eur|cent|cents|pounds?|quid|dollars?|percent|gradi)\b)
      | (?<![\w/.-])\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?![\w/-]|\.\d)       # 21:15
      | (?<![\w/.-])\d{1,2}[/.-]\d{1,2}(?:[/.-](?:19|20)?\d{2})?(?![\w/]|[.-]\d)   # 9/10, 14/08/1989
      | (?<![\w/.-])(?:19|20)\d{2}[/-](?:19|20)?\d{2}(?:-\d{2})?(?![\w/-])  # 2025/26, 2021-2025, 2025-11-03
      | (?<![\w/-])\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?![\w/-])       # 12.500
      | (?<![\w/-])\d+[.,]\d{1,2}(?![\w/-]|[.,]\d)                       # 46.50
      | \bh24\b | \b24/7\b | \b7/7\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MEASURE = re.compile(
    r"\d+(?:[kmgt]b|kg|g|gr|hg|c?m|mm|km|kwh?|w|mbps|gbps|k|x|h|pm|am|st|nd|rd|th|e|°|m?l|cl|min|s|px|v|hz|[gm]hz|p|ft"
    r"|in|lbs?|oz|yrs?|mq|mc|cc|cv|hp|ma|mah|g?bit|pax|mila|ish|euro|eur|a|b|c|d|f|r)",
    re.IGNORECASE,
)
ACRONYMS = frozenset(
    [
        "ADSL",
        "HTTP",
        "HTTPS",
        "HTML",
        "CAPTCHA",
        "FTTH",
        "FTTC",
        "IVA",
        "SMS",
        "USB",
        "PDF",
        "PIN",
        "PUK",
        "SIM",
        "CAP",
        "SPA",
        "SRL",
        "IBAN",
        "POD",
        "PDR",
        "VAT",
        "ASL",
        "CUP",
        "CAF",
        "ISEE",
        "TV",
        "PC",
        "DVD",
        "GPS",
        "LED",
        "LCD",
        "OTP",
        "URL",
        "VPN",
        "WIFI",
        "CRM",
        "IVR",
        "DNS",
        "SSD",
        "HDMI",
        "SPID",
        "PEC",
        "INPS",
        "IMU",
        "TARI",
        "UK",
        "US",
        "USA",
        "EU",
        "IT",
        "EN",
        "ITALIA",
        "OK",
        "NO",
        "SI",
        "AM",
        "PM",
        "GB",
        "MB",
        "KB",
        "TB",
        "KG",
        "KM",
        "CM",
        "MM",
        "HD",
        "UTC",
        "GMT",
        "CET",
        "BST",
        "PS",
        "RE",
        "FW",
        "CC",
        "TAN",
        "PAN",
        "RC",
        "RCA",
        "ANPR",
        "APP",
        "FAQ",
        "ID",
        "CF",
        "PR",
        "IP",
        "AI",
    ]
)
_GLUE = frozenset(",-/._–—\\+…")


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `first` to `last` of a line decode to `code` (digits and capital letters).

    `groups` counts the number words, letters and written blocks said, `singles` the digits said one by one; `spoken`
    is false when all of it is written; `joined` is true when written blocks touch or are tied by a mark, as in
    GX-71102, or spoken ones by a word (`barra`).
    """

    first: int
    last: int
    code: str
    groups: int
    singles: int
    spoken: bool
    joined: bool

    @property
    def digits(self) -> int:
        """How many characters of the code are digits."""
        return sum(character.isdecimal() for character in self.code)

    @property
    def letters(self) -> int:
        """How many are letters."""
        return len(self.code) - self.digits


def find(line: Line) -> list[Run]:
    """All runs of a line, left to right, single numbers included."""
    pieces = _pieces(line)
    runs: list[Run] = []
    at = 0
    while at < len(pieces):
        if pieces[at] is None:
            at += 1
            continue
        end = at
        while end + 1 < len(pieces) and pieces[end + 1] is not None:
            end += 1
        run = _trim(line, pieces, at, end)
        if run is not None:
            runs.append(run)
        at = end + 1
    return runs


def _pieces(line: Line) -> list[Piece | None]:
    """The part of each token in a code; None breaks a run."""
    banned = [match.span() for match in _NOT_CODES.finditer(line.text)] if any(map(str.isdecimal, line.text)) else []
    pieces: list[Piece | None] = []
    for at, word in enumerate(line.words):
        if banned and any(start <= line.starts[at] < end for start, end in banned):
            pieces.append(None)
        elif not word[0].isalnum():
            pieces.append(Piece(word, "p") if _ties(line, at) else None)
        else:
            pieces.append(_word_piece(line, at))
    _spell_out(line, pieces)
    for at in range(len(pieces)):
        if _parts(line, pieces, at):
            pieces[at] = None
    return pieces


def _parts(line: Line, pieces: list[Piece | None], at: int) -> bool:
    """Whether a token ends one thing and begins another: `trenta e novanta`, a comma between written blocks."""
    part = pieces[at]
    if part is None or part.role not in "lp" or not 0 < at < len(pieces) - 1:
        return False
    before, after = pieces[at - 1], pieces[at + 1]
    if before is None or after is None:
        return False
    if line.lows[at] in _AND:
        around = [*pieces[max(0, at - 2) : at], *pieces[at + 1 : at + 3]]
        numbers = before.role == "n" and after.role == "n"
        return numbers and not all(p is not None and p.role == "n" and len(p.value) == 1 for p in around)
    if part.value == ",":
        return before.role in "dmU" or after.role in "dmU"
    return False


_AND = frozenset(("e", "a", "o", "i", "di", "ed", "and"))


def _ties(line: Line, at: int) -> bool:
    """Whether a mark may stand inside a code: a full stop only glued on both sides or in an ellipsis."""
    word = line.words[at]
    if word in "-–—" and not line.glued(at) and at + 1 < len(line) and not line.glued(at + 1):
        return False
    if word == ".":
        neighbours = line.words[max(0, at - 1) : at] + line.words[at + 1 : at + 2]
        return "." in neighbours or (line.glued(at) and at + 1 < len(line) and line.glued(at + 1))
    return word in _GLUE


def _word_piece(line: Line, at: int) -> Piece | None:
    word, low = line.words[at], line.lows[at]
    if word.isalpha():
        if _elided(line, at):
            return None
        known = piece(low)
        if not (word.isupper() and line.cased and len(word) <= 5 and word.isascii()):
            return known
        if _leads_digits(line, at):
            return Piece(word, "U")
        if word in "IAEO" or (known is not None and known.role in "nLl" and len(word) > 1):
            return known
        return Piece(word, "U") if word not in ACRONYMS else None
    if word.isdecimal():
        return Piece(word, "d") if word.isascii() else None
    if _MEASURE.fullmatch(word) and not (at and line.glued(at) and line.words[at - 1] in "-/"):
        return None
    return Piece(word.upper(), "m") if word.isascii() else None


def _elided(line: Line, at: int) -> bool:
    """Whether a letter belongs to a contraction: `c'è`, `I'm`, `it's`."""
    if len(line.words[at]) > 2:
        return False
    before = at > 0 and line.words[at - 1] in "'’" and line.glued(at)
    after = at + 1 < len(line) and line.words[at + 1] in "'’" and line.glued(at + 1)
    return before or after


def _leads_digits(line: Line, at: int) -> bool:
    """Whether capitals are tied to digits by a hyphen or the like: `CF-20871`."""
    return (
        at + 2 < len(line)
        and line.words[at + 1] in "-/_"
        and line.glued(at + 1)
        and line.glued(at + 2)
        and any(map(str.isdecimal, line.words[at + 2]))
    )


def _spell_out(line: Line, pieces: list[Piece | None]) -> None:
    """`A come Ancona`, `T for tango`, `K as in kilo`: the words after the letter belong to it and add nothing."""
    for at in range(len(pieces) - 2):
        current, after = pieces[at], pieces[at + 1]
        if current is None or current.role not in "LlU" or after is None or after.role != "c":
            continue
        step = 3 if line.lows[at + 1] == "as" and line.lows[at + 2] == "in" else 2
        if at + step < len(pieces) and line.words[at + step].isalpha() and len(line.words[at + step]) > 2:
            for inner in range(at + 1, at + step + 1):
                pieces[inner] = Piece("", "w")


def _trim(line: Line, pieces: list[Piece | None], first: int, last: int) -> Run | None:
    """The run without what only surrounds it."""
    roles = [part.role if part is not None else "" for part in pieces]
    core = [at for at in range(first, last + 1) if roles[at] in "nLUdm"]
    if not core:
        return None
    start, end = core[0], core[-1]
    while end + 1 <= last and roles[end + 1] in "wz":
        end += 1
    if start > first and roles[start - 1] == "x":
        start -= 1
    start, end = _weak_front(line, roles, first, start), _weak_back(line, roles, end, last)
    parts = [part for part in pieces[start : end + 1] if part is not None]
    spoken = any(part.role in "nLlxz" for part in parts)
    marks = [at for at in range(start + 1, end + 1) if line.words[at] in "-/_." and line.glued(at)]
    groups = sum(part.role in "nLlUdm" for part in parts)
    singles = sum(part.role == "x" or (part.role == "n" and len(part.value) == 1) for part in parts)
    joined = any(part.role == "s" for part in parts) if spoken else bool(marks) or start == end
    return Run(start, end, _decode(parts), groups, singles, spoken, joined)


def _weak_front(line: Line, roles: list[str], first: int, start: int) -> int:
    """Letters that are also words open a code only in twos, or at the beginning of what is said."""
    weak = start
    while weak > first and roles[weak - 1] == "l":
        weak -= 1
    opens = weak == 0 or not line.words[weak - 1][0].isalnum() or line.lows[weak - 1] in _BEFORE_CODES
    return weak if start - weak >= 2 or (start - weak == 1 and opens) else start


_BEFORE_CODES = frozenset(
    [
        "è",
        "é",
        "sono",
        "numero",
        "codice",
        "targa",
        "ref",
        "number",
        "code",
        "is",
        "its",
        "it's",
        "con",
        "la",
        "lettera",
        "reference",
    ]
)


def _weak_back(line: Line, roles: list[str], end: int, last: int) -> int:
    """Likewise at the close: only where nothing is said after it."""
    weak = end
    while weak < last and roles[weak + 1] == "l":
        weak += 1
    closes = weak + 1 >= len(line) or not line.words[weak + 1][0].isalnum()
    return weak if weak > end and closes else end


def _decode(parts: list[Piece]) -> str:
    """Digits and capital letters of a run; `double` and `five zeros` are written out."""
    out: list[str] = []
    numbers: list[str] = []
    times = 1
    for part in parts:
        if part.role == "x":
            times = int(part.value)
            continue
        if part.role == "z" and numbers and numbers[-1].isdecimal():
            count = min(int(numbers.pop()), 20)
            numbers.append("0" * count)
            continue
        if part.role in "nd":
            numbers.append(part.value * times)
        elif part.role in "LlUm":
            out += [compose(numbers), part.value * times]
            numbers = []
        times = 1 if part.role not in "pf" else times
    return "".join([*out, compose(numbers)])
