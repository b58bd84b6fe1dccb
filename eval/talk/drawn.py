"""Exchanges made of frames and values: questions and answers, data told by themselves, and talk of nothing personal."""

import random
import tomllib
from functools import cache
from typing import Any

from eval.talk.marked import FOLDER, Exchange, Turn
from eval.talk.values import Values
from eval.talk.wordings import MONTHS, ORDINALS, in_words, two_digits

_SHARES = {
    "PERSON": 5, "ADDRESS": 6, "EMAIL": 6, "DATE_OF_BIRTH": 5, "PHONE": 2, "OTHER_ID": 4, "CUSTOMER_CODE": 2,
    "POD_PDR": 1, "CREDIT_CARD": 2, "NATIONAL_ID": 2, "IBAN": 2,
}  # fmt: skip
_ASKED, _IN_ONE_TURN, _REPLY, _READ_BACK, _NOTHING, _WRITTEN = 0.55, 0.4, 0.3, 0.15, 0.35, 0.3


@cache
def _frames() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "frames.toml").read_text(encoding="utf-8"))


class Drawn:
    """Makes exchanges without end; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        self._values = Values(self._rng)

    def draw(self) -> Exchange:
        """One exchange, with up to three data."""
        lang, turns = self._rng.choice(("it", "en")), []
        for _ in range(self._rng.choice((1, 1, 2, 3))):
            kind = self._rng.choices(list(_SHARES), list(_SHARES.values()))[0]
            turns += self._asked(kind, lang) if self._rng.random() < _ASKED else self._told(kind, lang)
            if self._rng.random() < _NOTHING:
                turns.append([(self._nothing(lang), "")])
        if self._rng.random() < _WRITTEN:
            turns = [self._as_written(turn) for turn in turns]
        filled = [[piece for piece in turn if piece[0]] for turn in turns]
        return Exchange(lang, [turn for turn in filled if turn])

    def _asked(self, kind: str, lang: str) -> list[Turn]:
        frames, parts = _frames()[lang], self._values.draw(kind, lang)
        answer = self._tell(parts, kind, lang)
        answer[0].insert(0, (self._rng.choice(frames["before"]), ""))
        answer[-1].append((self._rng.choice(frames["after"]), ""))
        chance = self._rng.random()
        if chance < _REPLY:
            answer.append([(self._rng.choice(frames["replies"]), "")])
        elif chance < _REPLY + _READ_BACK:
            answer.append([(parts[0], kind)])
        return [[(self._rng.choice(frames["asks"][kind]), "")], *answer]

    def _told(self, kind: str, lang: str) -> list[Turn]:
        frames = _frames()[lang]
        before, after = self._rng.choice(frames["tells"][kind]).split("{}")
        turns = self._tell(self._values.draw(kind, lang), kind, lang)
        turns[0].insert(0, (before, ""))
        turns[-1].append((after, ""))
        return turns

    def _tell(self, parts: list[str], kind: str, lang: str) -> list[Turn]:
        """The parts in one turn, or one a turn with a yes or a read-back between."""
        if len(parts) == 1 or self._rng.random() < _IN_ONE_TURN:
            then = " poi " if lang == "it" else " then "
            joint = self._rng.choice(((" ", kind), (" ", kind), (", ", kind), (then, "")))
            return [[piece for part in parts for piece in (joint, (part, kind))][1:]]
        turns: list[Turn] = []
        for part in parts:
            yes = self._rng.choice((*_frames()[lang]["goes_on"], ""))
            turns += [[(part, kind)], [(yes, "") if yes else (part, kind)]]
        return turns[:-1]

    def _nothing(self, lang: str) -> str:
        """What looks like data and is none."""
        frame = str(self._rng.choice(_frames()[lang]["nothing"]))
        fills = {
            "n": lambda: self._number(1, 400, lang), "a": lambda: self._number(20, 95, lang),
            "d": lambda: self._number(1, 28, lang), "h": lambda: self._number(7, 22, lang),
            "y": lambda: two_digits(self._rng.randint(10, 29), lang), "m": lambda: self._rng.choice(MONTHS[lang]),
            "o": lambda: self._rng.choice(ORDINALS), "l": lambda: self._values.letters(1, lang),
            "s": lambda: self._values.surname(lang),
        }  # fmt: skip
        for slot, fill in fills.items():
            while f"{{{slot}}}" in frame:
                frame = frame.replace(f"{{{slot}}}", fill(), 1)
        return frame

    def _number(self, least: int, most: int, lang: str) -> str:
        number = self._rng.randint(least, most)
        return in_words(number, lang) if self._rng.random() < 0.7 else str(number)

    def _as_written(self, turn: Turn) -> Turn:
        """With capitals and a mark at the end."""
        titled = [(_titled(text) if kind in ("PERSON", "ADDRESS") else text, kind) for text, kind in turn if text]
        if not titled:
            return titled
        first, kind = titled[0]
        titled[0] = (first[:1].upper() + first[1:], kind)
        return [*titled, (self._rng.choice((".", "", "?" if not kind else ".")), "")]


def _titled(text: str) -> str:
    small = ("di", "del", "della", "dei", "delle", "al", "a", "interno", "scala", "numero", "of", "in")
    return " ".join(word if word in small else word[:1].upper() + word[1:] for word in text.split(" "))
