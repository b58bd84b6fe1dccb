"""Packs the turns of an interaction into windows of tokens, so that every turn is read with its neighbours.

A window is `<s> query: A: first turn C: second turn ... </s>`. Each turn belongs to exactly one window, where its
tokens count; the turn before a window's first one is repeated in front of it as context and does not count there.
A turn longer than a window (an e-mail) is cut into several windows that all count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qa_service.domain.interaction import Party

PREFIX: Final = "query:"
"""What multilingual-e5 was trained to see before a text."""
MARKERS: Final = {Party.AGENT: "A:", Party.CUSTOMER: "C:", Party.OTHER: "O:"}
PARTIES: Final = tuple(MARKERS)
"""The parties that the models learned; a bot is an other voice to them."""
HIDDEN: Final = "-"
"""The marker of a turn whose party is not to be seen (roles told from the words)."""
LIMIT: Final = 128
"""Tokens of a window: as quick as single turns, and five to six turns are read together."""
CONTEXT: Final = 32
"""Greatest length of the repeated turn before."""


@dataclass(frozen=True, slots=True)
class TurnSpan:
    """Tokens `start` to `end` of a window that count for turn `turn`."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TokenWindow:
    """Vocabulary numbers with begin and end pieces, and the stretches that count for turns."""

    ids: tuple[int, ...]
    spans: tuple[TurnSpan, ...]


@dataclass(frozen=True, slots=True)
class WindowFrame:
    """The pieces around a window's turns, and its greatest length in tokens (`limit`).

    `context`: the greatest length of the repeated turn before; longer ones are repeated by their last tokens.
    """

    begin: tuple[int, ...]
    end: tuple[int, ...]
    limit: int
    context: int

    @property
    def room(self) -> int:
        """Tokens left for turns."""
        return self.limit - len(self.begin) - len(self.end)


def pack(turns: Sequence[Sequence[int]], frame: WindowFrame) -> tuple[TokenWindow, ...]:
    """Windows over `turns` (each the tokens of marker and text), in order; every turn has at least one span."""
    windows: list[TokenWindow] = []
    body: list[int] = []
    spans: list[TurnSpan] = []
    before: Sequence[int] = ()

    def close() -> None:
        if spans:
            windows.append(_window(body, spans, frame))
        body.clear()
        spans.clear()

    for number, tokens in enumerate(turns):
        if spans and len(body) + len(tokens) > frame.room:
            close()
        if not spans:
            body.extend(before[-frame.context :] if frame.context else ())
        for piece in _pieces(tokens, frame.room - len(body), frame.room):
            if spans and len(body) + len(piece) > frame.room:
                close()
            spans.append(TurnSpan(number, len(body), len(body) + len(piece)))
            body.extend(piece)
        before = tokens
    close()
    return tuple(windows)


def _pieces(tokens: Sequence[int], first: int, room: int) -> list[Sequence[int]]:
    if len(tokens) <= first:
        return [tokens]
    return [tokens[:first], *(tokens[k : k + room] for k in range(first, len(tokens), room))]


def _window(body: Sequence[int], spans: Sequence[TurnSpan], frame: WindowFrame) -> TokenWindow:
    shift = len(frame.begin)
    moved = tuple(TurnSpan(s.turn, s.start + shift, s.end + shift) for s in spans)
    return TokenWindow((*frame.begin, *body, *frame.end), moved)
