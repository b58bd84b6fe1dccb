"""What each turn of an interaction asks for, and which turns answer it: a name, its spelling, an address, an e-mail
address, a code, a secret word.

A question is a noun of the field after a word of asking (`mi dice il cognome`), before one (`il pod ce l'ha`), before a
question mark, or alone (`e il cognome`). Its answer is the next turn that says anything; `mm`, `go ahead` and `and
the last
bit?` keep it open.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from qa_service.understand.recognizers.lexicon import cues, ordinary, phrases, words
from qa_service.understand.recognizers.numerals import value_of
from qa_service.understand.recognizers.text_line import TextLine

_TALK = "talk_words.txt"
_SENTENCE = re.compile(r"[^.?!;\n]+|[.?!;\n]")
_WORD = re.compile(r"[^\W_]+|@")
_LAST_CHARACTERS = 400
_SENTENCES = 3
_REACH = 7
_LONGEST_BARE = 6
_LONGEST_MARKED = 14
_LONGEST_FOLLOW_UP = 10
_LONGEST_NOD = 6
_STALE = 1


class Asked(StrEnum):
    """What a turn can ask for."""

    ADDRESS = "address"
    EMAIL = "email"
    NAME = "name"
    SPELLING = "spelling"
    CODE = "code"
    WORD = "word"


class Expected(NamedTuple):
    """What a turn is an answer to. `first`: nothing was answered yet; `open`: the turn before only asked for more."""

    asked: Asked
    first: bool
    open: bool


def expected(lines: Sequence[TextLine]) -> list[Expected | None]:
    """For each line what it may answer, None where nothing was asked for."""
    expectations: list[Expected | None] = []
    asked, answered, goes_on = None, 0, False
    for line in lines:
        expectations.append(Expected(asked, answered == 0, goes_on) if asked else None)
        question = of(line)
        if question is Asked.CODE and asked is Asked.ADDRESS and _asks_for_number(line):
            question = asked  # the number of the house
        if question is not None:
            asked, answered, goes_on = question, 0, False
        elif asked is not None and (is_nod(line) or _follows_up(line)):
            goes_on = answered > 0
        elif asked is not None:
            answered, goes_on = answered + (not goes_on), False
            asked = asked if answered <= _STALE else None
    return expectations


def _asks_for_number(line: TextLine) -> bool:
    """Whether a short line asks for a number and says of what in no way."""
    said = [low for low in line.lows if low[0].isalnum()]
    return any(low in ("numero", "number") for low in said[-2:]) and len(said) <= _LONGEST_FOLLOW_UP


def of(line: TextLine) -> Asked | None:
    """What the last sentences of a line ask for, None when nothing of the kind."""
    return next((kind for said, marked in reversed(list(_sentences(line))) if (kind := _asks(said, marked))), None)


def _sentences(line: TextLine) -> Iterator[tuple[list[str], bool]]:
    """The words of the last sentences, and whether a question mark ends each."""
    pieces = _SENTENCE.findall(line.text[-_LAST_CHARACTERS:].lower())
    sentences = [
        (_WORD.findall(piece), after == "?")
        for piece, after in zip(pieces, [*pieces[1:], ""], strict=False)
        if len(piece) > 1 or piece.isalnum()
    ]
    yield from sentences[-_SENTENCES:]


def _asks(said: Sequence[str], marked: bool) -> Asked | None:
    """What a sentence asks for."""
    if not cues("answers", "impersonal").isdisjoint(said) or has_phrase(said, "impersonal_phrases"):
        return None
    if has_phrase(said, "address_asks"):
        return Asked.ADDRESS
    kind = _kind(said[-_REACH:]) if marked and len(said) <= _LONGEST_MARKED else None
    if kind is None and (_is_bare(said) or _closes_with_noun(said)):
        kind = _kind(said[-_LONGEST_BARE:])
    if kind is not None:
        return kind
    for end in phrase_ends(said, "asks"):
        kind = _kind(said[end : end + _REACH])
        if kind is not None:
            return kind
    for end in phrase_ends(said, "asks_after"):
        kind = _kind(said[max(0, end - _REACH) : end])
        if kind is not None:
            return kind
    return None


def has_phrase(said: Sequence[str], key: str) -> bool:
    """Whether one of the phrases of this list of questions stands among the words."""
    return next(phrase_ends(said, key), 0) > 0


def phrase_ends(said: Sequence[str], key: str, section: str = "answers") -> Iterator[int]:
    """Where the phrases of a list end among the words."""
    known = phrases(section, key)
    for at, low in enumerate(said):
        for row in known.get(low, ()):
            if tuple(said[at : at + len(row)]) == row:
                yield at + len(row)


def tells_address(line: TextLine) -> bool:
    """Whether a line says of itself that an address follows: `abito in`, `ship to`."""
    return next(phrase_ends([low for low in line.lows if low[0].isalnum()], "tells", "addresses"), 0) > 0


def is_nod(line: TextLine) -> bool:
    """Whether a line only says that it listens: `sì`, `mm hm`, `go ahead`, or nothing at all."""
    said = [low for low in line.lows if low[0].isalnum()]
    return len(said) <= _LONGEST_NOD and all(
        low in cues("codes", "asides") or low in cues("codes", "nods") or low in cues("answers", "nods") for low in said
    )


def is_noun(low: str) -> bool:
    """Whether a word names what can be asked for: `cognome`, `postcode`."""
    return any(low in cues("answers", key) for key in ("address", "email", "name", "code", "word", "bare"))


def _is_bare(said: Sequence[str]) -> bool:
    """Whether a short sentence names nothing but what it wants: `e il cognome`, `numero di targa del veicolo`."""
    while said and said[0] in cues("answers", "openings"):
        said = said[1:]
    if not said or len(said) > _LONGEST_BARE or not is_noun(said[0]):
        return False
    return all((low in words(_TALK) or ordinary(low) or is_noun(low)) and value_of(low) is None for low in said)


def _closes_with_noun(said: Sequence[str]) -> bool:
    """Whether a sentence ends in `e il numero`, `and your postcode`."""
    at = next((len(said) - back for back in (3, 4) if said[-back : -back + 1] in (["e"], ["and"])), None)
    return at is not None and said[at + 1] in cues("answers", "openings") and is_noun(said[-1])


def _kind(said: Sequence[str]) -> Asked | None:
    lows = set(said)
    for key, asked in (("spell_phrases", Asked.SPELLING), ("word_phrases", Asked.WORD)):
        if has_phrase(said, key):
            return asked
    for key, asked in (("email", Asked.EMAIL), ("address", Asked.ADDRESS), ("name", Asked.NAME), ("code", Asked.CODE)):
        if not lows.isdisjoint(cues("answers", key)) or (key != "code" and has_phrase(said, f"{key}_phrases")):
            return asked
    return None


def _follows_up(line: TextLine) -> bool:
    """Whether a short line asks for more of the same: `and the last bit`, `manca un numero`."""
    said = [low for low in line.lows if low[0].isalnum()]
    if len(said) > _LONGEST_FOLLOW_UP or not has_phrase(said, "continues"):
        return False
    return all(low in words(_TALK) or ordinary(low) or is_noun(low) or value_of(low) for low in said)
