"""Whether a word that was heard is the one that is asked for: itself, another form of it, or a recogniser's error.

The rule on errors, which docs/decisions/words-as-they-are-heard.md states with its figures: they are looked for where a
recogniser wrote, never in a chat or a mail; the first letter must be right; one letter may be wrong, missing, too many
or swapped with its neighbour in a word of five to eight letters, two in a longer one; none in a shorter one, in a mask
or in a number.
"""

from functools import lru_cache
from typing import Literal

from qa_service.scoring.wording.stems import stem

SHORTEST_WITH_ERROR = 5
SHORTEST_WITH_TWO = 9
WORDS_TO_AN_ERROR = 3
"""A phrase may hold one misheard word for so many of its words; a shorter one leans on every word."""
Likeness = Literal["same", "misheard"]


@lru_cache(maxsize=400_000)
def likeness(asked: str, heard: str, lang: str) -> Likeness | None:
    """How `heard` stands for `asked`; both as `tokens` writes them. None: it is another word."""
    if asked == heard:
        return "same"
    if asked.startswith("[") or heard.startswith("[") or asked.isdigit() or heard.isdigit():
        return None
    if len(asked) > 2 and len(heard) > 2 and stem(asked, lang) == stem(heard, lang):
        return "same"
    return "misheard" if _misheard(asked, heard) else None


def _misheard(asked: str, heard: str) -> bool:
    shorter = min(len(asked), len(heard))
    if shorter < SHORTEST_WITH_ERROR or asked[0] != heard[0]:
        return False
    most = 1 if shorter < SHORTEST_WITH_TWO else 2
    return abs(len(asked) - len(heard)) <= most and distance(asked, heard, most) <= most


def distance(left: str, right: str, most: int) -> int:
    """Letters to insert, drop, change or swap with a neighbour (optimal string alignment); `most` + 1 is any more.

    Boytsov (2011), Indexing methods for approximate dictionary searching, section 2.2.1.
    """
    before, row = [0] * (len(right) + 1), list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(right, 1):
            steps = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                steps = min(steps, earlier[j - 2] + 1)
            row.append(steps)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def errors_allowed(words: int) -> int:
    """Misheard words that a phrase of so many words may hold."""
    return words // WORDS_TO_AN_ERROR
