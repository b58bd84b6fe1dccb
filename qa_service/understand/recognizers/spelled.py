"""Names and codes spelled letter by letter: `acca come hotel, o, ics`, `p for papa`, `Bologna Torino`, `enne di
Napoli`.

A letter with its word (`emme come Milano`) proves a spelling. Bare letters do where four stand together, where a
turn or
the question before it speaks of letters, and where what they make up is said as a word elsewhere: `tien`, `t i e n`.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from qa_service.understand.recognizers import quantities
from qa_service.understand.recognizers.lexicon import cues, ordinary, words
from qa_service.understand.recognizers.numerals import code_part, value_of
from qa_service.understand.recognizers.text_line import Hit, TextLine

SCORE = 0.62
_TALK = "talk_words.txt"
_LEAST_ALONE = 4
_SHORTEST = 3
_MOST_WEAK = 2
_LONGEST_ANSWER = 40
_MOST_GLUE = 2
_WEAK_PAIR, _PAIR = 1, 3
_LONGEST_WORD = 15
_LONGEST_DOUBLE = 2
_MARKS = frozenset(",-.;:/_'’")
_DOUBLES = frozenset(("doppia", "doppio", "double"))
_LONG = {"lunga": "J", "greca": "Y", "greco": "Y", "grego": "Y", "corta": "I"}


class SpelledLetter(NamedTuple):
    """Tokens `first` to `last` stand for `letters`; `weight` 3: with its word, 1: a letter and nothing else, 0: it
    may be
    a word; `named` where it is a word of an alphabet (`tango`, `Torino`)."""

    first: int
    last: int
    letters: str
    weight: int
    named: bool = False


class Spelling(NamedTuple):
    """The letters of one stretch, and what they make up."""

    letters: tuple[SpelledLetter, ...]

    @property
    def first(self) -> int:
        """The first token."""
        return self.letters[0].first

    @property
    def last(self) -> int:
        """The last token."""
        return self.letters[-1].last

    @property
    def text(self) -> str:
        """What is spelled, in lower case."""
        return "".join(letter.letters for letter in self.letters).lower()


def find(line: TextLine, expected: bool, elsewhere: frozenset[str]) -> list[Spelling]:
    """The spellings of a line. `expected`: an earlier turn asked for a name, a spelling or a code; `elsewhere`: the
    words of
    the conversation that may be what is spelled."""
    if not any(_value(low)[1] or low in cues("spelling", "code_words") for low in set(line.lows)):
        return []
    expected = expected or not cues("spelling", "asked").isdisjoint(line.lows)
    expected = expected and len(line) <= _LONGEST_ANSWER
    return [
        part for spelling in _stretches(line) for part in [_trimmed(spelling)] if _spells(part, expected, elsewhere)
    ]


def hits(line: TextLine, spellings: Sequence[Spelling]) -> list[Hit]:
    """What hides them, with the digits that are said right before and after."""
    found = [line.hit(*_with_digits(line, spelling.first, spelling.last), "PERSON", SCORE) for spelling in spellings]
    return found + _apostrophes(line, spellings)


def _apostrophes(line: TextLine, spellings: Sequence[Spelling]) -> list[Hit]:
    """`di apostrofo ambrosio`, `d come domodossola apostrofo amico`: a letter, the mark by its name, and what
    follows."""
    starts = {spelling.last: spelling.first for spelling in spellings}
    return [
        line.hit(starts.get(at - 1, at - 1), at + 1, "PERSON", SCORE)
        for at, low in enumerate(line.lows)
        if low in ("apostrofo", "apostrophe") and 0 < at < len(line) - 1
        if at - 1 in starts or _value(line.lows[at - 1])[0]
        if len(line.lows[at + 1]) > 2 and line.lows[at + 1].isalpha() and line.lows[at + 1] not in words(_TALK)
    ]


def _with_digits(line: TextLine, first: int, last: int) -> tuple[int, int]:
    while first > 0 and _is_digit(line, first - 1):
        first -= 1
    while last + 1 < len(line) and _is_digit(line, last + 1):
        last += 1
    return first, last


def _is_digit(line: TextLine, at: int) -> bool:
    value = value_of(line.lows[at])
    return value is not None and len(value) <= 2 and not quantities.measured(line, at)


def _spells(spelling: Spelling, expected: bool, elsewhere: frozenset[str]) -> bool:
    """Whether letters that stand together spell something."""
    letters, text = spelling.letters, spelling.text
    if not letters or not cues("spelling", "acronyms").isdisjoint((text, text[:-1], text[1:])):
        return False
    sure = sum(letter.weight > 0 for letter in letters)
    if any(letter.weight >= _PAIR for letter in letters):
        return True
    if len(text) >= _SHORTEST and sure and text in elsewhere and (expected or not ordinary(text)):
        return True
    if _successive(letters):
        return False
    named = sum(a.named and b.named for a, b in pairwise(letters))
    if expected:
        return sure >= 2 or (sure > 0 and len(letters) >= _SHORTEST) or named > 0
    return (sure >= 2 and len(letters) >= _LEAST_ALONE and not ordinary(text)) or named >= 2


def _successive(letters: Sequence[SpelledLetter]) -> bool:
    """`C, D, E, F` and `B o D`: a list."""
    if len(letters) == 3 and letters[1].letters == "O" and not (letters[1].weight or letters[1].named):
        return letters[2].first - letters[0].last == 2
    return len(letters) > 2 and all(ord(b.letters[0]) - ord(a.letters[0]) == 1 for a, b in pairwise(letters))


def _trimmed(spelling: Spelling) -> Spelling:
    """Without more than two weak letters at either end: `e a` may be words."""
    letters = list(spelling.letters)
    strong = [at for at, letter in enumerate(letters) if letter.weight or letter.named]
    if not strong:
        return Spelling(())
    first, last = strong[0], strong[-1]
    while first > max(0, strong[0] - _MOST_WEAK) and letters[first].first - letters[first - 1].last <= 2:
        first -= 1
    end = min(len(letters) - 1, last + _MOST_WEAK)
    while last < end and letters[last + 1].first - letters[last].last <= 2:
        last += 1
    return Spelling(tuple(letters[first : last + 1]))


def _stretches(line: TextLine) -> list[Spelling]:
    """Letters with no more than marks and a word of no weight between them."""
    stretches: list[list[SpelledLetter]] = []
    at, glue = 0, _MOST_GLUE + 1
    while at < len(line):
        letter = _letter(line, at)
        if letter is not None:
            if glue > _MOST_GLUE:
                stretches.append([])
            stretches[-1].append(letter)
            at, glue = letter.last + 1, 0
            continue
        low = line.lows[at]
        if low in _MARKS and (low not in ".;:" or _single(line, at + 1)):
            glue += 0 if glue else 1
        elif low in cues("spelling", "fillers") or low in cues("spelling", "marks"):
            glue += 1
        elif value_of(low) is None:
            glue = _MOST_GLUE + 1
        at += 1
    return [Spelling(tuple(letters)) for letters in stretches]


def _single(line: TextLine, at: int) -> bool:
    return at < len(line) and len(line.words[at]) == 1 and line.words[at].isalpha()


def _letter(line: TextLine, at: int) -> SpelledLetter | None:
    """The letter that begins at this token, with its word where it has one."""
    low = line.lows[at]
    if not line.words[at][0].isalpha() or line.elided(at):
        return None
    if low in _DOUBLES and at + 1 < len(line):
        return _double(line, at)
    value, weight = _value(low)
    if not value:
        named = low in cues("spelling", "code_words")
        return _named(line, at) if named else None
    if low in ("i", "ipsilon") and at + 1 < len(line) and line.lows[at + 1] in _LONG:
        return SpelledLetter(at, at + 1, _LONG[line.lows[at + 1]], 1)
    return _with_word(line, at, value, weight) or SpelledLetter(
        at, at, value, weight, low in cues("spelling", "code_words")
    )


def _value(low: str) -> tuple[str, int]:
    """The letter that a word names, and 1 where it names nothing else."""
    part = code_part(low)
    if part is None or part.role not in "Ll":
        return "", 0
    return part.value, int(part.role == "L")


def _double(line: TextLine, at: int) -> SpelledLetter | None:
    """`doppia erre`, `doppia vu`, `double u`."""
    value, _ = _value(line.lows[at + 1])
    if not value:
        return None
    letters = "W" if line.lows[at + 1] in ("vu", "vi", "v", "u", "you") else value * _LONGEST_DOUBLE
    longer = _with_word(line, at + 1, value, 1)
    return SpelledLetter(at, longer.last if longer else at + 1, letters, longer.weight if longer else 1)


def _named(line: TextLine, at: int) -> SpelledLetter | None:
    """A word of an alphabet, with the letter after it or not: `Napoli`, `tango`."""
    return SpelledLetter(at, at, line.lows[at][0].upper(), 0, named=True)


def _with_word(line: TextLine, at: int, value: str, weight: int) -> SpelledLetter | None:
    """`emme come Milano`, `b for bertie`, `k as in kilo`: the word begins with the letter, or follows `come`, `as
    in`."""
    step = at + 1
    while step < min(len(line), at + 2) and line.lows[step] in _MARKS:
        step += 1
    link = line.lows[step] if step < len(line) else ""
    if link not in cues("spelling", "links"):
        return None
    if link == "as" and step + 1 < len(line) and line.lows[step + 1] == "in":
        step += 1
    if step + 1 < len(line) and line.lows[step + 1] in ("a", "the", "il", "la", "l"):
        step += 1
    if (
        step + 1 >= len(line)
        or not line.words[step + 1].isalpha()
        or not 2 < len(line.words[step + 1]) <= _LONGEST_WORD
    ):
        return None
    word = line.lows[step + 1]
    same = word[0] == value.lower()[0]
    known = word in cues("spelling", "code_words")
    if not same or (link in ("in", "per", "di", "d", "like") and not (known or weight)):
        return None
    return SpelledLetter(at, step + 1, value, _PAIR if weight or known else _WEAK_PAIR)
