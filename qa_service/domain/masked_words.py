"""Words that a person masks: where they stand in a text, however they are spelled there.

Two spellings are the same words where their letters and digits are, without case, accents, spaces and punctuation:
``348 123 4567`` and ``3481234567``, ``D'Amico`` and ``d amico``.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

MASK = re.compile(r"\[([A-Z][A-Z_]+)\]")
"""What stands in the place of a masked datum."""
_TOKEN = re.compile(rf"(?P<mask>{MASK.pattern})|[^\W_]+")
_SHORTEST = 3
"""Letters from which words are looked for elsewhere: a single digit or article stands anywhere."""


class DatumKind(StrEnum):
    """As what a person may mask words."""

    PERSON = "PERSON"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    ADDRESS = "ADDRESS"
    DATE_OF_BIRTH = "DATE_OF_BIRTH"
    IBAN = "IBAN"
    CREDIT_CARD = "CREDIT_CARD"
    NATIONAL_ID = "NATIONAL_ID"
    POD_PDR = "POD_PDR"
    CUSTOMER_CODE = "CUSTOMER_CODE"
    OTHER_ID = "OTHER_ID"


class TextSpan(NamedTuple):
    """Characters of a text, from `start` to before `end`."""

    start: int
    end: int


class _Token(NamedTuple):
    """`key` is empty for a mask."""

    start: int
    end: int
    key: str


def key_of(text: str) -> str:
    """What equal words have in common: their letters and digits, folded; masks have none."""
    return "".join(token.key for token in _tokens(text))


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        yield _Token(match.start(), match.end(), "" if match["mask"] else _folded(match[0]))


def _folded(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in apart if character.isalnum())


def grown(text: str, start: int, end: int) -> TextSpan | None:
    """The whole words and masks that these characters touch; None where they touch none."""
    touched = [token for token in _tokens(text) if token.start < end and start < token.end]
    return TextSpan(touched[0].start, touched[-1].end) if touched else None


def words_of(text: str) -> list[TextSpan]:
    """Each of its words, as people count them: what stands between spaces."""
    return [TextSpan(match.start(), match.end()) for match in re.finditer(r"\S+", text)]


def keys_of(words: str, kind: str) -> tuple[str, ...]:
    """By what the same words are found elsewhere, and of a name each part that is written with a capital.

    Empty where they are too short to be looked for, or have a mask among them: what it hides nobody knows.
    """
    if MASK.search(words):
        return ()
    keys = [key_of(words)]
    if kind == DatumKind.PERSON:
        keys += [token.key for token in _tokens(words) if words[token.start].isupper()]
    return tuple(dict.fromkeys(key for key in keys if len(key) >= _SHORTEST))


@dataclass(frozen=True, slots=True)
class HiddenWords:
    """Words to look for: how many letters and digits they have, and whether a key is one of theirs."""

    lengths: frozenset[int]
    knows: Callable[[str], bool]

    @classmethod
    def of(cls, keys: Sequence[str]) -> "HiddenWords":
        """Those with these keys."""
        return cls(frozenset(map(len, keys)), frozenset(keys).__contains__)

    def places(self, text: str) -> list[TextSpan]:
        """Where they stand in a text, the longest first where several begin together, never overlapping."""
        if not self.lengths:
            return []
        tokens, places, at = list(_tokens(text)), list[TextSpan](), 0
        while at < len(tokens):
            last = self._last(tokens, at)
            if last is not None:
                places.append(TextSpan(tokens[at].start, tokens[last].end))
                at = last
            at += 1
        return places

    def _last(self, tokens: Sequence[_Token], first: int) -> int | None:
        """The last token of the longest words that begin with this one."""
        key, found, longest = "", None, max(self.lengths)
        for number in range(first, len(tokens)):
            key += tokens[number].key
            if not tokens[number].key or len(key) > longest:
                break
            if len(key) in self.lengths and self.knows(key):
                found = number
        return found

    def masked(self, text: str, kind: str) -> str:
        """The text with a mask in the place of each."""
        pieces, at = [], 0
        for place in self.places(text):
            pieces += [text[at : place.start], f"[{kind}]"]
            at = place.end
        return "".join([*pieces, text[at:]])


class MaskingAct(StrEnum):
    """What a person did to masks. NOT_PERSONAL: said of one that it hides nothing personal, where nothing of what it
    hides is kept any more.
    """

    MASKED = "masked"
    RELEASED = "released"
    NOT_PERSONAL = "not_personal"
