"""The lines of a mail's body, with how deep each is quoted and what its program says of it."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

DEEPEST = 20
_MARKS = re.compile(r"(?:[ \t]{0,2}>){1,200}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\u1427]")
"""U+1427 is what trackers of opened mail put behind the words."""
_GAPS = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000]")


class Mark(StrEnum):
    """What the program that wrote a page says of a line: it heads what is quoted below it, all below is of another
    message, or it is of a signature.
    """

    HEADING = "heading"
    HISTORY = "history"
    SIGNATURE = "signature"


class Line(NamedTuple):
    """`depth` 0: not quoted; 1: of the message that is answered; 2: of the one that was answered by that."""

    text: str
    depth: int = 0
    mark: Mark | None = None


def of_text(text: str, *, flowed: bool = False, joined: bool = False) -> list[Line]:
    """The lines of a plain body. `flowed`, `joined`: format=flowed and DelSp of RFC 3676."""
    lines = [_line(line) for line in clean(text).split("\n")]
    return unflowed(lines, joined) if flowed else [Line(line.text.strip(), line.depth) for line in lines]


def clean(text: str) -> str:
    """Without the characters that say nothing, with plain blanks and ends of lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\x85", "\n")
    return _SPACES.sub(" ", _CONTROL.sub("", text).replace("\u2028", "\n").replace("\u2029", "\n"))


def _line(line: str) -> Line:
    match = _MARKS.match(line)
    if match is None:
        return Line(line)
    return Line(line[match.end() :].removeprefix(" "), min(match.group().count(">"), DEEPEST))


def unflowed(lines: Sequence[Line], joined: bool) -> list[Line]:
    """A line that ends with a blank goes on in the next of the same depth, but for the mark of a signature."""
    whole: list[Line] = []
    parts: list[str] = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        text = line.text.removeprefix(" ") if line.depth == 0 else line.text
        goes_on = text.endswith(" ") and text != "-- " and following is not None and following.depth == line.depth
        parts.append(text[:-1] if goes_on and joined else text)
        if not goes_on:
            whole.append(Line("".join(parts).strip(), line.depth))
            parts = []
    return whole


def text_of(lines: Sequence[Line]) -> str:
    """As people read it, with no more than one empty line between two."""
    return _GAPS.sub("\n\n", "\n".join(line.text.rstrip() for line in lines)).strip()


def paragraphs_of(texts: Sequence[str]) -> list[list[str]]:
    """The lines between empty ones."""
    paragraphs: list[list[str]] = [[]]
    for text in texts:
        if text.strip():
            paragraphs[-1].append(text)
        elif paragraphs[-1]:
            paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]
