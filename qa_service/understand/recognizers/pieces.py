"""Reads each token of a line as a part of a spelled or written code, in the light of its neighbours."""

import re

from qa_service.understand.recognizers.lexicon import cues
from qa_service.understand.recognizers.lines import Line
from qa_service.understand.recognizers.numerals import Piece, piece

_NOT_CODES = re.compile(
    r"""[€£$]\s?\d[\d.,]*                                                    # € 1.048,50
      | \d[\d.,]*\s?(?:€|£|\$|%|(?:euro|eur|cents?|pounds?|quid|dollars?|percent|gradi)\b)
      | (?<![\w/.-])\d{1,2}(?:[:.]|(?-i:h))\d{2}(?:[:.]\d{2})?(?![\w/-]|\.\d)     # 21:15
      | (?<![\w/.-])\d{1,2}[/.-]\d{1,2}(?:[/.-](?:19|20)?\d{2})?(?![\w/]|[.-]\d)  # 9/10, 14/08/1989
      | (?<![\w/.-])(?:19|20)\d{2}[/-](?:19|20)?\d{2}(?:-\d{2})?(?![\w/-])        # 2025/26, 2025-11-03
      | (?<![\w/-])\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?![\w/-])              # 12.500
      | (?<![\w/-])\d+[.,]\d{1,2}(?![\w/-]|[.,]\d)                              # 46.50
      | \b\d+(?:x\d+)+\b | \bh24\b | \b24/7\b | \b7/7\b | \b[ap]\.m\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MEASURE = re.compile(
    r"\d+(?:[kmgt]b|kg|g|gr|hg|c?m|mm|km|kwh?|w|mbps|gbps|k|x|h|pm|am|st|nd|rd|th|e|°|m?l|cl|min|s|px|v|hz|[gm]hz|p|ft"
    r"|in|lbs?|oz|yrs?|mq|mc|cc|cv|hp|ma|mah|g?bit|pax|mila|ish|euro|eur|a|b|c|d|f|r)",
    re.IGNORECASE,
)
_MARKS = frozenset(",-/._–—\\+…")
_AND = frozenset(("e", "a", "o", "i", "di", "ed", "and"))


def read(line: Line) -> list[Piece | None]:
    """The part of each token in a code; None where a code cannot go on."""
    if not line.has_digits and not any((part := piece(low)) and part.role in "nLx" for low in line.lows):
        return [None] * len(line)
    banned = [match.span() for match in _NOT_CODES.finditer(line.text)]
    parts: list[Piece | None] = []
    for at, word in enumerate(line.words):
        if banned and any(start <= line.starts[at] < end for start, end in banned):
            parts.append(None)
        elif word[0].isalnum():
            parts.append(_word(line, at))
        else:
            parts.append(Piece(word, "p") if _ties(line, at) else None)
    _spell_out(line, parts)
    for at in range(len(parts)):
        if _separates(line, parts, at):
            parts[at] = None
    return parts


def _word(line: Line, at: int) -> Piece | None:
    word = line.words[at]
    if word.isalpha():
        return None if _elided(line, at) else _letters(line, at)
    if not word.isascii():
        return None
    if word.isdecimal():
        return Piece(word, "d")
    tied = at > 0 and line.glued(at) and line.words[at - 1] in "-/"
    return Piece(word.upper(), "m") if tied or not _MEASURE.fullmatch(word) else None


def _letters(line: Line, at: int) -> Piece | None:
    """A word of letters: capitals in a text that has small letters too may be a written block."""
    word = line.words[at]
    known = piece(line.lows[at])
    if not (word.isupper() and line.cased and len(word) <= 5 and word.isascii()):
        return known
    if _leads_digits(line, at) or (len(word) == 1 and _beside_digits(line, at)):
        return Piece(word, "U")
    if len(word) == 1 or (known is not None and known.role in "nLl"):
        return known
    return Piece(word, "U") if word not in cues("runs", "acronyms") else None


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


def _beside_digits(line: Line, at: int) -> bool:
    """Whether a capital stands by written digits: `GX 418 T`, `20447-B`."""
    tied = at > 1 and line.words[at - 1] in "-/" and line.glued(at)
    before = line.words[at - 2] if tied else line.words[at - 1] if at else ""
    after = line.words[at + 1] if at + 1 < len(line) else ""
    return any(map(str.isdecimal, before)) or any(map(str.isdecimal, after))


def _ties(line: Line, at: int) -> bool:
    """Whether a mark may stand inside a code: a full stop only glued on both sides or in an ellipsis."""
    word = line.words[at]
    if word in "-–—" and not line.glued(at) and at + 1 < len(line) and not line.glued(at + 1):
        return False
    if word != ".":
        return word in _MARKS
    dots = "." in line.words[max(0, at - 1) : at] + line.words[at + 1 : at + 2]
    return dots or (line.glued(at) and at + 1 < len(line) and line.glued(at + 1))


def _spell_out(line: Line, parts: list[Piece | None]) -> None:
    """`A come Ancona`, `T for tango`, `K as in kilo`: the words after the letter belong to it and add nothing."""
    for at in range(len(parts) - 2):
        current, after = parts[at], parts[at + 1]
        if current is None or current.role not in "LlU" or after is None or after.role != "c":
            continue
        step = 3 if line.lows[at + 1] == "as" and line.lows[at + 2] == "in" else 2
        if at + step < len(parts) and line.words[at + step].isalpha() and len(line.words[at + step]) > 2:
            for inner in range(at + 1, at + step + 1):
                parts[inner] = Piece("", "w")


def _among_letters(parts: list[Piece | None], at: int) -> bool:
    """Whether letters are being spelled: two letter names among the last ten parts of the code."""
    letters = 0
    for part in reversed(parts[max(0, at - 10) : at]):
        if part is None:
            break
        letters += part.role == "L"
    return letters >= 2


def _separates(line: Line, parts: list[Piece | None], at: int) -> bool:
    """Whether a token ends one thing and begins another: `trenta e novanta`, a comma between written blocks."""
    part = parts[at]
    if part is None or part.role not in "lp" or not 0 < at < len(parts) - 1:
        return False
    before, after = parts[at - 1], parts[at + 1]
    if before is None or after is None:
        return False
    if line.lows[at] in _AND and not _among_letters(parts, at):
        around = [*parts[max(0, at - 2) : at], *parts[at + 1 : at + 3]]
        digitwise = all(near is not None and near.role == "n" and len(near.value) == 1 for near in around)
        return before.role == "n" and after.role == "n" and not digitwise
    return part.value == "," and (before.role in "dmU" or after.role in "dmU")
