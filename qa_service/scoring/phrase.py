"""Reads a phrase clause: who says one of these, and where."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from qa_service.domain.spoken_clauses import PhrasesByLanguage, SaysPhrase
from qa_service.domain.understanding import Evidence
from qa_service.scoring.finding import CANNOT_TELL, ClauseInput, Finding
from qa_service.scoring.wording.match import PhraseBook, PhraseMatch
from qa_service.scoring.wording.region import Region, regions
from qa_service.scoring.wording.tokens import SpokenTurn, SpokenWords
from qa_service.scoring.wording.vocabulary import WORDS

MOST_PASSAGES = 5
_REACH = 4
"""Words before a passage in which its negation may stand."""


class _SaidPhrase(NamedTuple):
    """Which phrase stands where."""

    phrase: int
    passage: Evidence


@lru_cache(maxsize=2_000)
def _book(phrases: PhrasesByLanguage, lang: str, exact: bool, tolerant: bool) -> PhraseBook:
    return PhraseBook(phrases.of(lang), lang, exact, tolerant)


def find_phrase(clause: SaysPhrase, inputs: ClauseInput) -> Finding:
    """Whether the phrases are said. What only a turn of an unknown voice decides cannot be told."""
    lang, words = inputs.words.lang, inputs.words
    if lang is None or not clause.asked.of(lang):
        return CANNOT_TELL
    looked_at = regions(clause.where, clause.by, words, inputs.answers)
    if looked_at is None:
        return CANNOT_TELL
    certain, possible = looked_at
    said = list(_said(clause, lang, words, certain))
    holds = _are_enough(clause, lang, said)
    if not holds and certain != possible and _are_enough(clause, lang, list(_said(clause, lang, words, possible))):
        return CANNOT_TELL
    if holds:
        return Finding(True, words.heard, _passages(said))
    return Finding(False, words.heard, examined=certain.turns) if certain.turns else CANNOT_TELL


def _are_enough(clause: SaysPhrase, lang: str, said: list[_SaidPhrase]) -> bool:
    asked = len(clause.asked.of(lang))
    return len({phrase.phrase for phrase in said}) >= (asked if clause.all is not None else 1)


def _passages(said: list[_SaidPhrase]) -> tuple[Evidence, ...]:
    """The first passages, each phrase at least once, as long as there are not too many."""
    firsts = {phrase.phrase: phrase.passage for phrase in reversed(said)}
    others = [phrase.passage for phrase in said if phrase.passage not in firsts.values()]
    chosen = [*firsts.values(), *others][: max(MOST_PASSAGES, len(firsts))]
    return tuple(sorted(set(chosen), key=lambda passage: (passage.turn, passage.start, passage.end)))


def _said(clause: SaysPhrase, lang: str, words: SpokenWords, region: Region) -> Iterator[_SaidPhrase]:
    book = _book(clause.asked, lang, clause.exact, words.recognised)
    without = clause.without
    excluded = _book(without, lang, clause.exact, words.recognised) if without and without.of(lang) else None
    for number in region.turns:
        turn = words.of(number)
        matches = book.matches(turn)
        if matches and excluded is not None:
            matches = _without(matches, excluded.matches(turn), turn)
        for match in matches:
            start, end = turn.spans[match.first][0], turn.spans[match.last][1]
            if region.holds(number, start, end) and _negation_fits(clause, lang, match, turn):
                yield _SaidPhrase(match.phrase, Evidence(number, start, end))


def _without(matches: list[PhraseMatch], excluded: list[PhraseMatch], turn: SpokenTurn) -> list[PhraseMatch]:
    """Those in whose sentences nothing excluded stands."""
    sentences = {turn.sentences[word] for match in excluded for word in (match.first, match.last)}
    return [match for match in matches if turn.sentences[match.first] not in sentences]


def _negation_fits(clause: SaysPhrase, lang: str, match: PhraseMatch, turn: SpokenTurn) -> bool:
    return clause.negated is None or clause.negated is is_negated(match, turn, lang)


def is_negated(match: PhraseMatch, turn: SpokenTurn, lang: str) -> bool:
    """Whether a negation stands before a passage, in its sentence, with nothing but small words between ("non la posso
    registrare", "I am not able to record").
    """
    words, known = turn.words, WORDS[lang]
    for back in range(match.first - 1, max(-1, match.first - 1 - _REACH), -1):
        if turn.sentences[back] != turn.sentences[match.first]:
            return False
        if words[back] in known.negations:
            return True
        if words[back] not in known.small and words[back] not in known.fillers:
            return False
    return False
