"""The word lists: given names, surnames and words that are not names. Read once, on first use."""

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_SHORTEST_STEM = 4


@cache
def words(name: str) -> frozenset[str]:
    """The entries of one list file beside this module; lines that begin with # are comments."""
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def given_name(low: str) -> bool:
    """Whether the lower-case word is a known Italian or English given name."""
    return low in words("given_names.txt")


def surname(low: str) -> bool:
    """Whether the lower-case word is a known surname."""
    return low in words("surnames.txt")


def ordinary(low: str) -> bool:
    """Whether the lower-case word is a known plain word, place or company word."""
    return low in words("ordinary_words.txt")


@cache
def _stems() -> frozenset[str]:
    return frozenset(stem(word) for word in words("ordinary_words.txt"))


def stem(low: str) -> str:
    """A word without its last two letters, where inflection happens; short words stay whole."""
    return low[:-2] if len(low) - 2 >= _SHORTEST_STEM else low


def like_ordinary(low: str) -> bool:
    """Whether a plain word shares the stem: a form of a word that the list has in another form."""
    return stem(low) in _stems()
