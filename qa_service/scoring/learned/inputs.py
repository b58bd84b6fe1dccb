"""What a learned model sees of an interaction: numbers that were kept with each turn, and the turn's words.

The same in learning and in scoring. Words are hashed: a model keeps weights of rows, not the words.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.interaction import Party
from qa_service.domain.turn_features import TurnFeatures
from qa_service.scoring.wording.stems import stem
from qa_service.scoring.wording.tokens import SpokenWords

Array = NDArray[np.float32]
ROWS = 2_048
"""Of the table of words and pairs of words; two that meet in a row share its weight."""
WHOLE = 5
"""Numbers on an interaction as a whole (see `whole`)."""
_SOFT = 0.01


@dataclass(frozen=True, slots=True)
class TurnInputs:
    """Some turns of an interaction: `numbers` of each, `vectors` (turns, width), `chances` (turns, names) as log-odds,
    and the `rows` of its words in the table.
    """

    numbers: tuple[int, ...]
    vectors: Array
    chances: Array
    rows: tuple[tuple[int, ...], ...]


def turns_of(parties: Sequence[Party], words: SpokenWords, features: TurnFeatures) -> TurnInputs:
    """The turns of these parties in which something is said; `words` in a language that is read."""
    numbers = tuple(number for number in words.by(tuple(parties)) if words.of(number).words)
    chosen = list(numbers)
    chances = features.turn_chances[chosen]
    odds = np.log((chances + _SOFT) / (1 + _SOFT - chances))
    rows = tuple(_rows(words.of(number).words, words.lang or "") for number in numbers)
    return TurnInputs(numbers, features.turn_vectors[chosen], np.asarray(odds, np.float32), rows)


def whole(words: SpokenWords) -> Array:
    """(WHOLE,): how many turns and words are the agent's and the customer's (logarithms), and which language it is."""
    counts = [
        number
        for party in (Party.AGENT, Party.CUSTOMER)
        for number in (len(words.by((party,))), sum(len(words.of(turn).words) for turn in words.by((party,))))
    ]
    return np.array([*np.log1p(counts), float(words.lang == "it")], np.float32)


@lru_cache(maxsize=1_000)
def _rows(words: tuple[str, ...], lang: str) -> tuple[int, ...]:
    """The rows of the stems and of each two in a row, each once.

    Heads of one model look at the same turns: the last few are remembered.
    """
    stems = [stem(word, lang) for word in words]
    pairs = [f"{first} {second}" for first, second in pairwise(stems)]
    return tuple(sorted({_row(lang, term) for term in (*stems, *pairs)}))


@lru_cache(maxsize=200_000)
def _row(lang: str, term: str) -> int:
    return zlib.crc32(f"{lang}:{term}".encode()) % ROWS
