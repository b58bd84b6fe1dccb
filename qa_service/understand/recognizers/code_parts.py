"""Reads each token of a line as a part of a spelled or written code, in the light of its neighbours."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from qa_service.understand.recognizers import not_codes
from qa_service.understand.recognizers.lexicon import cues, pairs
from qa_service.understand.recognizers.numerals import CodePart, code_part, value_of
from qa_service.understand.recognizers.text_line import TextLine

_MEASURE = re.compile(
    r"\d+(?:[kmgt]b|kg|g|gr|hg|c?m|mm|km|kwh?|w|mbps|gbps|k|x|h|pm|am|st|nd|rd|th|e|°|m?l|cl|min|s|px|v|hz|[gm]hz|p|ft"
    r"|in|lbs?|oz|yrs?|mq|mc|cc|cv|hp|ma|mah|g?bit|pax|mila|ish|euro|eur|a|b|c|d|f|r)",
    re.IGNORECASE,
)
_MARKS = frozenset(",-/._–—\\+…")
_STOPS = frozenset(".;:?!()")
_AND = frozenset(("e", "a", "o", "i", "di", "ed", "and"))
_LONGEST_SHARED_BLOCK = 4
_FEW = 3


def read(line: TextLine) -> list[CodePart | None]:
    """The part of each token in a code; None where a code cannot go on."""
    if not line.has_digits and not any((part := code_part(low)) and part.role in "nLx" for low in line.lows):
        return [None] * len(line)
    banned = _banned(line)
    parts = [None if at in banned else _part(line, at) for at in range(len(line))]
    _spell_out(line, parts)
    for at in range(len(parts)):
        if _separates(line, parts, at):
            parts[at] = None
    return parts


def _banned(line: TextLine) -> set[int]:
    """The tokens of written prices, times and dates."""
    return {
        at
        for start, end in (not_codes.spans(line.text) if line.has_digits or ".m" in line.text else ())
        for at in range(bisect_left(line.starts, start), bisect_left(line.starts, end))
    }


def _part(line: TextLine, at: int) -> CodePart | None:
    if line.words[at][0].isalnum():
        return _word(line, at)
    return CodePart(line.words[at], "p") if _ties(line, at) else None


def _word(line: TextLine, at: int) -> CodePart | None:
    word = line.words[at]
    if word.isalpha():
        return None if _elided(line, at) else _letters(line, at)
    if not word.isascii():
        return None
    if word.isdecimal():
        return CodePart(word, "d")
    tied = at > 0 and line.glued(at) and line.words[at - 1] in "-/"
    return CodePart(word.upper(), "m") if tied or not _MEASURE.fullmatch(word) else None


def _letters(line: TextLine, at: int) -> CodePart | None:
    """A word of letters: capitals in a text that has small letters too may be a written block."""
    word = line.words[at]
    part = code_part(line.lows[at])
    if not (word.isupper() and line.cased and len(word) <= 5 and word.isascii()):
        return part
    if _leads_digits(line, at) or (len(word) == 1 and _beside_digits(line, at)):
        return CodePart(word, "U")
    if len(word) == 1 or (part is not None and part.role in "nLl"):
        return part
    return CodePart(word, "U") if word not in cues("runs", "acronyms") else None


def _elided(line: TextLine, at: int) -> bool:
    """Whether a letter belongs to a contraction: `c'è`, `I'm`, `it's`."""
    if len(line.words[at]) > 2:
        return False
    before = at > 0 and line.words[at - 1] in "'’" and line.glued(at)
    after = at + 1 < len(line) and line.words[at + 1] in "'’" and line.glued(at + 1)
    return before or after


def _leads_digits(line: TextLine, at: int) -> bool:
    """Whether capitals are tied to digits by a hyphen or the like: `CF-20871`."""
    return (
        at + 2 < len(line)
        and line.words[at + 1] in "-/_"
        and line.glued(at + 1)
        and line.glued(at + 2)
        and any(map(str.isdecimal, line.words[at + 2]))
    )


def _beside_digits(line: TextLine, at: int) -> bool:
    """Whether a capital stands by written digits: `GX 418 T`, `20447-B`."""
    tied = at > 1 and line.words[at - 1] in "-/" and line.glued(at)
    before = line.words[at - 2] if tied else line.words[at - 1] if at else ""
    after = line.words[at + 1] if at + 1 < len(line) else ""
    return any(map(str.isdecimal, before)) or any(map(str.isdecimal, after))


def _ties(line: TextLine, at: int) -> bool:
    """Whether a mark may stand inside a code: a full stop glued on both sides, in an ellipsis, or between numbers."""
    word = line.words[at]
    if word in "-–—" and not line.glued(at) and at + 1 < len(line) and not line.glued(at + 1):
        return _between_numbers(line, at)
    if word != ".":
        return word in _MARKS or (word in _STOPS and _between_numbers(line, at))
    dots = "." in line.words[max(0, at - 1) : at] + line.words[at + 1 : at + 2]
    return dots or (line.glued(at) and at + 1 < len(line) and line.glued(at + 1)) or _between_numbers(line, at)


def _between_numbers(line: TextLine, at: int) -> bool:
    """Whether a mark stands between two numbers, as recognisers put it between dictated ones: `348. 611? e poi 92`.

    Between words it takes two on one side: `Sono otto. Quattro li ho persi` is no number.
    """
    back = _values(line, range(at - 1, max(-1, at - 1 - 2 * _FEW), -1))
    ahead = _values(line, range(at + 1, min(len(line), at + 1 + 2 * _FEW)))
    if not back or not ahead:
        return False
    return (back[0].isdecimal() and ahead[0].isdecimal()) or len(back) > 1 or len(ahead) > 1


def _values(line: TextLine, places: range) -> list[str]:
    """The first two words for numbers at `places`, up to a word that means something else."""
    words: list[str] = []
    for at in places:
        if value_of(line.lows[at]) is not None:
            words.append(line.lows[at])
        elif not _light(line, at) or len(words) > 1:
            break
    return words[:2]


def _light(line: TextLine, at: int) -> bool:
    """Whether a token adds nothing to a number: a mark, a word of no weight, `doppio`."""
    low = line.lows[at]
    return (
        low == "e"
        or low in _MARKS | _STOPS
        or low in cues("numerals", "fillers")
        or low in pairs("numerals", "multipliers")
    )


def _spell_out(line: TextLine, parts: list[CodePart | None]) -> None:
    """`A come Ancona`, `T for tango`, `K as in kilo`: the words after the letter belong to it and add nothing."""
    for at in range(len(parts) - 2):
        current, after = parts[at], parts[at + 1]
        if current is None or current.role not in "LlU" or after is None or after.role != "c":
            continue
        step = 3 if line.lows[at + 1] == "as" and line.lows[at + 2] == "in" else 2
        if at + step < len(parts) and line.words[at + step].isalpha() and len(line.words[at + step]) > 2:
            for inner in range(at + 1, at + step + 1):
                parts[inner] = CodePart("", "w")


def _among_letters(parts: list[CodePart | None], at: int) -> bool:
    """Whether letters are being spelled: two letter names among the last ten parts of the code."""
    letters = 0
    for part in reversed(parts[max(0, at - 10) : at]):
        if part is None:
            break
        letters += part.role == "L"
    return letters >= 2


def _separates(line: TextLine, parts: list[CodePart | None], at: int) -> bool:
    """Whether a token ends one thing and begins another: `trenta e novanta`, a comma between two written codes."""
    part = parts[at]
    if part is None or part.role not in "lp" or not 0 < at < len(parts) - 1:
        return False
    if line.lows[at] in _AND:
        capital = line.cased and line.words[at].isupper() and line.words[at - 1] not in _STOPS
        return not capital and not _among_letters(parts, at) and _ands(line, parts, at)
    before, after = parts[at - 1], parts[at + 1]
    if part.value != "," or before is None or after is None:
        return False
    if before.role in "dmU" and after.role == "n" and not _goes_on(parts, at + 1):  # `WL200417, quattro notti`
        return True
    capital = line.cased and (line.words[at - 1].isupper() or line.words[at + 1].isupper())
    return _two_codes(before, after, capital)


def _goes_on(parts: list[CodePart | None], at: int) -> bool:
    """Whether another number follows the one at token `at`."""
    return any(part is not None and part.role in "nd" for part in parts[at + 1 : at + 3])


def _ands(line: TextLine, parts: list[CodePart | None], at: int) -> bool:
    """Whether `e`, `o`, `a` between numbers parts them. An `e` in dictated ones says nothing and becomes a filler."""
    back, ahead = list(_numbers(line, parts, at, -1)), list(_numbers(line, parts, at, 1))
    if not back or not ahead:
        return False
    cents = len(back) == 1 and len(ahead) == 2 and ahead[0] == "0"  # `trentotto e zero tre`
    dictated = len(back) + len(ahead) > 2 and not cents
    if line.lows[at] == "e" and (dictated or line.lows[at + 1] in cues("numerals", "fillers")):
        parts[at] = CodePart("", "f")
        return False
    return not all(len(value) == 1 for value in back + ahead) or len(back) < 2 or len(ahead) < 2


def _numbers(line: TextLine, parts: list[CodePart | None], at: int, step: int) -> Iterator[str]:
    """The nearest three numbers on one side, past further `e`, up to the next comma that parts phrases."""
    place, count = at + step, 0
    while 0 <= place < len(parts) and abs(place - at) <= 2 * _FEW and count < _FEW:
        part = parts[place]
        if part is None or (count and part.value == ",") or not (part.role in "ndpfx" or line.lows[place] == "e"):
            return
        if part.role in "nd":
            count += 1
            yield part.value
        place += step


def _two_codes(before: CodePart, after: CodePart, capital: bool) -> bool:
    """Whether a comma stands between two things of their own: a long block with letters and any other (`NR3 1DT,
    WL200417`), or written digits and a letter, no `capital`, that may be a word (`4539, a volte`)."""
    for part, other in ((before, after), (after, before)):
        long = part.role in "mU" and len(part.value) > _LONGEST_SHARED_BLOCK and other.role in "dmUn"
        if long or (part.role in "dm" and other.role in "lLs" and not capital):
            return True
    return False
