"""The form by which words of a turn are masked, or a mask is taken away: it stands in the address which one is open, so
that it needs no script.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qa_service.domain.masked_words import MASK, DatumKind, words_of
from qa_service.domain.transcript import Turn

KINDS = tuple(kind.value for kind in DatumKind)


class WordChoice(NamedTuple):
    """A word that may be chosen, with its characters in the masked turn."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MaskForm:
    """Under which turn it stands. `mask`: it takes the mask at `start` away; else `words` are offered, those from
    `start` to `end` chosen.
    """

    turn: int
    start: int
    end: int = 0
    mask: bool = False
    words: Sequence[WordChoice] = ()
    kinds: Sequence[str] = KINDS


def to_mask(turns: Sequence[Turn], number: int, since: int, until: int) -> MaskForm | None:
    """With the words chosen that the characters from `since` to before `until` touch, or else the first one."""
    if not 0 <= number < len(turns):
        return None
    text = turns[number].text
    words = [WordChoice(text[word.start : word.end], *word) for word in words_of(text)]
    touched = [word for word in words if word.start < until and since < word.end] or words[:1]
    return MaskForm(number, touched[0].start, touched[-1].end, words=words) if touched else None


def to_unmask(turns: Sequence[Turn], number: int, at: int) -> MaskForm | None:
    """None where no mask begins there."""
    there = 0 <= number < len(turns) and at >= 0 and MASK.match(turns[number].text, at)
    return MaskForm(number, at, mask=True) if there else None
