"""The word lists beside this module: names, plain words, and the cues of each recogniser. Read once, on first use."""

import json
import re
import tomllib
import unicodedata
from functools import cache
from math import log
from pathlib import Path

_HERE = Path(__file__).parent
_SHORTEST_STEM = 4
_WORD = re.compile(r"[^\W_]+|@")
_LONGEST_WORD = 30
_LIKE_A_NAME, _LIKE_A_WORD = log(0.7 / 0.3), log(0.25 / 0.75)
"""Log odds of a name, by its letters alone, from which a word looks like a name, and up to which like a word."""


@cache
def words(name: str) -> frozenset[str]:
    """The entries of one list file; lines that begin with # are comments."""
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _cues() -> dict[str, dict[str, str]]:
    return tomllib.loads((_HERE / "cues.toml").read_text(encoding="utf-8"))


@cache
def cues(section: str, key: str) -> frozenset[str]:
    """The words of one list of cues.toml."""
    return frozenset(_cues()[section][key].split())


@cache
def pairs(section: str, key: str) -> dict[str, str]:
    """A list of cues.toml whose entries read ``word=value``."""
    return dict(entry.split("=", 1) for entry in _cues()[section][key].split())


@cache
def phrases(section: str, key: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """A list of cues.toml whose entries are parted by ``/``, as rows of words without marks, by their first word."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _cues()[section][key].replace("\n", "/").split("/"):
        row = tuple(_WORD.findall(phrase))
        if row:
            by_first.setdefault(row[0], []).append(row)
    return {first: tuple(rows) for first, rows in by_first.items()}


def given_name(low: str) -> str:
    """``G`` for a lower-case given name of the curated list, ``g`` for one that only the census has, else ""."""
    return "G" if low in words("given_names.txt") else "g" if low in words("given_names_census.txt") else ""


def surname(low: str) -> str:
    """``N`` for a surname of the curated list, ``n`` for one that only the census has, else ""."""
    return "N" if low in words("surnames.txt") else "n" if low in words("surnames_census.txt") else ""


def place(low: str) -> str:
    """``p`` for a town, country, month, day or company of the list, else "": many are names of people, too."""
    return "p" if low in words("places.txt") else ""


def listed(low: str) -> str:
    """What the lists of names and places say of a lower-case word, as letters in a row."""
    return given_name(low) + surname(low) + place(low)


def ordinary(low: str) -> bool:
    """Whether the lower-case word is a known plain word, place or company word."""
    return low in words("ordinary_words.txt") or low in words("rare_words.txt")


def plainness(low: str) -> str:
    """``o`` for a plain word seen in several interactions, ``r`` for one seen in one, ``s`` for one with the stem of
    such a word, "" for an unknown word."""
    if low in words("ordinary_words.txt"):
        return "o"
    if low in words("rare_words.txt"):
        return "r"
    return "s" if stem(low) in _stems() else ""


def stem(low: str) -> str:
    """A word without its last two letters, where inflection happens; short words stay whole."""
    return low[:-2] if len(low) - 2 >= _SHORTEST_STEM else low


@cache
def _stems() -> frozenset[str]:
    return frozenset(stem(word) for name in ("ordinary_words.txt", "rare_words.txt") for word in words(name))


def letters(low: str) -> str:
    """``+`` for a word whose letters look like those of a name, ``-`` for one that looks like a word of Italian or
    English, "" where they say nothing."""
    if not low.isalpha() or len(low) < 3:
        return ""
    odds = name_likeness(low)
    return "+" if odds >= _LIKE_A_NAME else "-" if odds <= _LIKE_A_WORD else ""


def name_likeness(low: str) -> float:
    """Log odds that a word is a name rather than a word of Italian or English, by its letters (eval.name_letters)."""
    weights = _letter_weights()
    return weights["bias"] + sum(weights.get(piece, 0.0) for piece in letter_pieces(low))


def letter_pieces(low: str) -> set[str]:
    """The runs of two to four letters of a word without accents, its ends marked by ^ and $."""
    marked = f"^{_plain_letters(low[:_LONGEST_WORD])}$"
    return {marked[at : at + size] for size in (2, 3, 4) for at in range(len(marked) - size + 1)}


def _plain_letters(low: str) -> str:
    return (
        low if low.isascii() else "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))
    )


@cache
def _letter_weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads((_HERE / "name_letters.json").read_text(encoding="utf-8"))
    return weights
