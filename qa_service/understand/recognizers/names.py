"""People's names: a linear model over what stands in a word and around it.

Cues (`signora`, `mi chiamo`, `Dear`), name lists, shape and place in the turn are features; their weights were learned
on the tuning half of models/corpus by `python -m eval.train_names` and lie beside this file in readable form.
A name found once is then looked for in the whole interaction.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import NamedTuple

from qa_service.understand.recognizers import lexicon
from qa_service.understand.recognizers.lines import Hit, Line

TITLES = frozenset(
    [
        "signor",
        "signora",
        "signorina",
        "signori",
        "signore",
        "sig",
        "sigra",
        "dottor",
        "dottore",
        "dottoressa",
        "dott",
        "dottssa",
        "avvocato",
        "avv",
        "ing",
        "ingegner",
        "ingegnere",
        "geom",
        "geometra",
        "prof",
        "professor",
        "professore",
        "professoressa",
        "rag",
        "ragioniere",
        "ragionier",
        "arch",
        "architetto",
        "notaio",
        "don",
        "suor",
        "maestra",
        "maestro",
        "ssa",
        "ra",
        "na",
        "perito",
        "cavalier",
        "onorevole",
        "mr",
        "mrs",
        "ms",
        "miss",
        "mister",
        "missus",
        "madam",
        "sir",
        "doctor",
        "dr",
        "professor",
        "father",
        "sister",
        "reverend",
        "rev",
        "mx",
        "lady",
        "lord",
        "captain",
    ]
)
_ASKS = frozenset(
    [
        "nome",
        "cognome",
        "name",
        "surname",
        "chiama",
        "chiamo",
        "intestata",
        "intestato",
        "parlo",
        "speaking",
        "names",
        "called",
        "nominativo",
    ]
)
_PARTICLES = frozenset(
    [
        "de",
        "di",
        "da",
        "del",
        "della",
        "dello",
        "dalla",
        "lo",
        "la",
        "li",
        "el",
        "al",
        "van",
        "von",
        "der",
        "den",
        "mac",
        "mc",
        "o",
        "d",
        "san",
        "ben",
        "bin",
        "st",
        "le",
        "du",
    ]
)
_ENDS = frozenset(".?!:;…")
_THRESHOLD = 0.0


class Place(NamedTuple):
    """Where a line stands: whether the line before asks for a name, and whether it opens the interaction."""

    asked: bool
    opening: bool


class Knowledge(NamedTuple):
    """What is known of single words, so that training can hide a part of it."""

    given: Callable[[str], str]
    surname: Callable[[str], str]
    plain: Callable[[str], str]


KNOWN = Knowledge(lexicon.given_name, lexicon.surname, lexicon.plainness)


def asks(line: Line) -> bool:
    """Whether a line asks for a name, so that the next may be one."""
    return any(low in _ASKS for low in line.lows)


def classes(line: Line, known: Knowledge) -> list[str]:
    """One short string a token: its shape and what the lists say of it; marks stand for themselves."""
    return [_class(line, at, known) for at in range(len(line))]


def _class(line: Line, at: int, known: Knowledge) -> str:
    word, low = line.words[at], line.lows[at]
    if not word[0].isalpha():
        return "9" if word[0].isdecimal() else word[0]
    if not line.cased:
        shape = "u"
    elif word[0].isupper():
        shape = "I" if len(word) == 1 else ("T" if not word.isupper() else "A")
    else:
        shape = "l"
    plain = known.plain(low)
    return shape + known.given(low) + known.surname(low) + plain


def is_candidate(line: Line, kinds: Sequence[str], at: int) -> bool:
    """Whether a token can be (part of) a name at all; most tokens are dismissed here, which makes this cheap."""
    kind = kinds[at]
    if not kind[0].isalpha() or len(kind) == 0:
        return False
    if kind[0] in "TAI":
        return True
    if kind[0] == "u":
        return kind not in ("uo", "ur", "us") or (at > 0 and line.lows[at - 1] in TITLES)
    return kind[0] == "l" and kind not in ("lo", "lr", "ls", "l") and kind[-1] not in "or"


def features(line: Line, kinds: Sequence[str], at: int, tags: tuple[bool, bool], turn: Place) -> Iterator[str]:
    """The names of the features that hold of a token. `tags`: whether the token before it, and the one before that,
    is (part of) a name."""
    tag_before, tag_second = tags
    asked = turn.asked
    kind, low = kinds[at], line.lows[at]
    opens = at == 0 or line.words[at - 1] in _ENDS or "\n" in line.text[line.ends[at - 1] : line.starts[at]]
    before = line.lows[at - 1] if at else "^"
    after = line.lows[at + 1] if at + 1 < len(line) else "$"
    before_kind = kinds[at - 1] if at else "^"
    after_kind = kinds[at + 1] if at + 1 < len(line) else "$"
    yield f"k={kind}"
    yield f"k={kind}|{'o' if opens else ''}"
    yield f"k={kind}|{'t' if tag_before else ''}"
    yield f"t={tag_before}|b={before_kind}|{kind[0]}"
    yield f"a={after_kind}|{kind[0]}|{opens}"
    yield f"a={after_kind}|{tag_before}"
    yield f"w-1={before}"
    yield f"w-1={before}|{kind[0]}"
    yield f"w+1={after}"
    yield f"w+1={after}|{kind[0]}"
    yield f"w-2={line.lows[at - 2] if at > 1 else '^'} {before}"
    yield f"w-2={line.lows[at - 2] if at > 1 else '^'}"
    yield f"w-1={before}|{kind}"
    yield f"title={before in TITLES}|{kind}"
    yield f"title={before in TITLES}|{kind[0]}"
    yield f"t-2={tag_second}|{before}|{kind[0]}"
    yield f"o={turn.opening}|{kind}"
    yield f"o={turn.opening}|{before}|{kind[0]}"
    yield f"q={asked}|{kind}|{at < 2}"
    yield f"s={low[-3:]}|{kind[0]}"
    yield f"s={low[-2:]}|{'o' in kind}"
    yield f"p={low in _PARTICLES}|{tag_before}|{after_kind}"
    yield f"n={_bucket(len(line))}|{kind}"
    if _own_row(line, at):
        yield f"row|{kind}"
        yield f"row|{tag_before}"


def _bucket(count: int) -> str:
    return "1" if count <= 2 else "3" if count <= 4 else "8" if count <= 9 else "+"


def _own_row(line: Line, at: int) -> bool:
    """Whether the row of a written message that holds the token is short and all in capitals: a signature, say."""
    if "\n" not in line.text:
        return False
    start = line.text.rfind("\n", 0, line.starts[at]) + 1
    end = line.text.find("\n", line.ends[at])
    row = line.text[start : end if end >= 0 else len(line.text)].split()
    return len(row) <= 4 and all(word[0].isupper() or not word[0].isalpha() for word in row)


@cache
def _weights() -> Mapping[str, float]:
    path = Path(__file__).with_name("name_weights.json")
    weights: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return weights


def tag(line: Line, kinds: Sequence[str], turn: Place, weights: Mapping[str, float]) -> list[float]:
    """P(token is part of a name) for each token, left to right, each knowing the answer before it."""
    out: list[float] = []
    before = second = False
    for at in range(len(line)):
        probability = 0.0
        if is_candidate(line, kinds, at):
            total = weights["bias"]
            for name in features(line, kinds, at, (before, second), turn):
                total += weights.get(name, 0.0)
            probability = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
        elif line.words[at] in "'’-." and before and at + 1 < len(line):
            out.append(0.0)
            continue
        out.append(probability)
        before, second = probability >= 0.5, before
    return out


def find(lines: Sequence[Line], threshold: float = 0.3) -> list[list[Hit]]:
    """The names in all lines of an interaction, those repeated elsewhere included."""
    weights = _weights()
    kinds = [classes(line, KNOWN) for line in lines]
    scores = [tag(line, kinds[at], place(lines, at), weights) for at, line in enumerate(lines)]
    sure = _names(lines, kinds, scores)
    marked = [
        [score >= threshold or _again(line, kinds[row], at, sure) for at, score in enumerate(scores[row])]
        for row, line in enumerate(lines)
    ]
    for row, line in enumerate(lines):
        _widen(line, kinds[row], marked[row])
    return [_hits(line, tags) for line, tags in zip(lines, marked, strict=True)]


def place(lines: Sequence[Line], at: int) -> Place:
    """Where line number `at` stands."""
    return Place(at > 0 and asks(lines[at - 1]), at < 2)


def _names(lines: Sequence[Line], kinds: Sequence[Sequence[str]], scores: Sequence[Sequence[float]]) -> frozenset[str]:
    """Lower-case words that are surely names somewhere in the interaction."""
    return frozenset(
        line.lows[at]
        for line, own, row in zip(lines, kinds, scores, strict=True)
        for at, score in enumerate(row)
        if score >= 0.6 and len(line.lows[at]) > 2 and line.lows[at] not in TITLES and line.lows[at] not in _PARTICLES
    )


def _again(line: Line, kinds: Sequence[str], at: int, sure: frozenset[str]) -> bool:
    """Whether a token repeats a name found elsewhere: in capitals, or in text without capitals a word that is no other."""
    if line.lows[at] not in sure:
        return False
    return kinds[at][0] in "TA" or kinds[at][-1] != "o"


def _widen(line: Line, kinds: Sequence[str], tags: list[bool]) -> None:
    """Takes in the particle before or inside a name (`de Simone`, `Lo Presti`, `D'Angelo`) and the surname after it."""
    for at in range(len(tags)):
        if not tags[at]:
            continue
        after = _after_particle(line, at + 1)
        if after > at + 1 and after < len(tags) and (tags[after] or (line.cased and kinds[after][0] == "T")):
            tags[at + 1 : after + 1] = [True] * (after - at)
        elif at + 1 < len(tags) and kinds[at + 1][0] == "T" and kinds[at + 1][-1] not in "or" and _same_row(line, at + 1):
            tags[at + 1] = True
        start = at - 2 if at > 1 and line.words[at - 1] in "'’" else at - 1
        if start >= 0 and _is_front(line, start):
            tags[start:at] = [True] * (at - start)


def _after_particle(line: Line, at: int) -> int:
    """The token after the particles that begin at `at`; `at` itself when there is none."""
    place = at
    while place < len(line) and place - at < 3 and _same_row(line, place):
        particle = _is_front(line, place)
        if not particle and not (place > at and line.words[place] in "'’"):
            break
        place += 1
    return place


def _is_front(line: Line, at: int) -> bool:
    """Whether a token is the particle of a surname."""
    if line.cased:
        return line.lows[at] in _FRONT and line.words[at][0].isupper()
    return line.lows[at] in _FRONT_UNCASED


def _same_row(line: Line, at: int) -> bool:
    return "\n" not in line.text[line.ends[at - 1] : line.starts[at]]


_FRONT = frozenset("de di del della dello lo la li el al van von mac mc d o ben dell dall degli dal".split())
_FRONT_UNCASED = frozenset("de el mc mac von van".split())


def _hits(line: Line, tags: Sequence[bool]) -> list[Hit]:
    """Neighbouring name tokens joined, over an apostrophe, a hyphen or the point of an initial."""
    hits: list[Hit] = []
    at = 0
    while at < len(tags):
        if not tags[at]:
            at += 1
            continue
        end = at
        while True:
            step = end + 1
            while step < len(tags) and not tags[step] and _binds(line, step):
                step += 1
            if step >= len(tags) or not tags[step] or "\n" in line.text[line.ends[end] : line.starts[step]]:
                break
            end = step
        last = end + 1 if len(line.words[end]) == 1 and end + 1 < len(tags) and line.words[end + 1] == "." else end
        hits.append(line.hit(at, last, "PERSON", 0.8))
        at = last + 1
    return hits


def _binds(line: Line, at: int) -> bool:
    """Whether a mark joins two parts of a name."""
    word = line.words[at]
    if word == ".":
        return len(line.words[at - 1]) == 1
    return word in "'’-" and line.glued(at) and at + 1 < len(line) and line.glued(at + 1)
