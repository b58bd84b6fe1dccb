"""The words of a turn, each with its place in the masked text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from qa_service.domain.interaction import Party
from qa_service.domain.languages import READ
from qa_service.domain.letters import plain
from qa_service.domain.transcript import Transcript, Turn
from qa_service.scoring.wording.numerals import spelled

_TOKEN = re.compile(r"\[[a-z_]+\]|[^\W_]+(?:'[^\W_]+)*")
_LONGEST_NUMBER = 30
"""Digits; a longer run is no number that anybody reads out."""
_SENTENCE_END = re.compile(r"[.?!;\n]")
_ABBREVIATED = frozenset("mr mrs ms dr st sig sigg dott ing avv rag geom spett n nr ra".split())  # noqa: SIM905
_SPOKEN_SHORT = {
    "'m": "am",
    "'re": "are",
    "'ve": "have",
    "'ll": "will",
    "'d": "would",
    "'s": "is",
}
_RUN_TOGETHER = {
    **{f"{verb}nt": (verb, "not") for verb in "do does did is are was were has have had could would should".split()},  # noqa: SIM905
    "cant": ("can", "not"),
    "cannot": ("can", "not"),
    "wont": ("will", "not"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "youre": ("you", "are"),
    "youve": ("you", "have"),
    "theyre": ("they", "are"),
    "theyve": ("they", "have"),
    "weve": ("we", "have"),
    "thats": ("that", "is"),
    "whats": ("what", "is"),
    "theres": ("there", "is"),
    "gonna": ("going", "to"),
    "lets": ("let", "us"),
}
"""English short forms without their apostrophe, as recognisers write them; those that are words themselves ("well",
"were", "its") are left alone."""


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """One turn as words in lower case without accents; `spans` are their characters, `sentences` count from 0.

    A short form is two words of one span ("don't": do, not); a number is in words, however it was written.
    """

    number: int
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    sentences: tuple[int, ...]


def words_of(text: str, lang: str) -> list[str]:
    """The words of a text, as a turn in that language has them."""
    return [word for word, _, _ in _tokens(plain(text), lang)]


def spoken_turn(number: int, text: str, lang: str) -> SpokenTurn:
    """A turn's words."""
    folded = plain(text)
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    sentences: list[int] = []
    sentence = last = 0
    for word, start, end in _tokens(folded, lang):
        if last and _SENTENCE_END.search(folded, last, start) and words[-1] not in _ABBREVIATED:
            sentence += 1
        words.append(word)
        spans.append((start, end))
        sentences.append(sentence)
        last = end
    return SpokenTurn(number, tuple(words), tuple(spans), tuple(sentences))


def _tokens(folded: str, lang: str) -> Iterator[tuple[str, int, int]]:
    for match in _TOKEN.finditer(folded):
        word, start, end = match.group(), match.start(), match.end()
        if word.isascii() and word.isdecimal() and len(word) <= _LONGEST_NUMBER:
            yield from ((part, start, end) for part in spelled(word, lang))
        elif lang == "en":
            yield from ((part, start, end) for part in _english(word))
        elif "'" in word:
            for part in re.finditer(r"[^']+", word):
                yield part.group(), start + part.start(), start + part.end()
        else:
            yield word, start, end


def _english(word: str) -> tuple[str, ...]:
    if "'" not in word:
        return _RUN_TOGETHER.get(word, (word,))
    joined = word.replace("'", "")
    if joined in _RUN_TOGETHER:
        return _RUN_TOGETHER[joined]
    for ending, full in _SPOKEN_SHORT.items():
        if word.endswith(ending):
            return word[: -len(ending)], full
    return tuple(word.split("'"))


@dataclass(frozen=True)
class SpokenWords:
    """A masked transcript, read word by word when a clause first asks for it.

    `lang` is None where the language is not one that is read: then nothing can be told. `recognised`: a recogniser
    wrote the words down, and may have misheard some.
    """

    transcript: Transcript
    recognised: bool = False

    @cached_property
    def lang(self) -> str | None:
        """The language of the words."""
        return self.transcript.lang if self.transcript.lang in READ else None

    @cached_property
    def _read(self) -> dict[int, SpokenTurn]:
        return {}

    @property
    def turns(self) -> tuple[Turn, ...]:
        """All turns, as they were transcribed."""
        return self.transcript.turns

    def of(self, number: int) -> SpokenTurn:
        """The words of a turn, split once."""
        spoken = self._read.get(number)
        if spoken is None:
            spoken = self._read[number] = spoken_turn(number, self.turns[number].text, self.lang or READ[0])
        return spoken

    def by(self, parties: tuple[Party, ...]) -> tuple[int, ...]:
        """The turns of these parties."""
        return tuple(number for number, turn in enumerate(self.turns) if turn.party in parties)

    @property
    def heard(self) -> float:
        """How sure the recogniser is of its words, 0..1; written words are certain."""
        return self.transcript.confidence.get("asr", 1.0)


NOTHING_SAID = SpokenWords(Transcript((), None))
