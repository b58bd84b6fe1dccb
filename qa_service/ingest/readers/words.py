"""The words of a speech recogniser, joined to turns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa_service.domain.interaction import Party
from qa_service.ingest.readers.contact import ForeignTurn

_LONGEST_TURN = 2_000
"""Characters; afterwards a turn ends with the sentence. Somebody who never pauses speaks in turns of bounded length."""
_PAUSE = 1.0
"""Seconds of silence that end a turn where nobody is told apart."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """`glued`: it stands right behind the word before it, as punctuation does. Times are seconds."""

    text: str
    voice: str | int | None = None
    speaker: Party | None = None
    start: float | None = None
    end: float | None = None
    glued: bool = False


def turns(words: Iterable[HeardWord]) -> list[ForeignTurn]:
    """A turn ends where another voice speaks, after a pause where there are no voices, and where it gets very long."""
    return [_turn(part) for part in _parts(words)]


def _parts(words: Iterable[HeardWord]) -> Iterator[list[HeardWord]]:
    part: list[HeardWord] = []
    length, last = 0, None  # punctuation has no voice and no time
    for word in words:
        if last is not None and not word.glued and (_ends(last, word) or length > _LONGEST_TURN):
            yield part
            part, length = [], 0
        part.append(word)
        length += len(word.text) + 1
        last = last if word.glued and last is not None else word
    if part:
        yield part


def _ends(before: HeardWord, after: HeardWord) -> bool:
    if (before.speaker, before.voice) != (after.speaker, after.voice):
        return True
    if after.voice is not None or after.speaker is not None:
        return False
    return before.end is not None and after.start is not None and after.start - before.end >= _PAUSE


def _turn(words: list[HeardWord]) -> ForeignTurn:
    text = "".join(word.text if word.glued else f" {word.text}" for word in words).strip()
    starts = [word.start for word in words if word.start is not None]
    ends = [word.end for word in words if word.end is not None]
    start = starts[0] if starts else None
    return ForeignTurn(text, words[0].speaker, voice=words[0].voice, start=start, end=ends[-1] if ends else None)
