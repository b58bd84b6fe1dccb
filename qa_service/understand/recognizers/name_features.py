"""What can be seen of a token that may be part of a name: its shape, what the lists say, and what stands around it."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from qa_service.understand.recognizers import lexicon
from qa_service.understand.recognizers.numerals import value_of
from qa_service.understand.recognizers.text_line import TextLine

NameLists = Callable[[str], str]
"""What the lists say of a lower-case word: letters of `lexicon.listed` and `plainness` in a row."""

Tags = tuple[bool, bool]
"""Whether the token before, and the one before that, is part of a name."""

_ENDS = frozenset(".?!:;…")
_LONGEST_SHORT_TITLE = 5
_SHORT_TURN = 4
_LONGEST_QUESTION = 14
_ASKED_LATELY = 9
_ANSWER = 5
"""Words that say something, from the beginning of an answer, among which a name that was asked for is looked for."""
_LONGEST_ROW = 200
"""Characters before or after a word beyond which its row is no signature."""


class LineContext(NamedTuple):
    """Where a line stands, and what the lines around it say.

    ``asked``: how the lines before ask for a name: ``s`` in so many words, ``w`` perhaps, ``n`` with a short turn
    between, "" not. ``opening``: whether the line is one of the first two. ``near``: the words of the two lines before
    and after. ``known``: words that are names elsewhere in the interaction. ``places``: how many words that say
    something stand before each token, where a name was asked for.
    """

    asked: str
    opening: bool
    near: tuple[frozenset[str], ...]
    known: frozenset[str]
    places: Sequence[int]


@lru_cache(maxsize=50_000)
def shipped_lists(low: str) -> str:
    """What the shipped lists say of a word."""
    return with_letters(low, lexicon.listed(low) + lexicon.plainness(low))


def never_known() -> frozenset[str]:
    """Words that say nothing of a name though they are part of one."""
    return lexicon.cues("names", "titles") | lexicon.cues("names", "particles")


def with_letters(low: str, lists: str) -> str:
    """What lists say of a word; where they say nothing, what its letters do."""
    return lists or lexicon.letters(low)


def line_contexts(lines: Sequence[TextLine]) -> list[LineContext]:
    """Where each line of an interaction stands."""
    asking = [_asks(line) for line in lines]
    words = [frozenset(low for low in line.lows if len(low) > 2) for line in lines]
    contexts = []
    for at, line in enumerate(lines):
        asked = asking[at - 1] if at else ""
        if not asked and at > 1 and asking[at - 2] == "s" and len(lines[at - 1]) <= _SHORT_TURN:
            asked = "n"
        near = tuple(words[max(0, at - 2) : at] + words[at + 1 : at + 3])
        contexts.append(LineContext(asked, at < 2, near, frozenset(), _places(line) if asked else ()))
    return contexts


def _asks(line: TextLine) -> str:
    """Whether a line asks for a name: ``s`` where its end does or it is short, ``w`` perhaps, else ""."""
    strong = lexicon.cues("names", "asks")
    last = next((at for at in range(len(line) - 1, -1, -1) if line.lows[at] in strong), None)
    if last is not None and (len(line) <= _LONGEST_QUESTION or len(line) - last <= _ASKED_LATELY):
        return "s"
    return "w" if last is not None or not lexicon.cues("names", "asks_perhaps").isdisjoint(line.lows) else ""


def _places(line: TextLine) -> list[int]:
    places, place = [], 0
    for low in line.lows:
        places.append(place)
        place += low[0].isalpha() and low not in lexicon.cues("names", "fillers")
    return places


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


def is_candidate(line: TextLine, kinds: Sequence[str], at: int, tags: Tags, context: LineContext) -> bool:
    """Whether a token can be (part of) a name at all; most tokens are dismissed here, which makes this cheap.

    A word that no list of names has must be unknown, or stand where names stand.
    """
    kind = kinds[at]
    if kind[0] in "TAI":
        return True
    low = line.lows[at]
    if low in lexicon.cues("names", "never") or (len(low) == 1 and low not in "do"):
        return False
    if kind[0] == "u" and "N" not in kind and "G" not in kind and value_of(low) is not None:
        return False
    if kind[0] == "u" and kind not in _PLAIN:
        return True
    if kind[0] not in "ul":
        return False
    if kind[0] == "l" and len(kind) > 1 and kind[-1] not in "orsp-":
        return True
    return (
        tags[0]
        or low in context.known
        or (bool(context.asked) and context.places[at] < _ANSWER)
        or introduced(line, at)
        or low in lexicon.cues("names", "particles")
    )


_PLAIN = frozenset(("uo", "ur", "us", "up", "upo", "upr", "ups"))


def introduced(line: TextLine, at: int) -> bool:
    """Whether the word before a token is one after which names stand: a title, `sono`, `surname`."""
    return titled(line, at) or (at > 0 and line.lows[at - 1] in lexicon.cues("names", "introduces"))


def titled(line: TextLine, at: int) -> bool:
    """Whether a title stands before a token, shortened and with its full stop maybe."""
    if at == 0:
        return False
    before = line.lows[at - 1]
    if before == "." and at > 1 and line.glued(at - 1):
        before = line.lows[at - 2]
        return len(before) <= _LONGEST_SHORT_TITLE and before in lexicon.cues("names", "titles")
    return before in lexicon.cues("names", "titles")


def features(line: TextLine, kinds: Sequence[str], at: int, tags: Tags, context: LineContext) -> list[str]:
    """The names of the features that hold of a token."""
    kind, low, (tagged, tagged_second) = kinds[at], line.lows[at], tags
    shape = kind[0]
    before, before_kind = (line.lows[at - 1], kinds[at - 1]) if at else ("^", "^")
    after, after_kind = (line.lows[at + 1], kinds[at + 1]) if at + 1 < len(line) else ("$", "$")
    second = line.lows[at - 2] if at > 1 else "^"
    third = line.lows[at + 2] if at + 2 < len(line) else "$"
    opens = at == 0 or line.words[at - 1] in _ENDS or not same_row(line, at)
    title = titled(line, at)
    particle = low in lexicon.cues("names", "particles")
    names = [
        f"k={kind}", f"k={kind}|o{opens}", f"k={kind}|t{tagged}", f"t{tagged}|b={before_kind}|{shape}",
        f"a={after_kind}|{shape}|o{opens}", f"a={after_kind}|t{tagged}", f"w-1={before}", f"w-1={before}|{shape}",
        f"w-1={before}|{kind}", f"w+1={after}", f"w+1={after}|{shape}", f"w-2={second}", f"w-2={second} {before}",
        f"title{title}|{kind}", f"title{title}|{shape}", f"t-2{tagged_second}|{before}|{shape}",
        f"o{context.opening}|{kind}", f"o{context.opening}|{before}|{shape}", f"w+1={after} {third}",
        f"s={low[-3:]}|{shape}", f"s={low[-2:]}|{'o' in kind}", f"p{particle}|t{tagged}|{after_kind}",
        f"n={_bucket(len(line))}|{kind}",
    ]  # fmt: skip
    if particle:
        names += [f"p={low}|{after_kind}", f"p={low}|{before}", f"p={low}|t{tagged}"]
    if context.asked:
        place = min(context.places[at], _ANSWER)
        asked = f"q{context.asked}|{place}"
        names += [f"{asked}|{kind}", f"{asked}|{kind}|{_bucket(len(line))}", f"{asked}|{kind[-1]}|t{tagged}",
                  f"q{context.asked}|w-1={before}"]  # fmt: skip
    if not before[0].isalpha() and before != "^":
        names.append(f"w-2={second}|{before}|{kind}")
    if any(low in words for words in context.near):
        names += [f"echo|{kind}", f"echo|{kind}|q{context.asked}"]
    if low in context.known:
        names += [f"known|{kind}", f"known|{before}|{shape}", f"known|{after}|{shape}", f"known|{opens}"]
    if _spelled_after(line, at):
        names += [f"spelled|{kind}", "spelled"]
    return [*names, f"row|{kind}", f"row|t{tagged}"] if _own_row(line, at) else names


def _spelled_after(line: TextLine, at: int) -> bool:
    """Whether single letters follow."""
    letters = lexicon.pairs("numerals", "letters")
    following = [low for low in line.lows[at + 1 : at + 5] if low != ","]
    return sum(low in letters or (len(low) == 1 and low.isalpha() and low not in "aeio") for low in following) >= 2


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
