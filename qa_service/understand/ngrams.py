"""Words and word pairs as numbers: the cheap second view of a text beside its vector. Pure."""

import itertools
import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Grams = NDArray[np.uint32]

_WORD = re.compile(r"\[[a-z_]+\]|[^\W\d_]+|\d+")
_CHOICE = 1 << 18
"""Numbers run from 0 to 262,143: two different word pairs of the corpus seldom meet in one."""
_NAMES = frozenset(zlib.crc32(gram) % _CHOICE for gram in (b"[person]", b"[person] [person]"))
AGENT_SALT = 0x2A5A5
CUSTOMER_SALT = 0x15A3C
OTHER_SALT = 0x33C0F


def words(text: str) -> list[str]:
    """Lower-case words without accents; digits become `0`, so that no amount or date is a feature of its own."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return ["0" if word[0].isdigit() else word for word in _WORD.findall(plain)]


def grams(text: str) -> Grams:
    """Numbers of the words and neighbouring pairs of `text`, with repetitions."""
    single = words(text)
    pairs = [f"{a} {b}" for a, b in itertools.pairwise(single)]
    return np.array([zlib.crc32(gram.encode()) % _CHOICE for gram in single + pairs], np.uint32)


def is_name(numbers: Grams) -> bool:
    """Whether a text of these grams is nothing but a masked name (or several)."""
    return len(numbers) > 0 and _NAMES.issuperset(numbers.tolist())


def salted(numbers: Grams, salt: int) -> Grams:
    """The same grams as said by one party: a different number for each, by a one-to-one change."""
    return np.bitwise_xor(numbers, np.uint32(salt))


def weights(numbers: Iterable[Grams]) -> tuple[Grams, NDArray[np.float32]]:
    """Distinct numbers, rising, and for each 1 + ln(count)."""
    joined = np.concatenate([np.zeros(0, np.uint32), *numbers])
    distinct, counts = np.unique(joined, return_counts=True)
    return distinct, (1.0 + np.log(counts)).astype(np.float32)


def table(numbers: Sequence[int]) -> NDArray[np.int32]:
    """For each possible number its row among `numbers`, or -1."""
    rows = np.full(_CHOICE, -1, np.int32)
    rows[np.asarray(numbers, np.int64)] = np.arange(len(numbers), dtype=np.int32)
    return rows
