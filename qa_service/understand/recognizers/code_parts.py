"""Reads each token of a line as a part of a spelled or written code, in the light of its neighbours."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from qa_service.understand.recognizers import not_codes
from qa_service.understand.recognizers.dates import MONTHS
from qa_service.understand.recognizers.lexicon import cues, ordinary, pairs
from qa_service.understand.recognizers.numerals import CodePart, code_part, value_of
from qa_service.understand.recognizers.text_line import TextLine

_MEASURE = re.compile(
    r"\d+(?:[kmgt]b|kg|gr|hg|c?m|mm|km|kwh?|mbps|gbps|pm|am|st|nd|rd|th|°|ml|cl|min|px|hz|[gm]hz|ft"
    r"|in|lbs?|oz|yrs?|mq|mc|cc|cv|hp|ma|mah|g?bit|pax|mila|ish|euro|eur)|\d{1,5}[abcdefghklprsvwx]",
    re.IGNORECASE,
)
_MARKS = frozenset(",-/._–—\\+…")
_STOPS = frozenset(".;:?!()")
_AND = frozenset(("e", "a", "o", "i", "di", "ed", "and"))
_VOWELS = frozenset("aeiouyàèéìòù")
_LONGEST_SHARED_BLOCK = 4
_LONGEST_TIED_BLOCK = 10
_LONGEST_TUCKED_BLOCK = 3
_LEAST_NAMES = 2
_MOST_BETWEEN = 3
_MOST_COUNTED = 7
_FEW = 3


def read(line: TextLine, greedy: bool = False) -> list[CodePart | None]:
    """The part of each token in a code; None where a code cannot go on. `greedy`: as where a code is asked for, a word
    that is a letter as well is one, and so are a few letters that are no word."""
    if not greedy and not line.has_digits and not any(map(_begins_a_code, line.lows)):
        return [None] * len(line)
    banned = _banned(line)
    parts = [None if at in banned else _part(line, at) for at in range(len(line))]
    if greedy:
        _take_blocks(line, parts)
    _read_said_marks(line, parts)
    _spell_by_names(line, parts)
    _spell_out(line, parts)
    _repeat_zeros(line, parts)
    for at in range(len(parts)):
        if not (greedy and line.lows[at] in _AND) and _separates(line, parts, at):
            parts[at] = None
    return parts


def _begins_a_code(low: str) -> bool:
    part = code_part(low)
    return (part is not None and part.role in "nLx") or low in cues("numerals", "spelling_names")


def _take_blocks(line: TextLine, parts: list[CodePart | None]) -> None:
    """`jk`, `rss mra`: a few letters that are no word."""
    for at, (word, low) in enumerate(zip(line.words, line.lows, strict=True)):
        letters = word.isalpha() and word.isascii() and 1 < len(word) <= _LONGEST_SHARED_BLOCK
        if parts[at] is None and letters and not word.istitle() and not _means_something(low):
            parts[at] = CodePart(low.upper(), "U")


@cache
def _sounds() -> frozenset[str]:
    return cues("codes", "nods") | cues("codes", "asides") | cues("numerals", "fillers") | cues("codes", "chat")


def _means_something(low: str) -> bool:
    """Whether a few letters are a word, a sound, an abbreviation; the list of plain words has some without a vowel."""
    word = ordinary(low) and not _VOWELS.isdisjoint(low)
    return word or low in _sounds() or low.upper() in cues("runs", "acronyms")


def _read_said_marks(line: TextLine, parts: list[CodePart | None]) -> None:
    """`tre quattro otto virgola sei uno uno`, `zero sei punto otto otto punto uno due`: marks said between dictated
    digits. One alone needs three numbers on either side, or it is a decimal point."""
    places = [at for at in range(1, len(parts) - 1) if line.lows[at] in cues("numerals", "said_marks")]
    sides = {at: (_number_count(parts, at, -1), _number_count(parts, at, 1)) for at in places}
    for at in places:
        before, after = sides[at]
        again = any(at + step * (sides[at][step > 0] + 1) in sides for step in (-1, 1))
        if before and after and (again or (before >= _FEW <= after)):
            parts[at] = CodePart("", "f")


def _number_count(parts: list[CodePart | None], at: int, step: int) -> int:
    """How many numbers stand right before or after token `at`, at most seven."""
    count = 0
    while count < _MOST_COUNTED and 0 <= at + step < len(parts):
        at += step
        part = parts[at]
        if part is None or part.role not in "ndx":
            break
        count += 1
    return count


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
        return None if line.elided(at) else _letters(line, at)
    if not word.isascii():
        return None
    if word.isdecimal():
        return CodePart(word, "d")
    tied = at > 0 and line.glued(at) and line.words[at - 1] in "-/"
    return CodePart(word.upper(), "m") if tied or not _MEASURE.fullmatch(word) else None


def _letters(line: TextLine, at: int) -> CodePart | None:
    """A word of letters: capitals in a text that has small letters too may be a written block."""
    word = line.words[at]
    part = _one_of_a_million(line, at) or code_part(line.lows[at]) or _tucked_in(line, at)
    if not (word.isupper() and line.cased and len(word) <= 5 and word.isascii()):
        return part
    if _leads_digits(line, at) or (len(word) == 1 and not _pronoun(line, at) and _beside_digits(line, at)):
        return CodePart(word, "U")
    if len(word) == 1 or (part is not None and part.role in "nLl"):
        return part
    if len(word) > 2 and ordinary(line.lows[at]) and _followed_by_word(line, at):
        return None
    return CodePart(word, "U") if word not in cues("runs", "acronyms") else None


def _one_of_a_million(line: TextLine, at: int) -> CodePart | None:
    """The `un` of `un milione`: elsewhere it is an article."""
    millions = line.lows[at] == "un" and line.lows[at + 1 : at + 2] == ["milione"]
    return CodePart("1", "n") if millions else None


def _followed_by_word(line: TextLine, at: int) -> bool:
    """Whether a word in small letters comes next, and no hyphen ties this one: `0161 496 0318 NOT at work`."""
    tied = at > 0 and line.glued(at) and line.words[at - 1] in "-/_"
    after = line.words[at + 1] if at + 1 < len(line) else ""
    return not tied and after.isalpha() and after.islower() and len(after) > 1


def _pronoun(line: TextLine, at: int) -> bool:
    """Whether a capital is the English `I` before a word."""
    return line.words[at] == "I" and at + 1 < len(line) and line.words[at + 1].islower() and len(line.words[at + 1]) > 1


def _tucked_in(line: TextLine, at: int) -> CodePart | None:
    """Two or three letters that are no word, between digits: `99 aa 10`."""
    low = line.lows[at]
    if not 1 < len(low) <= _LONGEST_TUCKED_BLOCK or not low.isascii() or not 0 < at < len(line) - 1:
        return None
    if not (line.lows[at - 1].isdecimal() and line.lows[at + 1].isdecimal()) or _MEASURE.fullmatch(f"1{low}"):
        return None
    known = ordinary(low) or low in cues("cards", "expiry") or low.upper() in cues("runs", "acronyms")
    return None if known else CodePart(low.upper(), "m")


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


def _spell_by_names(line: TextLine, parts: list[CodePart | None]) -> None:
    """`Palermo Savona Milano ottantaquattro`: names of the spelling alphabets are letters among other parts of a code.

    One alone must stand between two such parts, two or more beside one, since each is a word as well.
    """
    at = 0
    while at < len(parts):
        end = at
        while end < len(parts) and _is_spelling_name(line.lows[end]):
            end += 1
        if end > at and _spells(line, parts, at, end):
            letters = pairs("numerals", "letters")
            parts[at:end] = [CodePart(letters.get(low, low[0].upper()), "L") for low in line.lows[at:end]]
        at = max(end, at + 1)


def _is_spelling_name(low: str) -> bool:
    return low in cues("numerals", "spelling_names") or low in cues("numerals", "letters_that_are_words")


def _spells(line: TextLine, parts: list[CodePart | None], first: int, end: int) -> bool:
    """Whether the names `first` up to `end` stand for letters."""
    beside = _code_beside(parts, first, -1) + _code_beside(parts, end - 1, 1)
    if line.lows[first] in MONTHS and end - first < _LEAST_NAMES:
        return False
    ends = end - first >= _LEAST_NAMES and not any(word[0].isalnum() for word in line.words[end : end + 2])
    return ends or beside == 2 or (end - first >= _LEAST_NAMES and beside == 1) or end - first > 2 * _LEAST_NAMES


def _code_beside(parts: list[CodePart | None], at: int, step: int) -> int:
    """1 where a number or a letter that means nothing else stands right before or after token `at`, 0 elsewhere."""
    for place in range(at + step, at + step * _MOST_BETWEEN, step):
        part = parts[place] if 0 <= place < len(parts) else None
        if part is None or part.role not in "pf":
            return int(part is not None and part.role in "ndLmx")
    return 0


def _repeat_zeros(line: TextLine, parts: list[CodePart | None]) -> None:
    """`cinque volte zero`, `three times zero`: as many zeros."""
    for at in range(1, len(parts) - 1):
        before, after = parts[at - 1], parts[at + 1]
        if (
            line.lows[at] in cues("numerals", "times")
            and before
            and before.role in "nd"
            and after
            and after.value == "0"
        ):
            parts[at : at + 2] = [CodePart("", "w"), CodePart("0", "z")]


def _spell_out(line: TextLine, parts: list[CodePart | None]) -> None:
    """`A come Ancona`, `T for tango`, `K as in kilo`: the words after the letter belong to it and add nothing."""
    for at in range(len(parts) - 2):
        current, after = parts[at], parts[at + 1]
        if current is None or current.role not in "LlU" or not (_as_in(after) or _of_a_name(line, at + 1)):
            continue
        step = 3 if line.lows[at + 1] == "as" and line.lows[at + 2] == "in" else 2
        if at + step < len(parts) and line.words[at + step].isalpha() and len(line.words[at + step]) > 2:
            for inner in range(at + 1, at + step + 1):
                parts[inner] = CodePart("", "w")
        if line.lows[at + step : at + step + 3] == ["x", "-", "ray"]:
            parts[at + 1 : at + step + 3] = [CodePart("", "w")] * (step + 2)


def _as_in(part: CodePart | None) -> bool:
    return part is not None and part.role == "c"


def _of_a_name(line: TextLine, at: int) -> bool:
    """`di Napoli` after a letter."""
    return line.lows[at] in ("di", "da", "of") and line.lows[at + 1] in cues("numerals", "spelling_names")


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
        if at > 1 and parts[at - 1] and _after_country(line, parts, at):
            return False
        capital = line.cased and line.words[at].isupper() and line.words[at - 1] not in _STOPS
        return not capital and not _among_letters(parts, at) and _ands(line, parts, at)
    before, after = parts[at - 1], parts[at + 1]
    if part.value != "," or before is None or after is None:
        return False
    if before.role in "dmU" and after.role == "n" and not _goes_on(parts, at + 1):  # `WL200417, quattro notti`
        return True
    capital = line.cased and (line.words[at - 1].isupper() or line.words[at + 1].isupper())
    return _two_codes(before, after, capital)


def _after_country(line: TextLine, parts: list[CodePart | None], at: int) -> bool:
    """`it ventidue a zero tre`: the letter after the check digits of an IBAN."""
    place = at - 1
    while place > max(0, at - 4) and (part := parts[place]) is not None and part.role in "nd":
        place -= 1
    return place < at - 1 and line.lows[place] in ("it", "italia", "sm")


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
        if part.role == "m" and len(part.value) > _LONGEST_TIED_BLOCK:
            return True
        long = part.role in "mU" and len(part.value) > _LONGEST_SHARED_BLOCK and other.role in "dmUn"
        if long or (part.role in "dm" and other.role in "lLs" and not capital):
            return True
    return False
