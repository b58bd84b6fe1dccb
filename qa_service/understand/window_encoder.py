"""Turns in, one vector a turn out, each read with its neighbours (see `windows`)."""

from collections.abc import Iterator, Sequence

import numpy as np

from qa_service.domain.interaction import Party
from qa_service.understand.encoder import TextEncoder, Vectors
from qa_service.understand.windows import CONTEXT, HIDDEN, LIMIT, MARKERS, PREFIX, TokenWindow, WindowFrame, pack

TOGETHER = 512
"""Windows: their states take at most 100 MB, and the quickest batches need no more to choose from."""


class WindowEncoder:
    """`limit`, `context`: window length and repeated context in tokens, as in training."""

    def __init__(self, encoder: TextEncoder, limit: int = LIMIT, context: int = CONTEXT) -> None:
        self._encoder = encoder
        begin, prefix, end = encoder.frame(PREFIX)
        self._frame = WindowFrame((begin, *prefix), (end,), limit, context)

    def vectors(self, conversations: Sequence[Sequence[tuple[Party | None, str]]]) -> list[Vectors]:
        """[turns, width] for each conversation of (party, text); party None hides who speaks."""
        texts = [f"{MARKERS[p] if p else HIDDEN} {text}" for turns in conversations for p, text in turns]
        pieces = iter(self._encoder.pieces(texts))
        packed = [pack([next(pieces) for _ in turns], self._frame) for turns in conversations]
        states = self._states([window for windows in packed for window in windows])
        vectors = []
        for turns, windows in zip(conversations, packed, strict=True):
            sums = np.zeros((len(turns), self._encoder.width), np.float32)
            counts = np.zeros((len(turns), 1), np.float32)
            for window in windows:
                state = next(states)
                for span in window.spans:
                    sums[span.turn] += state[span.start : span.end].sum(0)
                    counts[span.turn] += span.end - span.start
            vectors.append((sums / np.maximum(counts, 1)).astype(np.float32))
        return vectors

    def _states(self, windows: Sequence[TokenWindow]) -> Iterator[Vectors]:
        """The state of every token of each window, in order; `TOGETHER` windows lie in memory at once."""
        for first in range(0, len(windows), TOGETHER):
            yield from self._encoder.states([window.ids for window in windows[first : first + TOGETHER]])
