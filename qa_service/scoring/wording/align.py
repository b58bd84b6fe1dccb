"""Aligns the sentences of a script with what was said, word by word, over turns and interruptions.

Only content words count. Of each sentence the best chain is looked for: its words in their order, with few other words
between them. A word in between costs a little, so that words scattered over a whole call are no sentence.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qa_service.domain.understanding import Evidence
from qa_service.errors import BadRubric
from qa_service.scoring.wording.likeness import likeness
from qa_service.scoring.wording.pattern import check_masks
from qa_service.scoring.wording.tokens import SpokenWords, words_of
from qa_service.scoring.wording.vocabulary import WORDS

COST_OF_A_WORD_BETWEEN = 0.05
FARTHEST = 8
"""Content words between two words of a sentence, and in a short sentence between all of them; a longer one may hold as
many others as it has itself."""
_MOST_REMEMBERED = 50_000


class ContentWord(NamedTuple):
    """A word that carries content, and its characters in its turn."""

    word: str
    turn: int
    start: int
    end: int


class Chain(NamedTuple):
    """Words of a stream that were said of a sentence: their places in the stream, in order."""

    places: tuple[int, ...]
    weight: float

    @property
    def end(self) -> int:
        """The place after the last one."""
        return self.places[-1] + 1

    @property
    def others(self) -> int:
        """How many words of the stream lie between them."""
        return self.end - self.places[0] - len(self.places)


def sentence_words(text: str, lang: str) -> tuple[str, ...]:
    """The words of a sentence that count: those with content, all where it has none. Raises BadRubric."""
    check_masks(text)
    every, known = words_of(text, lang), WORDS[lang]
    if not every:
        raise BadRubric("{phrase!r} holds no word to look for", phrase=text)
    return tuple(word for word in every if word not in known.small and word not in known.fillers) or tuple(every)


def stream(words: SpokenWords, turns: Sequence[int], lang: str) -> list[ContentWord]:
    """The content words of these turns, as one speech."""
    known, found = WORDS[lang], []
    for number in turns:
        turn = words.of(number)
        for word, (start, end) in zip(turn.words, turn.spans, strict=True):
            if word not in known.small and word not in known.fillers:
                found.append(ContentWord(word, number, start, end))
    return found


def passages(said: Sequence[ContentWord]) -> tuple[Evidence, ...]:
    """From the first to the last of these words, turn by turn."""
    by_turn: dict[int, list[ContentWord]] = {}
    for word in said:
        by_turn.setdefault(word.turn, []).append(word)
    return tuple(Evidence(turn, words[0].start, words[-1].end) for turn, words in by_turn.items())


@dataclass(slots=True)
class SentenceBook:
    """The sentences of one script in one language; which of their words each heard word may be is remembered.

    `exact`: the words as they are written; `tolerant`: misheard ones as well.
    """

    sentences: Sequence[str]
    lang: str
    exact: bool = False
    tolerant: bool = True
    asked: tuple[tuple[str, ...], ...] = ()
    _fits: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.asked = tuple(sentence_words(text, self.lang) for text in self.sentences)

    def hits(self, said: Sequence[ContentWord]) -> list[list[tuple[int, int]]]:
        """By sentence: (place in the stream, place in the sentence) of every word that fits, in the stream's order."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.asked]
        for place, word in enumerate(said):
            for sentence, at in self._fitting(word.word):
                found[sentence].append((place, at))
        return found

    def _fitting(self, word: str) -> tuple[tuple[int, int], ...]:
        fits = self._fits.get(word)
        if fits is None:
            if len(self._fits) >= _MOST_REMEMBERED:
                self._fits.clear()
            fits = self._fits[word] = tuple(
                (sentence, at)
                for sentence, words in enumerate(self.asked)
                for at, asked in enumerate(words)
                if self._fits_word(asked, word)
            )
        return fits

    def _fits_word(self, asked: str, word: str) -> bool:
        if self.exact:
            return asked == word
        like = likeness(asked, word, self.lang)
        return like == "same" or (self.tolerant and like == "misheard")


def needed(words: int, share: float) -> int:
    """How many of so many words make the share; at least one."""
    return max(1, math.ceil(share * words - 1e-9))


def best_chain(hits: Sequence[tuple[int, int]], start: int, end: int) -> Chain | None:
    """The heaviest chain between two places of the stream; None where no word fits."""
    chains = _chains(hits, start, end)
    return max(chains, key=lambda chain: (len(chain.places), chain.weight), default=None)


def first_chain(
    hits: Sequence[tuple[int, int]], start: int, end: int, least: int, most_others: int = FARTHEST
) -> Chain | None:
    """Of the chains of at least `least` words, with `most_others` between them, the one that is whole first, with what
    follows of it; None without.
    """
    chains = _chains(hits, start, end)
    whole = [chain for chain in chains if len(chain.places) >= least and chain.others <= most_others]
    if not whole:
        return None
    first = whole[0]
    longer = [chain for chain in whole if chain.places[: len(first.places)] == first.places]
    return max(longer, key=lambda chain: chain.weight)


def _chains(hits: Sequence[tuple[int, int]], start: int, end: int) -> list[Chain]:
    """The best chain to each hit, in the order of the stream: each word of the sentence once, and in order."""
    chains: list[tuple[int, Chain]] = []
    for place, at in hits[bisect_left(hits, (start, -1)) :]:
        if place >= end:
            break
        best = Chain((place,), 1.0)
        for earlier_at, chain in reversed(chains):
            between = place - chain.end
            if between > FARTHEST:
                break
            if between >= 0 and earlier_at < at:
                weight = chain.weight + 1 - COST_OF_A_WORD_BETWEEN * between
                if weight > best.weight:
                    best = Chain((*chain.places, place), weight)
        chains.append((at, best))
    return [chain for _, chain in chains]
