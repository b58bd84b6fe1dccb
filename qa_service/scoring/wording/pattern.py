"""A phrase of a rubric as the sequences of words that satisfy it."""

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from qa_service.errors import BadRubric, one_of
from qa_service.scoring.wording.tokens import words_of
from qa_service.scoring.wording.vocabulary import WORDS

MASKS = (
    *("PERSON", "PHONE", "EMAIL", "ADDRESS", "DATE_OF_BIRTH", "IBAN", "CREDIT_CARD", "NATIONAL_ID", "POD_PDR"),
    *("CUSTOMER_CODE", "OTHER_ID"),
)
"""What stands in masked text for personal data."""
NUMBER = "[number]"
ANY, GAP = "*", "..."
LONGEST_GAP = 6
"""Words that ``...`` may stand for."""
MOST_WAYS = 200
MOST_WORDS = 40
"""In a phrase; longer ones are sentences of a script."""
_MASK = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a phrase: a word, the beginning of one (`prefix`), any word, or a gap."""

    text: str
    prefix: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it asks for a certain word."""
        return self.text not in (ANY, GAP)


Way = tuple[Slot, ...]


@lru_cache(maxsize=10_000)
def ways(phrase: str, lang: str) -> tuple[Way, ...]:
    """Every sequence that satisfies a phrase. Raises BadRubric (without a place) where it cannot be read."""
    check_masks(phrase)
    choices = [_choice(piece) for piece in phrase.split()]
    spelled = {tuple(slot for part in parts for slot in _slots(part, lang)) for parts in _products(phrase, choices)}
    found = tuple(sorted(filter(None, map(_trimmed, spelled)), key=lambda way: [slot.text for slot in way]))
    if not any(slot.is_word and slot.text not in WORDS[lang].fillers for way in found for slot in way):
        raise BadRubric("{phrase!r} holds no word to look for", phrase=phrase)
    if any(len(way) > MOST_WORDS for way in found):
        raise BadRubric(
            "{phrase!r} has more than {most} words", phrase=phrase, most=MOST_WORDS, hint="make it a script"
        )
    if not all(any(slot.is_word for slot in way) for way in found):
        raise BadRubric("{phrase!r} can be said without any word", phrase=phrase)
    return found


def check_masks(phrase: str) -> None:
    """Raises BadRubric (without a place) where something in square brackets is no mask."""
    for name in _MASK.findall(phrase):
        if name != "NUMBER" and name not in MASKS:
            raise BadRubric(
                "[{name}] is no masked datum", name=name, hint=one_of(f"[{mask}]" for mask in (*MASKS, "NUMBER"))
            )


def _choice(piece: str) -> list[str]:
    optional = piece.endswith("?") and len(piece) > 1
    return [*piece.rstrip("?").split("|"), *([""] if optional else [])]


def _products(phrase: str, choices: list[list[str]]) -> "itertools.product[tuple[str, ...]]":
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > MOST_WAYS:
        raise BadRubric(
            "{phrase!r} can be said in {count} ways; at most {most} are read",
            phrase=phrase,
            count=count,
            most=MOST_WAYS,
        )
    return itertools.product(*choices)


def _slots(part: str, lang: str) -> list[Slot]:
    if part in (ANY, GAP):
        return [Slot(part)]
    words = words_of(part, lang)
    return [Slot(word, prefix=part.endswith("~") and n == len(words) - 1) for n, word in enumerate(words)]


def _trimmed(way: Way) -> Way:
    """Without gaps at the ends, which ask for nothing."""
    start, end = 0, len(way)
    while start < end and way[start].text == GAP:
        start += 1
    while end > start and way[end - 1].text == GAP:
        end -= 1
    return way[start:end]
