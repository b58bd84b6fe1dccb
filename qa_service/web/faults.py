"""What goes wrong is raised in English, far from any page: here it is said in the visitor's language.

Sentences are known by their words, with values in between. What nobody has translated is shown as it came.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from qa_service.web.i18n import Tongue
from qa_service.web.sentences import SENTENCES
from qa_service.web.sentences_libraries import PLACES, PYDANTIC, VALUES, YAML

_ALL = (*SENTENCES, *PYDANTIC)
_LONGEST_PLACE = 250
_SLOT = re.compile(r"%\((\w)\)s")


class Told(NamedTuple):
    """A sentence, and the language that it is in."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class _Known:
    """A sentence of the table, and what recognises it."""

    sentence: str
    shape: re.Pattern[str]

    @property
    def letters(self) -> int:
        """How much of it is fixed; the more, the surer it is the one."""
        return len(_SLOT.sub("", self.sentence))


@cache
def _shapes(sentences: Sequence[str]) -> Sequence[_Known]:
    """Those that say most first: one with many fixed words is not mistaken for one that is nearly all values."""
    found = [_Known(one, re.compile(_pattern(one), re.DOTALL)) for one in sentences]
    return sorted(found, key=lambda one: -one.letters)


def _pattern(sentence: str) -> str:
    parts = _SLOT.split(sentence.replace("%%", "%"))
    return "".join(f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))


def told(tongue: Tongue, text: str) -> Told:
    """The sentence of an error for this visitor."""
    if tongue.lang == "en":
        return Told(text, "en")
    for place, rest in _places(text):
        said = _said(tongue, rest)
        if said is not None:
            return Told(_place(tongue, place) + said, tongue.lang)
    return Told(text, "en")


def _places(text: str) -> Iterator[tuple[str, str]]:
    """Where something is wrong and what: a plain name or a known place first, then no place at all, then whatever may
    be the name of a file, with blanks in it.
    """
    colons = [found.end() for found in re.finditer(": ", text)]
    cuts = [(text[:end], text[end:]) for end in colons if end <= _LONGEST_PLACE]
    plain = [cut for cut in cuts[:1] if " " not in cut[0].strip() or _matched(PLACES, cut[0].removesuffix(": "))]
    yield from plain
    yield "", text
    yield from cuts


def _place(tongue: Tongue, place: str) -> str:
    """What comes before the colon, in words where it is no name and no path."""
    named = place.removesuffix(": ")
    return (_one(tongue, PLACES, named) or named) + ": " if place else ""


def _said(tongue: Tongue, text: str) -> str | None:
    """One sentence, or several with a semicolon between them, each of which is known."""
    for parts in _splits(text):
        found = [_one(tongue, _ALL, part) for part in parts]
        if all(one is not None for one in found):
            return "; ".join(str(one) for one in found)
    return None


def _splits(text: str) -> Iterator[Sequence[str]]:
    """What is wrong and what to do, at each semicolon; then the whole: a value at its end would swallow the rest."""
    pieces = text.split("; ")
    for cut in range(1, len(pieces)):
        yield "; ".join(pieces[:cut]), "; ".join(pieces[cut:])
    yield (text,)


def _one(tongue: Tongue, sentences: Sequence[str], text: str) -> str | None:
    known = _matched(sentences, text)
    if known is None:
        return None
    sentence, values = known
    return tongue.text(sentence, **{name: _value(tongue, value) for name, value in values.items()})


def _matched(sentences: Sequence[str], text: str) -> tuple[str, Mapping[str, str]] | None:
    """The first of them that `text` is, and its values."""
    for known in _shapes(sentences):
        found = known.shape.fullmatch(text)
        if found is not None:
            return known.sentence, {name: found[name] for name in known.shape.groupindex}
    return None


def _value(tongue: Tongue, value: str) -> str:
    """A value as it stands, unless it is one of the words of `VALUES`, or what a library says."""
    if value in VALUES:
        said = tongue.text(VALUES[value])
        return said[:1].lower() + said[1:]
    return _one(tongue, YAML, value) or value
