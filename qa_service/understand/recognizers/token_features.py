"""What the token model sees of a token by itself and of its place; what stands around it the model sees itself."""

import zlib
from collections import Counter
from collections.abc import Sequence

from qa_service.understand.recognizers import lexicon
from qa_service.understand.recognizers.name_features import same_row
from qa_service.understand.recognizers.numerals import value_of
from qa_service.understand.recognizers.text_line import TextLine

SHAPES = "ulTAI9mx"
"""A word of a line without capitals, a small one, capital first, all capitals, one capital, digits, mixed, a mark."""
LISTS = "GNgnpors+-"
"""Letters of `lexicon.listed`, `lexicon.plainness` and `lexicon.letters`."""
SIGNS = ("number word", "letter name", "single letter", "digits 1", "2", "3", "4", "5", "6 to 8", "more")
OWN = len(SHAPES) + len(LISTS) + len(SIGNS)
PLACED = 8
"""Flags of `placed`."""
BUCKETS = 4096
"""Rows that words and runs of three letters are hashed into."""
_MOST_DIGITS = 9
_LONGEST = 30
_SHORT_WORD = 2
MOST_HASHES = 14
"""What is longer tells no more by its other runs."""


def listed(low: str) -> str:
    """What the shipped lists say of a lower-case word, and where they say nothing, what its letters do."""
    lists = lexicon.listed(low) + lexicon.plainness(low)
    return lists or lexicon.letters(low)


def shape(word: str, cased: bool) -> str:
    """One letter of `SHAPES`."""
    if not word[0].isalnum():
        return "x"
    if word.isdecimal():
        return "9"
    if not word.isalpha() and any(map(str.isdecimal, word)):
        return "m"
    if not cased:
        return "u"
    if not word[0].isupper():
        return "l"
    return "I" if len(word) == 1 else "A" if word.isupper() else "T"


def own(word: str, cased: bool, lists: str) -> list[int]:
    """The numbers of the flags, below `OWN`, that hold of a token whatever stands around it."""
    low, kind = word.lower(), shape(word, cased)
    flags = [SHAPES.index(kind), *(len(SHAPES) + LISTS.index(letter) for letter in lists)]
    first = len(SHAPES) + len(LISTS)
    if kind == "9":
        flags.append(first + 3 + _digits_class(len(word)))
    elif kind != "x":
        flags += [first] * (value_of(low) is not None)
        flags += [first + 1] * (low in lexicon.pairs("numerals", "letters"))
        flags += [first + 2] * (len(low) == 1)
    return flags


def _digits_class(count: int) -> int:
    return count - 1 if count <= 5 else 5 if count < _MOST_DIGITS else 6


def hashes(low: str) -> list[int]:
    """The rows, below `BUCKETS`, of a word and of its runs of three letters; digits are all one."""
    shown = "".join("0" if letter.isdecimal() else letter for letter in low[:_LONGEST])
    marked = f"^{shown}$"
    pieces = [f"={shown}", *(marked[at : at + 3] for at in range(max(1, len(marked) - 2)))]
    return [zlib.crc32(piece.encode()) % BUCKETS for piece in pieces[:MOST_HASHES]]


def placed(lines: Sequence[TextLine]) -> list[list[list[int]]]:
    """The numbers of the flags, below `PLACED`, of each token of each line: where it stands, and whether other lines
    say the same word."""
    spread = Counter(low for line in lines for low in set(line.lows))
    return [[_placed(line, at, spread[line.lows[at]] > 1) for at in range(len(line))] for line in lines]


def _placed(line: TextLine, at: int, again: bool) -> list[int]:
    flags = [0] * line.glued(at) + [1] * (at == 0) + [2] * (at + 1 == len(line)) + [3] * (not same_row(line, at))
    if again and len(line.lows[at]) > _SHORT_WORD:
        flags.append(5 if lexicon.plainness(line.lows[at]) in ("o", "r") else 4)
    return flags + [6] * line.cased + [7] * (len(line) <= 4)
