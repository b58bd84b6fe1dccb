"""What can be seen of a token that may be part of a name: its shape, what the lists say, and what stands around it."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from qa_service.understand.recognizers import lexicon
from qa_service.understand.recognizers.text_line import TextLine

NameLists = Callable[[str], str]
"""What the lists say of a lower-case word: letters of `lexicon.given_name`, `surname` and `plainness` in a row."""

Tags = tuple[bool, bool]
"""Whether the token before, and the one before that, is part of a name."""

_ENDS = frozenset(".?!:;…")
_LONGEST_ROW = 200
"""Characters before or after a word beyond which its row is no signature."""


class LineContext(NamedTuple):
    """Where a line stands: whether the line before asks for a name, and whether it opens the interaction."""

    name_expected: bool
    opening: bool


@lru_cache(maxsize=50_000)
def shipped_lists(low: str) -> str:
    """What the shipped lists say of a word."""
    return lexicon.given_name(low) + lexicon.surname(low) + lexicon.plainness(low)


def line_contexts(lines: Sequence[TextLine]) -> list[LineContext]:
    """Where each line of an interaction stands."""
    asking = [any(low in lexicon.cues("names", "asks") for low in line.lows) for line in lines]
    return [LineContext(at > 0 and asking[at - 1], at < 2) for at in range(len(lines))]


def classes(line: TextLine, lists: NameLists) -> list[str]:
    """One short string a token: its shape and what the lists say of it; marks stand for themselves.

    Shapes: u any word of a line without capitals, else l small, T capital first, A all capitals, I a single capital.
    """
    return [_class(word, low, line.cased, lists) for word, low in zip(line.words, line.lows, strict=True)]


def _class(word: str, low: str, cased: bool, lists: NameLists) -> str:
    if not word[0].isalpha():
        return "9" if word[0].isdecimal() else word[0]
    if not cased:
        shape = "u"
    elif not word[0].isupper():
        shape = "l"
    else:
        shape = "I" if len(word) == 1 else "A" if word.isupper() else "T"
    return shape + lists(low)


def is_candidate(line: TextLine, kinds: Sequence[str], at: int) -> bool:
    """Whether a token can be (part of) a name at all; most tokens are dismissed here, which makes this cheap."""
    kind = kinds[at]
    if kind[0] in "TAI":
        return True
    if kind[0] == "u":
        return kind not in ("uo", "ur", "us") or (at > 0 and line.lows[at - 1] in lexicon.cues("names", "titles"))
    return kind[0] == "l" and len(kind) > 1 and kind != "ls" and kind[-1] not in "or"


def features(line: TextLine, kinds: Sequence[str], at: int, tags: Tags, context: LineContext) -> list[str]:
    """The names of the features that hold of a token."""
    kind, low, (tagged, tagged_second) = kinds[at], line.lows[at], tags
    shape = kind[0]
    before, before_kind = (line.lows[at - 1], kinds[at - 1]) if at else ("^", "^")
    after, after_kind = (line.lows[at + 1], kinds[at + 1]) if at + 1 < len(line) else ("$", "$")
    second = line.lows[at - 2] if at > 1 else "^"
    opens = at == 0 or line.words[at - 1] in _ENDS or not same_row(line, at)
    title = before in lexicon.cues("names", "titles")
    particle = low in lexicon.cues("names", "particles")
    names = [
        f"k={kind}", f"k={kind}|o{opens}", f"k={kind}|t{tagged}", f"t{tagged}|b={before_kind}|{shape}",
        f"a={after_kind}|{shape}|o{opens}", f"a={after_kind}|t{tagged}", f"w-1={before}", f"w-1={before}|{shape}",
        f"w-1={before}|{kind}", f"w+1={after}", f"w+1={after}|{shape}", f"w-2={second}", f"w-2={second} {before}",
        f"title{title}|{kind}", f"title{title}|{shape}", f"t-2{tagged_second}|{before}|{shape}",
        f"q{context.name_expected}|{kind}|{at < 2}", f"o{context.opening}|{kind}",
        f"o{context.opening}|{before}|{shape}",
        f"s={low[-3:]}|{shape}", f"s={low[-2:]}|{'o' in kind}", f"p{particle}|t{tagged}|{after_kind}",
        f"n={_bucket(len(line))}|{kind}",
    ]  # fmt: skip
    return [*names, f"row|{kind}", f"row|t{tagged}"] if _own_row(line, at) else names


def same_row(line: TextLine, at: int) -> bool:
    """Whether no new line begins between the token before and this one."""
    return (
        at == 0 or line.starts[at] - line.ends[at - 1] < 1 or "\n" not in line.text[line.ends[at - 1] : line.starts[at]]
    )


def _bucket(count: int) -> str:
    return "1" if count <= 2 else "3" if count <= 4 else "8" if count <= 9 else "+"


def _own_row(line: TextLine, at: int) -> bool:
    """Whether the row of a written message that holds the token is short and all in capitals: a signature, say."""
    start = line.text.rfind("\n", max(0, line.starts[at] - _LONGEST_ROW), line.starts[at]) + 1
    end = line.text.find("\n", line.ends[at], line.ends[at] + _LONGEST_ROW)
    if (start == 0 and line.starts[at] > _LONGEST_ROW) or (end < 0 and len(line.text) > line.ends[at] + _LONGEST_ROW):
        return False  # a long row
    row = line.text[start : end if end >= 0 else len(line.text)].split()
    in_rows = start > 0 or end >= 0  # a text in one row has none of its own
    return in_rows and len(row) <= 4 and all(word[0].isupper() or not word[0].isalpha() for word in row)
