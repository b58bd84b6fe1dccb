"""The same exchange with other names, numbers and streets, as a recogniser writes it, misheard, in more turns."""

import random
import re
from collections.abc import Callable

from eval.name_dialogues.draw import Names
from eval.talk.marked import Exchange, Piece, Turn
from eval.talk.wordings import CITIES, GROUPS, MONTHS
from qa_service.understand.recognizers import lexicon
from qa_service.understand.recognizers.numerals import value_of

Turns = list[Turn]
_WORD = re.compile(r"[^\W\d_]+|\d+")
_MARKS = re.compile(r"[.,;:!?…\"()«»“”]+(?=\s|$)|\n")
_BLANKS = re.compile(r"\s+")
_NUMBERED = frozenset(
    ("ADDRESS", "CREDIT_CARD", "CUSTOMER_CODE", "DATE_OF_BIRTH", "EMAIL", "IBAN", "NATIONAL_ID", "OTHER_ID", "PHONE")
) | {"POD_PDR"}
_STREETS = frozenset(
    [
        "via",
        "viale",
        "piazza",
        "corso",
        "vicolo",
        "largo",
        "contrada",
        "frazione",
        "strada",
        "piazzale",
        "località",
        "borgo",
        "vico",
        "calle",
        "scala",
        "interno",
        "piano",
        "palazzina",
        "cap",
        "civico",
        "lotto",
        "int",
        "sc",
        "street",
        "road",
        "lane",
        "avenue",
        "close",
        "drive",
        "court",
        "house",
        "flat",
        "apartment",
        "unit",
        "floor",
        "postcode",
        "the",
        "of",
        "and",
        "di",
        "del",
        "della",
        "dei",
        "delle",
        "degli",
        "san",
        "santa",
        "st",
        "bis",
        "barra",
        "comune",
        "provincia",
        "in",
        "a",
        "al",
        "snc",
    ]
)
_HOSTS = frozenset(
    [
        "gmail",
        "libero",
        "hotmail",
        "yahoo",
        "outlook",
        "icloud",
        "virgilio",
        "alice",
        "tiscali",
        "fastwebnet",
        "pec",
        "aruba",
        "it",
        "com",
        "net",
        "org",
        "uk",
        "co",
        "punto",
        "chiocciola",
        "at",
        "dot",
        "dash",
        "hyphen",
        "underscore",
        "trattino",
        "basso",
        "meno",
        "all",
        "one",
        "word",
        "tutto",
        "attaccato",
        "minuscolo",
        "live",
        "ie",
    ]
)
_FILLERS = {
    "it": ("eh ", "allora ", "ehm ", "sì ", "dunque ", "cioè ", "guardi ", "ecco ", "mh "),
    "en": ("um ", "erm ", "so ", "yeah ", "right ", "well ", "okay ", "uh ", "it's "),
}
_YES = {
    "it": ("sì", "ok", "mi dica", "certo", "prego", "perfetto", "poi", "mh"),
    "en": ("yes", "yeah", "okay", "mhm", "go on", "right", "thank you"),
}
_OTHER_WORDS, _OTHER_NUMBERS, _SWAPPED = 0.65, 0.6, 0.8
_SPOKEN, _SMALL, _CAPITALS = 0.35, 0.1, 0.02
_NOISY, _NOISE, _NOISE_IN_NAMES = 0.5, 0.02, 0.08
_SPLIT, _SPLIT_TURN, _SHORTEST_SPLIT = 0.4, 0.12, 4
_FILLED, _FILLED_TURN = 0.5, 0.12


class Disturber:
    """Draws from one random source; the same seed disturbs the same way."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._names = Names(rng)
        self._towns = sorted(lexicon.words("towns.txt") | {w for w in lexicon.words("places.txt") if len(w) > 4})

    def disturb(self, exchange: Exchange) -> Exchange:
        """Another exchange with the same frame."""
        lang, turns = exchange
        if self._chance(_SWAPPED):
            turns = self._swap(turns, lang)
        if self._chance(_SPLIT):
            turns = [piece for turn in turns for piece in self._split(turn, lang)]
        text = "".join(words for turn in turns for words, _ in turn)
        if text != text.lower():
            turns = self._write_otherwise(turns)
        if self._chance(_NOISY):
            turns = [[self._mishear(piece) for piece in turn] for turn in turns]
        if self._chance(_FILLED):
            filler = self._rng.choice
            turns = [[(filler(_FILLERS[lang]), ""), *t] if self._chance(_FILLED_TURN) else t for t in turns]
        return Exchange(lang, turns)

    def _chance(self, share: float) -> bool:
        return self._rng.random() < share

    def _swap(self, turns: Turns, lang: str) -> Turns:
        """Other names, streets and numbers; the same word becomes the same word throughout."""
        others: dict[str, str] = {}
        words = {kind: self._chance(_OTHER_WORDS) for kind in ("PERSON", "ADDRESS", "EMAIL")}
        numbers = self._chance(_OTHER_NUMBERS)

        def other(kind: str) -> Callable[[re.Match[str]], str]:
            def word(match: re.Match[str]) -> str:
                if numbers and kind in _NUMBERED and (new := self._number(match[0], kind, lang)) is not None:
                    return new
                return self._word(match[0], kind, lang, others) if words.get(kind) else match[0]

            return word

        return [[(_WORD.sub(other(kind), text) if kind else text, kind) for text, kind in turn] for turn in turns]

    def _number(self, word: str, kind: str, lang: str) -> str | None:
        """Another number, letter, month or spelling town; None where a word is none of them."""
        low, rng = word.lower(), self._rng
        if word.isdecimal():
            if kind == "DATE_OF_BIRTH" and len(word) <= 4:
                day, year = f"{rng.randint(1, 31):0{min(2, len(word))}d}", str(rng.randint(1930, 2012))
                return year if len(word) == 4 else day
            return "".join(rng.choice("0123456789") for _ in word)
        group = GROUPS[lang].get(low)
        if group and kind != "EMAIL" and not (kind == "ADDRESS" and low in CITIES):
            return _cased(rng.choice(group), word)
        if len(low) == 1 and low.isalpha() and kind not in ("EMAIL", "DATE_OF_BIRTH", "ADDRESS"):
            return _cased(rng.choice("abcdefghijklmnopqrstuvwxyz"), word)
        return None

    def _word(self, word: str, kind: str, lang: str, others: dict[str, str]) -> str:
        low = word.lower()
        if word.isdecimal() or self._stays(low, kind, lang):
            return word
        if low not in others:
            others[low] = self._another(low, kind, lang)
        return " ".join(_cased(part, word) for part in others[low].split(" "))

    def _stays(self, low: str, kind: str, lang: str) -> bool:
        if kind == "PERSON":
            return len(low) < 3 or low in lexicon.cues("names", "particles") or low in GROUPS[lang]
        if kind == "ADDRESS":
            return len(low) < 4 or low in _STREETS or value_of(low) is not None or low in MONTHS[lang]
        known = low in _HOSTS or value_of(low) is not None or (lexicon.ordinary(low) and not self._chance(0.3))
        return len(low) < 3 or known

    def _another(self, low: str, kind: str, lang: str) -> str:
        given, surname = self._names.given(lang), self._names.surname(lang)
        if kind == "PERSON":
            first = lexicon.given_name(low) and not (lexicon.surname(low) and self._chance(0.5))
            return given if first else surname
        if kind == "ADDRESS":
            return self._rng.choice((given, surname, self._rng.choice(self._towns)))
        return self._rng.choice((given, surname)).split()[0].strip("'-")

    def _split(self, turn: Turn, lang: str) -> Turns:
        """A datum told in one turn comes in two, with the other party's yes between."""
        long = [
            at
            for at, (text, kind) in enumerate(turn)
            if kind not in ("", "PERSON") and len(text.split()) >= _SHORTEST_SPLIT
        ]
        if not long or not self._chance(_SPLIT_TURN):
            return [turn]
        at = self._rng.choice(long)
        words = turn[at][0].split(" ")
        cut = self._rng.randrange(1, len(words))
        first, second = (" ".join(words[:cut]), turn[at][1]), (" ".join(words[cut:]), turn[at][1])
        return [[*turn[:at], first], [(self._rng.choice(_YES[lang]), "")], [second, *turn[at + 1 :]]]

    def _write_otherwise(self, turns: Turns) -> Turns:
        chance = self._rng.random()
        if chance < _SPOKEN:
            return [[(_BLANKS.sub(" ", _MARKS.sub(" ", text.lower())), kind) for text, kind in turn] for turn in turns]
        if chance < _SPOKEN + _SMALL:
            return [[(text.lower(), kind) for text, kind in turn] for turn in turns]
        if chance < _SPOKEN + _SMALL + _CAPITALS:
            return [[(text.upper(), kind) for text, kind in turn] for turn in turns]
        return turns

    def _mishear(self, piece: Piece) -> Piece:
        text, kind = piece
        share = _NOISE_IN_NAMES if kind in ("PERSON", "ADDRESS", "EMAIL") else _NOISE
        return _WORD.sub(lambda match: self._misheard(match[0]) if self._chance(share) else match[0], text), kind

    def _misheard(self, word: str) -> str:
        if len(word) < 4 or not word.isalpha():
            return word
        at, chance = self._rng.randrange(1, len(word)), self._rng.random()
        if chance < 0.35:
            return word[:at] + word[at + 1 :]
        if chance < 0.6:
            return word[: at + 1] + word[at:]
        if chance < 0.9:
            return word[:at] + self._rng.choice("aeiourtnslcdm") + word[at + 1 :]
        return f"{word[:at]} {word[at:]}" if len(word) > 6 else word


def _cased(new: str, old: str) -> str:
    """In the capitals of another word."""
    if len(old) > 1 and old.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new
