"""Finds a phrase in the words of a turn.

Inside a phrase may stand hesitations ("eh", "um"), a word said twice and one broken off before it is said whole; two
words may be heard as one and one as two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qa_service.scoring.wording.likeness import errors_allowed, likeness
from qa_service.scoring.wording.numerals import is_number
from qa_service.scoring.wording.pattern import LONGEST_GAP, NUMBER, Slot, SlotWord, Way, ways
from qa_service.scoring.wording.tokens import SpokenTurn
from qa_service.scoring.wording.vocabulary import WORDS

_MOST_REMEMBERED = 50_000
_MOST_SKIPPED = 3
"""Hesitations in a row."""


class PhraseMatch(NamedTuple):
    """Words `first` to `last` of a turn, both included, say phrase `phrase`; `misheard` of them have an error."""

    phrase: int
    first: int
    last: int
    misheard: int


class _NumberedWay(NamedTuple):
    """One way to say phrase number `phrase`; `allowed` words of it may be misheard."""

    number: int
    phrase: int
    way: Way
    allowed: int

    @classmethod
    def of(cls, number: int, phrase: int, way: Way, tolerant: bool) -> "_NumberedWay":
        words = sum(slot.is_word for slot in way)
        return cls(number, phrase, way, errors_allowed(words) if tolerant else 0)


@dataclass(slots=True)
class PhraseBook:
    """Phrases of one clause in one language, ready to be looked for; what each heard word may begin is remembered.

    `exact`: the words as they are written; `tolerant`: misheard ones as well.
    """

    phrases: Sequence[str]
    lang: str
    exact: bool = False
    tolerant: bool = True
    _ways: tuple[_NumberedWay, ...] = ()
    _begins: dict[str, tuple[_NumberedWay, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        spelled = [(n, way) for n, phrase in enumerate(self.phrases) for way in ways(phrase, self.lang)]
        self._ways = tuple(
            _NumberedWay.of(number, n, way, self.tolerant and not self.exact) for number, (n, way) in enumerate(spelled)
        )

    def matches(self, turn: SpokenTurn) -> list[PhraseMatch]:
        """Every place in which a phrase begins, in the turn's order; of several ways the one with fewest errors."""
        found: list[PhraseMatch] = []
        searches: dict[int, _Search] = {}
        for first, word in enumerate(turn.words):
            best: dict[int, PhraseMatch] = {}
            for numbered in self._beginning(word):
                search = searches.get(numbered.number)
                if search is None:
                    search = searches[numbered.number] = _Search(numbered, turn, self.lang, self.exact)
                ending = search.ending(0, first)
                if ending is not None and ending.misheard <= numbered.allowed:
                    match = PhraseMatch(numbered.phrase, first, ending.last, ending.misheard)
                    if _better(match, best.get(match.phrase)):
                        best[match.phrase] = match
            found += best.values()
        return found

    def _beginning(self, word: str) -> tuple[_NumberedWay, ...]:
        begins = self._begins.get(word)
        if begins is None:
            if len(self._begins) >= _MOST_REMEMBERED:
                self._begins.clear()
            begins = tuple(numbered for numbered in self._ways if self._may_begin(numbered, word))
            self._begins[word] = begins
        return begins

    def _may_begin(self, numbered: _NumberedWay, word: str) -> bool:
        """Whether a phrase may begin with this word, or with a part of it, or with it as a part."""
        slot = numbered.way[0]
        if not slot.is_word or _errors(slot, word, self.lang, self.exact) is not None:
            return True
        texts = [] if self.exact or len(word) == 1 else [asked.text for asked in slot.words]
        return any(text.startswith(word) or word.startswith(text) for text in texts)


class _Ending(NamedTuple):
    """The fewer errors the better, then the sooner it ends."""

    misheard: int
    last: int


@dataclass(slots=True)
class _Search:
    """One way, looked for in the words of one turn; each place is looked at once, however the words repeat."""

    numbered: _NumberedWay
    turn: SpokenTurn
    lang: str
    exact: bool
    _known: dict[tuple[int, int, int], _Ending | None] = field(default_factory=dict)

    def ending(self, at: int, here: int, skipped: int = 0) -> _Ending | None:
        """The best end of the slots from `at`, in the words from `here`."""
        if at == len(self.numbered.way):
            return _Ending(0, here - 1)
        if here >= len(self.turn.words):
            return None
        place = at, here, skipped
        if place not in self._known:
            self._known[place] = min(filter(None, self._endings(at, here, skipped)), default=None)
        return self._known[place]

    def _endings(self, at: int, here: int, skipped: int) -> Iterator[_Ending | None]:
        if self.numbered.way[at].is_gap:
            yield from (self.ending(at + 1, here + length) for length in range(self._room(here) + 1))
            return
        for taken, slots, errors in self._taken(at, here):
            rest = self.ending(at + slots, here + taken)
            yield rest and _Ending(rest.misheard + errors, rest.last)
        if at and skipped < _MOST_SKIPPED and self._hesitates(here):
            yield self.ending(at, here + 1, skipped + 1)

    def _room(self, here: int) -> int:
        """Words that a gap may take: it ends with its sentence."""
        following = self.turn.sentences[here : here + LONGEST_GAP]
        return sum(sentence == self.turn.sentences[here - 1] for sentence in following)

    def _taken(self, at: int, here: int) -> Iterator[tuple[int, int, int]]:
        """Words taken, slots filled, errors: one by one, two words heard as one, one heard as two."""
        way, words = self.numbered.way, self.turn.words
        word = words[here]
        slot, following = way[at], way[at + 1] if at + 1 < len(way) else None
        errors = _errors(slot, word, self.lang, self.exact)
        if errors is not None:
            yield self._length(slot, here), 1, errors
        elif not self.exact:
            texts = [asked.text for asked in slot.words if not asked.prefix]
            if following is not None and any(word == text + next.text for text in texts for next in following.words):
                yield 1, 2, 0
            if here + 1 < len(words) and word + words[here + 1] in texts:
                yield 2, 1, 0

    def _length(self, slot: Slot, here: int) -> int:
        """Words that one slot takes: a number in digits is one, however many words it has when it is read."""
        spans = self.turn.spans
        end = here + 1
        if any(asked.text == NUMBER for asked in slot.words):
            while end < len(spans) and spans[end] == spans[here]:
                end += 1
        return end - here

    def _hesitates(self, here: int) -> bool:
        """Whether a word may be passed over inside a phrase."""
        words = self.turn.words
        word, following = words[here], words[here + 1] if here + 1 < len(words) else ""
        if word in WORDS[self.lang].fillers or word == words[here - 1]:
            return True
        return len(word) > 1 and following != word and following.startswith(word)


def _errors(slot: Slot, word: str, lang: str, exact: bool) -> int | None:
    """Errors with which a word fills a slot, the fewest; None where it does not."""
    if not slot.is_word:
        return 0
    errors = [_word_errors(asked, word, lang, exact) for asked in slot.words]
    return min((count for count in errors if count is not None), default=None)


def _word_errors(asked: SlotWord, word: str, lang: str, exact: bool) -> int | None:
    if asked.text == NUMBER:
        return 0 if is_number(word, lang) else None
    if asked.prefix:
        return 0 if word.startswith(asked.text) else None
    if exact:
        return 0 if word == asked.text else None
    like = likeness(asked.text, word, lang)
    return None if like is None else int(like == "misheard")


def _better(match: PhraseMatch, other: PhraseMatch | None) -> bool:
    return other is None or (match.misheard, match.last) < (other.misheard, other.last)
