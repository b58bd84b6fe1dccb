"""Turns in, one vector a turn out, each read with its neighbours (see `windows`)."""

from collections.abc import Sequence

import numpy as np

from qa_service.domain.interaction import Party
from qa_service.understand.encoder import TextEncoder, Vectors
from qa_service.understand.windows import CONTEXT, HIDDEN, LIMIT, MARKERS, PREFIX, Frame, pack


class WindowEncoder:
    """`limit`, `context`: window length and repeated context in tokens, as in training."""

    def __init__(self, encoder: TextEncoder, limit: int = LIMIT, context: int = CONTEXT) -> None:
        self._encoder = encoder
        begin, prefix, end = encoder.frame(PREFIX)
        self._frame = Frame((begin, *prefix), (end,), limit, context)

    def vectors(self, conversations: Sequence[Sequence[tuple[Party | None, str]]]) -> list[Vectors]:
        """[turns, width] for each conversation of (party, text); party None hides who speaks."""
        texts = [f"{MARKERS[p] if p else HIDDEN} {text}" for turns in conversations for p, text in turns]
        pieces = iter(self._encoder.pieces(texts))
        packed = [pack([next(pieces) for _ in turns], self._frame) for turns in conversations]
        states = iter(self._encoder.states([window.ids for windows in packed for window in windows]))
        found = []
        for turns, windows in zip(conversations, packed, strict=True):
            sums = np.zeros((len(turns), self._encoder.width), np.float32)
            counts = np.zeros((len(turns), 1), np.float32)
            for window in windows:
                state = next(states)
                for span in window.spans:
                    sums[span.turn] += state[span.start : span.end].sum(0)
                    counts[span.turn] += span.end - span.start
            found.append((sums / np.maximum(counts, 1)).astype(np.float32))
        return found
