"""The word lists: given names, surnames and words that are not names. Read once, on first use."""

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def _words(name: str) -> frozenset[str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def given_name(low: str) -> bool:
    """Whether the lower-case word is a known Italian or English given name."""
    return low in _words("given_names.txt")


def surname(low: str) -> bool:
    """Whether the lower-case word is a known surname."""
    return low in _words("surnames.txt")


def ordinary(low: str) -> bool:
    """Whether the lower-case word is a known plain word, place or company word."""
    return low in _words("ordinary_words.txt")
