"""Tells from the words who the agent is. Fits `ports.RoleFinder`."""

from collections.abc import Sequence

import numpy as np

from qa_service.domain.interaction import Party
from qa_service.understand import ngrams
from qa_service.understand.features import View, count_cues
from qa_service.understand.heads import Array, Heads, sigmoid, softmax
from qa_service.understand.linguistics import Linguistics
from qa_service.understand.window_encoder import WindowEncoder

MOST_TURNS = 40
"""A speaker's first turns tell enough; a long call needs no more work."""


class HeadsRoleFinder:
    """Weighs every turn by the role head; a speaker is the sum of the turns, damped since turns repeat each other."""

    def __init__(self, encoder: WindowEncoder, heads: Heads, linguistics: Linguistics) -> None:
        self._encoder, self._heads, self._linguistics = encoder, heads, linguistics
        heads.require(encoder)

    def find(self, texts: Sequence[Sequence[str]], lang: str | None) -> tuple[float, ...]:
        """For each speaker (a list of that speaker's turn texts): P(this speaker is the agent).

        Of exactly two speakers one is the agent, so that their probabilities add up to 1; else each is weighed alone.
        """
        sums = []
        for said in texts:
            spoken = [text for text in said if text.strip()][:MOST_TURNS]
            logits = self._logits(spoken, lang)
            sums.append(float(logits.sum() / np.sqrt(len(spoken))) if spoken else 0.0)
        weighed = np.array([sums], np.float32)
        return tuple(float(p) for p in (softmax(weighed) if len(sums) == 2 else sigmoid(weighed))[0])

    def _logits(self, texts: Sequence[str], lang: str | None) -> Array:
        if not texts:
            return np.zeros(0, np.float32)
        notes = self._linguistics.look(texts, lang)
        parties = (Party.OTHER,) * len(texts)
        vectors = self._encoder.vectors([[(None, text) for text in texts]])[0]
        view = View(
            parties=parties,
            vectors=vectors,
            grams=tuple(ngrams.grams(text) for text in texts),
            cues=count_cues([note.cues for note in notes], self._heads.cues),
            tuned=self._heads.tuned(vectors, parties),
        )
        return self._heads.agent_logits(view)
