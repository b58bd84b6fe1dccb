"""Names as people have them: from the lists, foreign, word-like, in two words, misheard."""

import random

from qa_service.understand.recognizers import lexicon

PARTICLES = {
    "it": ("di", "de", "del", "della", "dello", "degli", "dell'", "dall'", "d'", "lo", "la", "li", "san", "da", "dal"),
    "en": (
        "o'",
        "mc",
        "mac ",
        "van",
        "van der",
        "de",
        "le",
        "st",
        "al-",
        "al",
        "el",
        "ben",
        "bin",
        "fitz",
        "von",
        "ap",
    ),
}
"""What stands before a surname; those that end in a letter or a sign other than a space are tied to it."""
_BOTH = ("el", "ben", "de la", "al", "van", "dos", "de", "abd el", "la")
_WORD_LIKE, _ANY_WORD, _MISHEARD, _PARTICLE, _DOUBLE = 0.12, 0.04, 0.08, 0.1, 0.06
_LETTERS = "abcdefghiklmnoprstuvz"


class Names:
    """Draws names in lower case; the same seed gives the same names."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._lists = {
            "G": [sorted(lexicon.words("given_names.txt")), sorted(lexicon.words("given_names_census.txt"))],
            "S": [sorted(lexicon.words("surnames.txt")), sorted(lexicon.words("surnames_census.txt"))],
        }
        self._word_like = {
            kind: [name for name in lists[0] if lexicon.ordinary(name)] for kind, lists in self._lists.items()
        }
        self._words = sorted(word for word in lexicon.words("ordinary_words.txt") if len(word) > 3)

    def given(self, lang: str) -> str:
        """A given name; at times two."""
        name = self._single("G")
        if self._rng.random() < _DOUBLE:
            return f"{name}{self._rng.choice((' ', ' ', '-'))}{self._single('G')}"
        return name

    def surname(self, lang: str) -> str:
        """A surname; at times with a particle, or two."""
        name, chance = self._single("S"), self._rng.random()
        if chance < _PARTICLE:
            particle = self._rng.choice(PARTICLES[lang] if self._rng.random() < 0.75 else _BOTH)
            return f"{particle}{name}" if particle[-1] in "'- " or particle in ("mc", "fitz") else f"{particle} {name}"
        if chance < _PARTICLE + _DOUBLE:
            return f"{name}{self._rng.choice((' ', ' ', '-'))}{self._single('S')}"
        return name

    def word_like(self) -> str:
        """A surname that is a plain word, too."""
        return self._rng.choice(self._word_like["S"])

    def _single(self, kind: str) -> str:
        chance = self._rng.random()
        if chance < _WORD_LIKE:
            return self._rng.choice(self._word_like[kind])
        if chance < _WORD_LIKE + _ANY_WORD:
            return self._rng.choice(self._words)
        name = self._rng.choice(self._lists[kind][self._rng.random() < 0.15])
        return self._misheard(name) if self._rng.random() < _MISHEARD else name

    def _misheard(self, name: str) -> str:
        at = self._rng.randrange(len(name))
        return name[:at] + self._rng.choice(_LETTERS) + name[at + self._rng.randrange(2) :]
