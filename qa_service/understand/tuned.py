"""The heads that were trained together with the encoder: one linear map a turn, two over pools of turns. numpy only.

Turn heads see a turn's vector and its place; heads of the interaction see means of turn vectors (`pools`) and two
means weighted by how much each turn shows of the intent and of the resolution.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.interaction import Party
from qa_service.understand.pools import places, pool_weights
from qa_service.understand.window_encoder import TurnVectors

Array = NDArray[np.float32]
SENTIMENT, COURTESY = slice(0, 3), slice(3, 17)
AGENT, SHOWS_INTENT, SHOWS_RESOLUTION = 17, 18, 19
"""Columns of the turn head's answers."""
NAMES = ("turn", "intent", "resolution")


@dataclass(frozen=True, slots=True)
class TunedLogits:
    """Logits: `turn` (turns, 20), `intent` (labels,), `resolution` (labels,).

    `agent` (turns, 1): that a turn is the agent's, from its vector alone and up to a constant. `courtesy` (pieces, 14):
    what each piece of a turn shows.
    """

    turn: Array
    intent: Array
    resolution: Array
    agent: Array
    courtesy: Array

    def expert(self, head: str, outputs: int) -> Array:
        """(turns, outputs) logits for a turn head of `qa_service.understand.heads`; of courtesy (pieces, outputs).

        The heads that find evidence have an output a label and a last one for "shows nothing", which is all that is
        known of them here.
        """
        if head == "role":
            return self.agent
        if head == "sentiment":
            return self.turn[:, SENTIMENT]
        if head == "courtesy":
            return self.courtesy
        out = np.zeros((len(self.turn), outputs), np.float32)
        out[:, -1] = -self.turn[:, SHOWS_INTENT if head == "intent_turn" else SHOWS_RESOLUTION]
        return out


class TunedHeads:
    """`arrays` holds `tuned/<name>/weight` (outputs, inputs) and `tuned/<name>/bias` for each of NAMES."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._weight = {name: arrays[f"tuned/{name}/weight"].astype(np.float32) for name in NAMES}
        self._bias = {name: arrays[f"tuned/{name}/bias"].astype(np.float32) for name in NAMES}

    def __call__(self, read: TurnVectors, parties: Sequence[Party]) -> TunedLogits:
        """Everything about one interaction of at least one turn."""
        vectors, where = read.turns, places(parties)
        turn = self._linear("turn", np.hstack([vectors, where]))
        owner = [piece.turn for piece in read.segments]
        pieces = self._linear("turn", np.hstack([read.pieces, where[owner]]))
        shows = turn[:, SHOWS_INTENT : SHOWS_RESOLUTION + 1]
        weighed = np.exp(shows - shows.max(axis=0))
        pools = np.vstack([pool_weights(parties), (weighed / weighed.sum(axis=0)).T])
        pooled = (pools @ vectors).ravel()
        agent = (vectors @ self._weight["turn"][AGENT, : vectors.shape[1]])[:, None]
        whole = self._linear("intent", pooled), self._linear("resolution", pooled)
        return TunedLogits(turn, *whole, agent, pieces[:, COURTESY])

    def _linear(self, name: str, inputs: Array) -> Array:
        return np.asarray(inputs @ self._weight[name].T + self._bias[name], np.float32)
