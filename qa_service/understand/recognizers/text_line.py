"""One turn cut into tokens once, for all recognisers; and what a recogniser answers."""

import re
from bisect import bisect_left
from typing import NamedTuple

_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")


class Hit(NamedTuple):
    """Characters `start` to `end` hold a datum of type `kind`; `score` (0..1) settles overlaps."""

    start: int
    end: int
    kind: str
    score: float


MOST_READ = 30_000
"""Characters of a turn that are looked at: about 5,000 words. Whatever they are, no recogniser takes a second."""
_OVERLAP = 300


class TextLine:
    """A turn's text with its tokens: `words` as written, `lows` in lower case, `starts` and `ends` as offsets.

    Of a text over `MOST_READ` characters only the beginning is read; `unread` hides the rest.

    A token is a run of letters and digits or one mark. `cased` is false for text without any capital (recognisers
    of speech often write so), where the shape of a word says nothing.
    """

    __slots__ = ("cased", "ends", "has_digits", "length", "lows", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.length = len(text)
        text = text[:MOST_READ]
        tokens = list(_TOKEN.finditer(text))
        self.text = text
        self.words = [match.group() for match in tokens]
        self.lows = [word.lower() for word in self.words]
        self.starts = [match.start() for match in tokens]
        self.ends = [match.end() for match in tokens]
        self.cased = self.words != self.lows
        self.has_digits = _DIGIT.search(text) is not None

    def __len__(self) -> int:
        return len(self.words)

    def hit(self, first: int, last: int, kind: str, score: float) -> Hit:
        """The hit that covers tokens `first` to `last`, both included."""
        return Hit(self.starts[first], self.ends[last], kind, score)

    def glued(self, token: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return token > 0 and self.starts[token] == self.ends[token - 1]

    def elided(self, token: int) -> bool:
        """Whether a token of one or two signs is tied to a word by an apostrophe: `c'è`, `l'ho`, `I'm`, `it's`."""
        if len(self.words[token]) > 2:
            return False
        before = token > 0 and self.words[token - 1] in "'’" and self.glued(token)
        after = token + 1 < len(self) and self.words[token + 1] in "'’" and self.glued(token + 1)
        return before or after

    def unread(self) -> list[Hit]:
        """What nobody looked at, hidden as one datum, with a margin for what the cut may have torn apart."""
        return [Hit(MOST_READ - _OVERLAP, self.length, "OTHER_ID", 1.0)] if self.length > MOST_READ else []

    def token_from(self, offset: int) -> int | None:
        """The token that begins at this character, None when none does."""
        return _at(self.starts, offset)

    def token_to(self, offset: int) -> int | None:
        """The token that ends before this character, None when none does."""
        return _at(self.ends, offset)


def _at(offsets: list[int], offset: int) -> int | None:
    place = bisect_left(offsets, offset)
    return place if place < len(offsets) and offsets[place] == offset else None
