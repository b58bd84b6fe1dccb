"""spaCy's part: sentences, and cues - short phrases that are known to show a behaviour. The only place that loads it.

Cues are data (`cues.yaml`): by label and language, phrases parted by ` / `. In a phrase `a|b` is a choice, a trailing
`~` stands for any ending, a trailing `?` makes the word optional, `*` is any one word. Case, accents and punctuation
do not matter. All phrases are spelled out for spaCy's PhraseMatcher, which costs the same for ten or ten thousand.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from qa_service.domain import letters

CUES = Path(__file__).with_name("cues.yaml")
LANGUAGES = ("it", "en")
SHORTEST_STEM = 3
MOST_WORDS = 20_000
"""Words whose key is remembered, for each language."""
Span = tuple[int, int]
Phrases = Mapping[str, Sequence[str]]
_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"\w+~?|\*")
"""The same in a phrase; an apostrophe parts words in both: spaCy's own rules for clitics differ by language."""
_TITLES = "mr|mrs|ms|dr|st|sig|sigg|sig\\.ra|sig\\.na|dott|dott\\.ssa|ing|avv|rag|geom|spett|n|nr"
_NO_END = re.compile(rf"\[[a-z_]+\]|\b(?:{_TITLES})\.")
"""Placeholders of masked data, and abbreviations before a name or number; in folded text."""


@dataclass(frozen=True, slots=True)
class TurnNotes:
    """Of one turn: character spans of its sentences, and of the cues by label."""

    sentences: tuple[Span, ...]
    cues: tuple[tuple[str, Span], ...]


class Linguistics:
    """Blank pipelines for Italian and English; other languages get the English sentences and no cues."""

    def __init__(self, cues: Path = CUES) -> None:
        raw: Mapping[str, Mapping[str, str]] = yaml.safe_load(cues.read_text(encoding="utf-8"))
        self.labels = tuple(raw)
        self._speakers = {
            lang: _Pipeline(lang, {label: texts[lang].split(" / ") for label, texts in raw.items()})
            for lang in LANGUAGES
        }

    def look(self, texts: Sequence[str], lang: str | None) -> list[TurnNotes]:
        """Notes on each text; cues only where `lang` is Italian or English."""
        with_cues = lang in LANGUAGES
        pipeline = self._speakers[lang if lang is not None and with_cues else "en"]
        return [pipeline.notes(text, with_cues) for text in texts]


class _Pipeline:
    def __init__(self, lang: str, phrases: Phrases) -> None:
        import spacy
        from spacy.matcher import Matcher, PhraseMatcher

        self._nlp: Any = spacy.blank(lang)
        self._nlp.add_pipe("sentencizer")
        self._stems = frozenset(stems(phrases))
        self._key = lru_cache(maxsize=MOST_WORDS)(self._stemmed)
        self._literal, self._open = PhraseMatcher(self._nlp.vocab), Matcher(self._nlp.vocab)
        for label, spelled in phrases.items():
            ways = [way for phrase in spelled for way in spell_out(phrase)]
            self._literal.add(label, [self._doc([self._key(w) for w in way]) for way in ways if "*" not in way])
            if with_any := [[_token(self._key(w)) for w in way] for way in ways if "*" in way]:
                self._open.add(label, with_any)

    def notes(self, text: str, with_cues: bool) -> TurnNotes:
        plain = letters.plain(text)
        sentences = tuple((s.start_char, s.end_char) for s in self._nlp(unbroken(plain)).sents if s.text.strip())
        return TurnNotes(sentences, tuple(self._cues(plain)) if with_cues else ())

    def _cues(self, plain: str) -> Iterator[tuple[str, Span]]:
        spoken = list(_WORD.finditer(plain))
        keys = self._doc([self._key(word[0]) for word in spoken])
        for label, start, end in itertools.chain(self._literal(keys), self._open(keys)):
            yield self._nlp.vocab.strings[label], (spoken[start].start(), spoken[end - 1].end())

    def _stemmed(self, word: str) -> str:
        """The stem with `~` for a word that begins with one of the cues' stems, or else the word."""
        for length in range(len(word), SHORTEST_STEM - 1, -1):
            if word[:length] in self._stems:
                return word[:length] + "~"
        return word

    def _doc(self, words: list[str]) -> Any:
        from spacy.tokens import Doc

        return Doc(self._nlp.vocab, words=words)


def unbroken(plain: str) -> str:
    """`plain` with letters, as many, for what would end a sentence and does not: placeholders and titles ("Ms.")."""
    return _NO_END.sub(lambda match: "x" * len(match.group()), plain)


def stems(phrases: Phrases) -> Iterator[str]:
    """The beginnings that `~` was put to."""
    words = (word for spelled in phrases.values() for phrase in spelled for way in spell_out(phrase) for word in way)
    return (word[:-1] for word in words if word.endswith("~"))


def spell_out(phrase: str) -> list[tuple[str, ...]]:
    """Every way to say a phrase of `cues.yaml`, as words; `*` and `~` are left in."""
    slots = []
    for word in phrase.split():
        optional = word.endswith("?")
        slots.append([*word.rstrip("?").split("|"), *([""] if optional else [])])
    ways = (tuple(_PIECE.findall(" ".join(way))) for way in itertools.product(*slots))
    return sorted(way for way in set(ways) if way)


def _token(word: str) -> dict[str, Any]:
    return {} if word == "*" else {"ORTH": word}
