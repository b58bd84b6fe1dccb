"""What was spelled or answered is hidden again where the next turns repeat it: `hoxha`, `Rosemount is the house
name`."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qa_service.understand.recognizers import quantities
from qa_service.understand.recognizers.answers import classes
from qa_service.understand.recognizers.lexicon import cues, ordinary
from qa_service.understand.recognizers.numerals import value_of
from qa_service.understand.recognizers.spelled import Spelling
from qa_service.understand.recognizers.text_line import Hit, TextLine

SCORE = 0.44
_REACH = 3
_LONGEST = 40
_MOST_PLACES = 4
_MOST_NAMES = 24
_SHORT_LINE = 4
_PARTS = ("tail", "units", "italian_streets", "english_streets", "floors", "houses")
_BEFORE_PLAIN = frozenset(("a", "the", "un", "una", "il", "la", "come", "like", "as"))
_SHORTEST = 3
_SHORTEST_NEAR = 5


class Said(NamedTuple):
    """A datum of an earlier line: its words, the kind of its hit, and the places of the telling ones."""

    lows: tuple[str, ...]
    kind: str
    telling: frozenset[int]


def find(
    lines: Sequence[TextLine], data: Sequence[Sequence[Hit]], spellings: Sequence[Sequence[Spelling]]
) -> list[list[Hit]]:
    """For each line the words of `data` (hits of the lines before) that it repeats, and what was spelled around it."""
    said = [_said(line, hits) for line, hits in zip(lines, data, strict=True)]
    names = [_texts(spellings[at : at + _REACH]) for at in range(len(spellings))]
    return [
        [
            *_repeated(line, [datum for own in said[max(0, at - _REACH) : at] for datum in own]),
            *_spelled(
                line, [name for own in names[max(0, at - _REACH) : at + _REACH + 1] for name in own][:_MOST_NAMES]
            ),
        ]
        for at, line in enumerate(lines)
    ]


def _texts(spellings: Sequence[Sequence[Spelling]]) -> list[str]:
    """What the spellings of a line make up, each alone and with those of the lines after it: `s z c z e`, `p a n i a
    k`."""
    own, texts = spellings[0], []
    joined = "".join(spelling.text for spelling in own)
    texts = [spelling.text for spelling in own] + [joined]
    for after in spellings[1:] if own else ():
        joined += "".join(spelling.text for spelling in after)
        texts.append(joined)
    return list(dict.fromkeys(text for text in texts if _SHORTEST <= len(text) <= _LONGEST))


def _said(line: TextLine, hits: Iterable[Hit]) -> list[Said]:
    """The data of a line, each with its telling words: unknown, plain or a number, and no talk."""
    if not hits:
        return []
    kinds = classes(line)
    data = []
    for hit in hits:
        first, end = bisect_left(line.starts, hit.start), bisect_left(line.starts, hit.end)
        telling = frozenset(at - first for at in range(first, end) if _tells(line.lows[at], kinds[at], hit.kind))
        if telling and end - first <= _LONGEST:
            data.append(Said(tuple(line.lows[first:end]), hit.kind, telling))
    return data


def _tells(low: str, word_class: str, kind: str) -> bool:
    """Whether a word of a datum tells it when it is said again: no part of any address, and numbers only of
    addresses."""
    if word_class == "n":
        return kind == "ADDRESS"
    if kind == "ADDRESS" and any(low in cues("addresses", key) for key in _PARTS):
        return False
    return len(low) >= _SHORTEST and word_class in ("uo" if kind in ("ADDRESS", "EMAIL") else "u")


def _repeated(line: TextLine, data: Sequence[Said]) -> list[Hit]:
    """Stretches of a datum said again: an unknown word, two words, or one in a line that says little else."""
    places: dict[str, list[tuple[Said, int]]] = {}
    for datum in data:
        for at in datum.telling:
            places.setdefault(datum.lows[at], []).append((datum, at))
    hits, done = [], -1
    for at, low in enumerate(line.lows):
        if at <= done or quantities.measured(line, at):
            continue
        for datum, place in places.get(low, [])[:_MOST_PLACES]:
            first, last = _stretch(line, at, datum, place)
            if last - first > 0 or not (ordinary(low) or value_of(low)) or len(line) <= _SHORT_LINE:
                hits.append(line.hit(first, last, datum.kind, SCORE))
                done = last
                break
    return hits


def _stretch(line: TextLine, at: int, datum: Said, place: int) -> tuple[int, int]:
    """How far the line and the datum go on alike, both ways."""
    first, last = at, at
    while first > 0 and place - (at - first) > 0 and line.lows[first - 1] == datum.lows[place - (at - first) - 1]:
        first -= 1
    ahead = len(datum.lows) - place
    while last + 1 < len(line) and last + 1 - at < ahead and line.lows[last + 1] == datum.lows[place + last + 1 - at]:
        last += 1
    return first, last


def _spelled(line: TextLine, names: Sequence[str]) -> list[Hit]:
    return [
        line.hit(at - 2 if at > 1 and line.words[at - 1] in "'’" else at, at, "PERSON", SCORE)
        for at, low in enumerate(line.lows)
        if len(low) >= _SHORTEST and low.isalpha() and any(_alike(low, name) for name in names)
        if not ordinary(low) or len(line) <= _SHORT_LINE + 2 or line.lows[at - 1] not in _BEFORE_PLAIN
    ]


def _alike(word: str, name: str) -> bool:
    """Whether a word is what was spelled, or its beginning or end, or differs in a letter or two."""
    if word == name:
        return True
    if min(len(word), len(name)) < _SHORTEST_NEAR or abs(len(word) - len(name)) > 1 or ordinary(word):
        return len(word) > _SHORTEST and not ordinary(word) and (name.startswith(word) or name.endswith(word))
    prefix = next((at for at, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))
    backwards = zip(reversed(word), reversed(name), strict=False)
    suffix = next((at for at, (a, b) in enumerate(backwards) if a != b), 0)
    return prefix + suffix >= max(len(word), len(name)) - 2
