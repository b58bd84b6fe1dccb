"""What goes wrong is raised in English, far from any page: here it is said in the visitor's language.

Sentences are known by their words, with values in between. What nobody has translated is shown as it came.
"""

import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from qa_service.web.i18n import Tongue
from qa_service.web.sentences import SENTENCES

_PLACE = re.compile(r"[^\s:]{1,120}: ")
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
def _known() -> Sequence[_Known]:
    """Those that say most first: one with many fixed words is not mistaken for one that is nearly all values."""
    found = [_Known(one, re.compile(_pattern(one), re.DOTALL)) for one in SENTENCES]
    return sorted(found, key=lambda one: -one.letters)


def _pattern(sentence: str) -> str:
    parts = _SLOT.split(sentence.replace("%%", "%"))
    return "".join(f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))


def told(tongue: Tongue, text: str) -> Told:
    """The sentence of an error for this visitor."""
    if tongue.lang == "en":
        return Told(text, "en")
    place = _PLACE.match(text)
    start = place.group() if place else ""
    for before, rest in ((start, text.removeprefix(start)), ("", text)):
        said = _said(tongue, rest)
        if said is not None:
            return Told(before + said, tongue.lang)
    return Told(text, "en")


def _said(tongue: Tongue, text: str) -> str | None:
    """One sentence, or several with a semicolon between them, each of which is known."""
    for parts in _splits(text):
        found = [_one(tongue, part) for part in parts]
        if all(one is not None for one in found):
            return "; ".join(str(one) for one in found)
    return None


def _splits(text: str) -> Iterator[Sequence[str]]:
    """What is wrong and what to do, at each semicolon; then the whole: a value at its end would swallow the rest."""
    pieces = text.split("; ")
    for cut in range(1, len(pieces)):
        yield "; ".join(pieces[:cut]), "; ".join(pieces[cut:])
    yield (text,)


def _one(tongue: Tongue, text: str) -> str | None:
    for known in _known():
        found = known.shape.fullmatch(text)
        if found is not None:
            values = {name: found[name] for name in string.ascii_lowercase if name in known.shape.groupindex}
            return tongue.text(known.sentence, **values)
    return None
