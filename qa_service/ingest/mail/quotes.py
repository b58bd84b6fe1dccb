"""What the writer of a mail wrote, apart from what they quote and pass on.

A mail is cut into pieces in the order of the page: own words, quoted ones, and forwarded ones. A quote is cut again, as
the mail that it is. The words below a quote that is marked line by line (`>`, a block quote) are the writer's again, so
that answers below and between are theirs; below a heading without marks all is of the earlier message.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qa_service.ingest.mail import headings, own_words
from qa_service.ingest.mail.headings import Heading
from qa_service.ingest.mail.lines import DEEPEST, Line


class Kind(StrEnum):
    """Whose words a piece is."""

    OWN = "own"
    QUOTED = "quoted"
    FORWARDED = "forwarded"


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` of own words; `lines` of the others, one level less deep, with the heading above them."""

    kind: Kind
    text: str = ""
    heading: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What one person wrote. `level` 0: the writer of the mail; 1: whom they answer; 2: whom that one answered.
    `headings` are those above it, outermost first; the last names its writer, if it is not empty.
    """

    text: str
    level: int
    headings: tuple[str, ...] = ()
    forwarded: bool = False


def said(lines: Sequence[Line], *, forwards: bool = False) -> list[Said]:
    """All that is said in a body, older words first where the page has them last. `forwards`: its subject says that it
    passes a message on.
    """
    return list(_said(cut(lines), 0, (), forwards, False))


def cut(lines: Sequence[Line]) -> list[Piece]:
    """The pieces of one mail, or of one quote of a mail."""
    pieces: list[Piece] = []
    own: list[Line] = []
    at = 0
    while at < len(lines):
        if lines[at].depth > 0:
            end = _quote_end(lines, at)
            _add_own(pieces, own)
            pieces.append(Piece(Kind.QUOTED, lines=_shallower(lines[at:end])))
            at = end
            continue
        heading = headings.at(lines, at)
        if heading is None:
            own.append(lines[at])
            at += 1
            continue
        _add_own(pieces, own)
        at = _add_headed(pieces, lines, at, heading)
    _add_own(pieces, own)
    return pieces


def _add_own(pieces: list[Piece], own: list[Line]) -> None:
    text = own_words.cleaned(own)
    own.clear()
    if text:
        pieces.append(Piece(Kind.OWN, text))


def _add_headed(pieces: list[Piece], lines: Sequence[Line], at: int, heading: Heading) -> int:
    """What is below a heading; where that goes on, by its line."""
    start = at + heading.size
    kind = Kind.FORWARDED if heading.forwards else Kind.QUOTED
    below = next(
        (number for number in range(start, len(lines)) if lines[number].text or lines[number].mark), len(lines)
    )
    end = len(lines)
    if below < end and lines[below].depth > 0:
        start, end = below, _quote_end(lines, below)
        pieces.append(Piece(kind, heading=heading.text, lines=_shallower(lines[start:end])))
    else:
        pieces.append(Piece(kind, heading=heading.text, lines=tuple(lines[start:])))
    return end


def _quote_end(lines: Sequence[Line], start: int) -> int:
    """Where the marked lines from `start` end; empty lines between belong to them."""
    end = last = start
    while end < len(lines) and (lines[end].depth > 0 or not lines[end].text) and lines[end].mark is None:
        end += 1
        last = end if lines[end - 1].depth > 0 else last
    return max(last, start + 1)


def _shallower(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(line._replace(depth=max(line.depth - 1, 0)) for line in lines)


def _said(pieces: Sequence[Piece], level: int, above: tuple[str, ...], forwards: bool, passed: bool) -> Iterator[Said]:
    """Quotes after the last own words are older than these: they go before."""
    pieces = _whole(pieces)
    last_own = max((number for number, piece in enumerate(pieces) if piece.kind is Kind.OWN), default=-1)
    for piece in (*pieces[last_own + 1 :], *pieces[: last_own + 1]):
        if piece.kind is Kind.OWN:
            yield Said(piece.text, level, above, passed)
        elif level < DEEPEST:
            is_passed = passed or piece.kind is Kind.FORWARDED or (forwards and level == 0)
            yield from _said(cut(piece.lines), level + 1, (*above, piece.heading), False, is_passed)


def _whole(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Answers between the lines of a quote leave an end of it below them: it belongs to the quote above."""
    quotes = [number for number, piece in enumerate(pieces) if piece.kind is Kind.QUOTED]
    if len(quotes) < 2 or quotes[-1] != len(pieces) - 1 or pieces[-1].heading:
        return pieces
    above, last = pieces[quotes[-2]], pieces[-1]
    whole = Piece(Kind.QUOTED, heading=above.heading, lines=(*above.lines, Line(""), *last.lines))
    return [*pieces[: quotes[-2]], whole, *pieces[quotes[-2] + 1 : -1]]


def is_own(lines: Sequence[Line]) -> bool:
    """Whether nothing in them is quoted or passed on."""
    return all(piece.kind is Kind.OWN for piece in cut(lines))
