"""Which seconds of a recording to silence anew after a person corrected its words.

A correction shows personal data in two ways: the new words are masked where the old ones stood open, or the old ones
are taken away and nothing that anybody could read replaces them. Both are silenced. Words that merely replace
misheard ones are not: there the sound was right and the text wrong.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from qa_service.domain.transcript import Turn, Word
from qa_service.understand.redact import Silence, whole

_MASK = re.compile(r"\[[A-Z][A-Z_]+\]")
_TOKEN = re.compile(rf"{_MASK.pattern}|\w+")


def newly_hidden(before: Turn, after: Turn) -> list[Silence]:
    """The stretches of `before` (masked, with the times of its words) that hold what `after` (masked) hides anew.

    Fails closed: a stretch reaches from the last word that stays to the next one, since what was misheard may have
    been longer; and the whole turn is silenced where its words have no times, or where a datum was put in that nobody
    had heard.
    """
    old, new = list(_timed(before)), _TOKEN.findall(after.text)
    changes = _hiding([text.casefold() for text, _ in old], new)
    if not changes:
        return []
    words = [word for _, word in old if word is not None]
    if len(words) < len(old) or any(first == last for first, last in changes):
        return whole(before)
    return [_between(before, words, first, last) for first, last in changes]


def _between(turn: Turn, words: Sequence[Word], first: int, last: int) -> Silence:
    """From the word before `first` to the word `last`, or to the ends of the turn."""
    start = words[first - 1].end if first else min(words[0].start, turn.start or words[0].start)
    end = words[last].start if last < len(words) else max(words[-1].end, turn.end or 0.0)
    return min(start, words[first].start), max(end, words[last - 1].end), words[first].speaker


def _timed(turn: Turn) -> Iterator[tuple[str, Word | None]]:
    """Each token with the word that says when it was spoken; None where no times are known."""
    if not turn.words:
        yield from ((token, None) for token in _TOKEN.findall(turn.text))
    for word in turn.words:
        yield from ((token, word) for token in _TOKEN.findall(word.text))


def _hiding(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """The runs of `old` tokens in whose place something is hidden; an empty run where a datum was put in."""
    matcher = SequenceMatcher(None, old, [token.casefold() for token in new], autojunk=False)
    return [
        (first, last)
        for change, first, last, since, until in matcher.get_opcodes()
        if change == "delete" or (change in ("replace", "insert") and any(map(_MASK.fullmatch, new[since:until])))
    ]
