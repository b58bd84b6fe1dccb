"""Reads a script clause: every required sentence, what was heard of it, and what stands where one is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa_service.domain.scorecard import SentenceHeard, SentenceStatus
from qa_service.domain.spoken_clauses import SaysScript, SentencesByLanguage
from qa_service.domain.understanding import Evidence
from qa_service.scoring.finding import CANNOT_TELL, ClauseInput, Finding
from qa_service.scoring.wording.align import (
    FARTHEST,
    Chain,
    ContentWord,
    SentenceBook,
    best_chain,
    first_chain,
    needed,
    passages,
    stream,
)
from qa_service.scoring.wording.region import Region, regions

_LIKE_ENOUGH = 0.25
"""Share of a missing sentence's words from which what was heard of it is shown in its place."""


@lru_cache(maxsize=2_000)
def _book(sentences: SentencesByLanguage, lang: str, exact: bool, tolerant: bool) -> SentenceBook:
    return SentenceBook([sentence.text for sentence in sentences.of(lang)], lang, exact, tolerant)


def find_script(clause: SaysScript, inputs: ClauseInput) -> Finding:
    """Whether every sentence is said. What only a turn of an unknown voice decides cannot be told."""
    lang = inputs.words.lang
    if lang is None or not clause.sentences.of(lang):
        return CANNOT_TELL
    looked_at = regions(clause.where, clause.by, inputs.words, inputs.answers)
    if looked_at is None or not looked_at[0].turns:
        return CANNOT_TELL
    certain, possible = looked_at
    heard = _heard(clause, lang, inputs, certain)
    if not _is_whole(heard) and certain != possible and _is_whole(_heard(clause, lang, inputs, possible)):
        return CANNOT_TELL
    if not _is_whole(heard):
        return Finding(False, inputs.words.heard, examined=certain.turns, sentences=heard)
    evidence = tuple(dict.fromkeys(passage for sentence in heard for passage in sentence.evidence))
    return Finding(True, inputs.words.heard, evidence, sentences=heard)


def _is_whole(heard: Sequence[SentenceHeard]) -> bool:
    return all(sentence.status == "said" for sentence in heard)


def _heard(clause: SaysScript, lang: str, inputs: ClauseInput, region: Region) -> tuple[SentenceHeard, ...]:
    book = _book(clause.sentences, lang, clause.exact, inputs.words.recognised)
    said = [word for word in stream(inputs.words, region.turns, lang) if region.holds(word.turn, word.start, word.end)]
    shares = [sentence.share or clause.share for sentence in clause.sentences.of(lang)]
    least = [needed(len(words), share) for words, share in zip(book.asked, shares, strict=True)]
    return _Recital(book, said, book.hits(said), least, clause.in_order).sentences()


@dataclass(frozen=True, slots=True)
class _Recital:
    """A script beside what was said: `hits` and the words that are needed, by sentence."""

    book: SentenceBook
    said: Sequence[ContentWord]
    hits: Sequence[Sequence[tuple[int, int]]]
    least: Sequence[int]
    in_order: bool

    def sentences(self) -> tuple[SentenceHeard, ...]:
        """All sentences, in the order of the script."""
        chains = self._chains()
        return tuple(self._sentence(number, chains) for number in range(len(self.least)))

    def _chains(self) -> list[Chain | None]:
        """Where each sentence is said; in a script with an order, after those before it."""
        chains: list[Chain | None] = []
        start = 0
        for number in range(len(self.least)):
            chain = self._whole(number, start)
            chains.append(chain)
            start = chain.end if chain is not None and self.in_order else start
        return chains

    def _whole(self, number: int, start: int) -> Chain | None:
        """Where the sentence is said first, from a place on."""
        most_others = max(FARTHEST, len(self.book.asked[number]))
        return first_chain(self.hits[number], start, len(self.said), self.least[number], most_others)

    def _sentence(self, number: int, chains: Sequence[Chain | None]) -> SentenceHeard:
        chain = chains[number]
        if chain is not None:
            return self._as(number, "said", chain)
        elsewhere = self._whole(number, 0)
        if elsewhere is not None:
            return self._as(number, "out_of_order", elsewhere)
        start, end = self._gap(number, chains)
        like = best_chain(self.hits[number], start, end) or best_chain(self.hits[number], 0, len(self.said))
        if like is not None and len(like.places) >= _LIKE_ENOUGH * len(self.book.asked[number]):
            return self._as(number, "missing", like)
        share = len(like.places) / len(self.book.asked[number]) if like is not None else 0.0
        return SentenceHeard(self.book.sentences[number], "missing", share, self._in_its_place(number, start, end))

    def _as(self, number: int, status: SentenceStatus, chain: Chain) -> SentenceHeard:
        share = len(chain.places) / len(self.book.asked[number])
        passage = passages(self.said[chain.places[0] : chain.end])
        return SentenceHeard(self.book.sentences[number], status, share, passage)

    def _gap(self, number: int, chains: Sequence[Chain | None]) -> tuple[int, int]:
        """From the end of the sentence before to the beginning of the next, as far as they were said."""
        if not self.in_order:
            return 0, len(self.said)
        before = [chain.end for chain in chains[:number] if chain is not None]
        after = [chain.places[0] for chain in chains[number + 1 :] if chain is not None]
        return max(before, default=0), min(after, default=len(self.said))

    def _in_its_place(self, number: int, start: int, end: int) -> tuple[Evidence, ...]:
        """What was said there instead: about as many words, where a neighbour shows the place."""
        alone = start == 0 and end == len(self.said)
        length = len(self.book.asked[number])
        if alone or start >= end:
            return ()
        first = start if start else max(start, end - length)
        return passages(self.said[first : min(end, first + length)])
