"""A phrase of a rubric as the sequences of words that satisfy it."""

import itertools
import re
from functools import lru_cache
from math import prod
from typing import NamedTuple

from qa_service.errors import BadRubric, one_of
from qa_service.scoring.wording.tokens import words_of
from qa_service.scoring.wording.vocabulary import WORDS

MASKS = (
    *("PERSON", "PHONE", "EMAIL", "ADDRESS", "DATE_OF_BIRTH", "IBAN", "CREDIT_CARD", "NATIONAL_ID", "POD_PDR"),
    *("CUSTOMER_CODE", "OTHER_ID"),
)
"""What stands in masked text for personal data."""
NUMBER = "[number]"
LONGEST_GAP = 6
"""Words that ``...`` may stand for."""
MOST_WAYS = 200
MOST_WORDS = 40
"""In a phrase; longer ones are sentences of a script."""
_MASK = re.compile(r"\[([^\]]*)\]")


class SlotWord(NamedTuple):
    """A word that may fill a slot; with `prefix`, any word that begins like it."""

    text: str
    prefix: bool = False


class Slot(NamedTuple):
    """One place of a phrase: one of a few words, any word (no words), or a gap."""

    words: tuple[SlotWord, ...]
    is_gap: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it asks for certain words."""
        return bool(self.words)


ANY, GAP = Slot(()), Slot((), is_gap=True)
Way = tuple[Slot, ...]


@lru_cache(maxsize=10_000)
def ways(phrase: str, lang: str) -> tuple[Way, ...]:
    """Every sequence that satisfies a phrase. Raises BadRubric (without a place) where it cannot be read."""
    check_masks(phrase)
    choices = [_choice(piece, lang) for piece in phrase.split()]
    count = prod(map(len, choices))
    if count > MOST_WAYS:
        raise BadRubric(
            "{phrase!r} can be said in {count} ways; at most {most} are read",
            phrase=phrase,
            count=count,
            most=MOST_WAYS,
        )
    spelled = {_trimmed(tuple(itertools.chain(*parts))) for parts in itertools.product(*choices)}
    found = tuple(sorted(spelled))
    _check_words(phrase, found, lang)
    return found


def _check_words(phrase: str, found: tuple[Way, ...], lang: str) -> None:
    words = {word.text for way in found for slot in way for word in slot.words}
    if words <= WORDS[lang].fillers:
        raise BadRubric("{phrase!r} holds no word to look for", phrase=phrase)
    if any(len(way) > MOST_WORDS for way in found):
        raise BadRubric(
            "{phrase!r} has more than {most} words", phrase=phrase, most=MOST_WORDS, hint="make it a script"
        )
    if not all(any(slot.is_word for slot in way) for way in found):
        raise BadRubric("{phrase!r} can be said without any word", phrase=phrase)


def check_masks(phrase: str) -> None:
    """Raises BadRubric (without a place) where something in square brackets is no mask."""
    for name in _MASK.findall(phrase):
        if name != "NUMBER" and name not in MASKS:
            raise BadRubric(
                "[{name}] is no masked datum", name=name, hint=one_of(f"[{mask}]" for mask in (*MASKS, "NUMBER"))
            )


def _choice(piece: str, lang: str) -> list[Way]:
    """What may stand for one piece: single words share a slot, a word of several parts (c'è, isn't) takes several."""
    if piece in ("*", "*?"):
        return [(ANY,), *([()] if piece == "*?" else [])]
    if piece == "...":
        return [(GAP,)]
    options = [_words(part, lang) for part in piece.rstrip("?").split("|")]
    together = tuple(dict.fromkeys(words[0] for words in options if len(words) == 1))
    apart = [tuple(Slot((word,)) for word in words) for words in options if len(words) > 1]
    return [*([(Slot(together),)] if together else []), *apart, *([()] if _is_optional(piece, options) else [])]


def _is_optional(piece: str, options: list[list[SlotWord]]) -> bool:
    return (piece.endswith("?") and len(piece) > 1) or not any(options)


def _words(part: str, lang: str) -> list[SlotWord]:
    words = words_of(part, lang)
    return [SlotWord(word, part.endswith("~") and n == len(words) - 1) for n, word in enumerate(words)]


def _trimmed(way: Way) -> Way:
    """Without gaps at the ends, which ask for nothing."""
    start, end = 0, len(way)
    while start < end and way[start].is_gap:
        start += 1
    while end > start and way[end - 1].is_gap:
        end -= 1
    return way[start:end]
