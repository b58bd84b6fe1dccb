"""Turns in, one vector a turn and a piece of a turn out, each read with its party's other turns (see `windows`).

Each party is read apart: what a customer says cannot colour the vector of an agent's turn. All words are read in one
look (`look`), so that capitals and punctuation change nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.interaction import Party
from qa_service.understand import look
from qa_service.understand.encoder import TextEncoder, Vectors
from qa_service.understand.segments import Segment, segments
from qa_service.understand.windows import CONTEXT, HIDDEN, LIMIT, MARKERS, PREFIX, TokenWindow, WindowFrame, pack

TOGETHER = 512
"""Windows: their states take at most 100 MB, and the quickest batches need no more to choose from."""
Conversation = Sequence[tuple[Party | None, str]]
"""(party, text) of each turn; party None hides who speaks."""


@dataclass(frozen=True, slots=True)
class TurnVectors:
    """[turns, width] of a conversation, and [pieces, width] of its `segments`."""

    turns: Vectors
    pieces: Vectors
    segments: tuple[Segment, ...]


class WindowEncoder:
    """`limit`, `context`: window length and repeated context in tokens, as in training."""

    def __init__(self, encoder: TextEncoder, limit: int = LIMIT, context: int = CONTEXT) -> None:
        self._encoder = encoder
        begin, prefix, end = encoder.frame(PREFIX)
        self._frame = WindowFrame((begin, *prefix), (end,), limit, context)

    def vectors(self, conversations: Sequence[Conversation]) -> list[Vectors]:
        """[turns, width] for each conversation."""
        return [reading.turns for reading in self.read(conversations)]

    def read(self, conversations: Sequence[Conversation]) -> list[TurnVectors]:
        """Turns and their pieces, for each conversation."""
        cuts = [segments([text for _, text in turns]) for turns in conversations]
        texts = [marked(turns, piece) for turns, cut in zip(conversations, cuts, strict=True) for piece in cut]
        tokens = iter(self._encoder.pieces(texts))
        packed = [
            windows_of(turns, cut, [next(tokens) for _ in cut], self._frame)
            for turns, cut in zip(conversations, cuts, strict=True)
        ]
        states = self._states([window for windows in packed for window in windows])
        each = zip(conversations, cuts, packed, strict=True)
        return [self._means(len(turns), cut, windows, states) for turns, cut, windows in each]

    def _means(
        self, turns: int, cut: tuple[Segment, ...], windows: Sequence[TokenWindow], states: Iterator[Vectors]
    ) -> TurnVectors:
        sums = np.zeros((len(cut), self._encoder.width), np.float32)
        counts = np.zeros((len(cut), 1), np.float32)
        for window in windows:
            state = next(states)
            for span in window.spans:
                sums[span.turn] += state[span.start : span.end].sum(0)
                counts[span.turn] += span.end - span.start
        owner = np.array([piece.turn for piece in cut], np.int64)
        pieces = np.asarray(sums / np.maximum(counts, 1), np.float32)
        return TurnVectors(_by_turn(sums, counts, owner, turns), pieces, cut)

    def _states(self, windows: Sequence[TokenWindow]) -> Iterator[Vectors]:
        """The state of every token of each window, in order; `TOGETHER` windows lie in memory at once."""
        for first in range(0, len(windows), TOGETHER):
            yield from self._encoder.states([window.ids for window in windows[first : first + TOGETHER]])


def marked(turns: Conversation, piece: Segment) -> str:
    """What the encoder reads of a piece: the first of a turn says whose it is."""
    party, text = turns[piece.turn]
    words = look.plain(text[piece.start : piece.end])
    return words if piece.start else f"{MARKERS[party] if party else HIDDEN} {words}"


def windows_of(
    turns: Conversation, cut: Sequence[Segment], tokens: Sequence[Sequence[int]], frame: WindowFrame
) -> tuple[TokenWindow, ...]:
    """Windows over the pieces of one conversation, party by party; their spans count pieces, not turns."""
    parties = dict.fromkeys(party for party, _ in turns)
    own = [[number for number, piece in enumerate(cut) if turns[piece.turn][0] is party] for party in parties]
    return windows_apart(own, tokens, frame)


def windows_apart(
    groups: Iterable[Sequence[int]], tokens: Sequence[Sequence[int]], frame: WindowFrame
) -> tuple[TokenWindow, ...]:
    """Windows over each group of pieces, none of which sees another group; `tokens` by piece, as spans count them."""
    windows: list[TokenWindow] = []
    for own in groups:
        for window in pack([tokens[number] for number in own], frame):
            spans = tuple(replace(span, turn=own[span.turn]) for span in window.spans)
            windows.append(TokenWindow(window.ids, spans))
    return tuple(windows)


def _by_turn(sums: Vectors, counts: Vectors, owner: NDArray[np.int64], turns: int) -> Vectors:
    """[turns, width]: the mean over all tokens of each turn's pieces."""
    total, tokens = np.zeros((turns, sums.shape[1]), np.float32), np.zeros((turns, 1), np.float32)
    np.add.at(total, owner, sums)
    np.add.at(tokens, owner, counts)
    return np.asarray(total / np.maximum(tokens, 1), np.float32)
