"""Cuts the text of an e-mail at the headers of what it quotes, Italian and English, line by line.

Three kinds of header are known: one sentence (`Il 2 novembre Luca Neri ha scritto:`, over up to four lines), a block of
fields (`Da: … Inviato: …`), and a line of hyphens (`---- Messaggio originale ----`). Each line is looked at once, so
that any text is cut in linear time.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

_QUOTES = "> "
_LONGEST_LINE = 400  # of a header: a date, a name, an address
_MOST_LINES = 4
_OPENINGS = ("on", "il")
_CLOSINGS = ("wrote:", "ha scritto:")
_FIELD = re.compile(r"[* ]*(?:from|sent|to|subject|date|cc|organization|da|inviato|a|oggetto|data):[* ]*", re.I)
_SEPARATOR = re.compile(r"-{5,99} ?(?:original message|messaggio originale) ?-{5,99}", re.I)


class Reply(NamedTuple):
    """What one person wrote, and the header above it; the newest has none."""

    header: str
    text: str


def split(text: str) -> list[Reply]:
    """The replies of a text, newest first, as they stand in it; lines are stripped."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").split("\n")]
    replies, header, start, at = [], "", 0, 0
    while at < len(lines):
        size = _header(lines, at)
        if size:
            replies.append(Reply(header, "\n".join(lines[start:at]).strip()))
            header, start = "\n".join(lines[at : at + size]).strip(), at + size
        at += size or 1
    return [*replies, Reply(header, "\n".join(lines[start:]).strip())]


def _header(lines: Sequence[str], at: int) -> int:
    """How many lines the header that begins at line `at` has, 0 when there is none."""
    if _SEPARATOR.fullmatch(lines[at]):
        return 1
    return _sentence(lines, at) or _block(lines, at)


def _sentence(lines: Sequence[str], at: int) -> int:
    bare = lines[at].lstrip(_QUOTES)
    if bare[:3].lower().strip() not in _OPENINGS:
        return 0
    for size, line in enumerate(lines[at : at + _MOST_LINES], start=1):
        if not line.strip(_QUOTES) or len(line) > _LONGEST_LINE:
            break
        if line.lower().endswith(_CLOSINGS):
            return size
    return 0


def _block(lines: Sequence[str], at: int) -> int:
    """Two fields or more. One line that is no field may stand before a field: the rest of a value."""
    end, fields = at, 0
    while end < len(lines) and _is_field(lines[end]):
        goes_on = end + 2 < len(lines) and not _is_field(lines[end + 1]) and _is_field(lines[end + 2])
        fields, end = fields + 1, end + (2 if goes_on else 1)
    return end - at if fields > 1 else 0


def _is_field(line: str) -> bool:
    return _FIELD.match(line.lstrip(_QUOTES)) is not None
