"""Tells from the words who the agent is. Fits `ports.RoleFinder`."""

from collections.abc import Sequence

import numpy as np

from qa_service.domain.interaction import Party
from qa_service.understand import features
from qa_service.understand.heads import Array, Heads, sigmoid, softmax
from qa_service.understand.linguistics import Linguistics
from qa_service.understand.window_encoder import WindowEncoder

MOST_TURNS = 40
"""A speaker's first turns tell enough; a long call needs no more work."""


CHANGE = 0.93
"""How often the other party speaks next: 0.98 in the corpus, taken lower, since people send two messages in a row."""


def turn_taking(logits: Array) -> tuple[float, ...]:
    """P(agent) of each turn of one conversation from its own log-odds and those of all others: forward-backward over a
    chain of two parties that change with probability CHANGE (Rabiner 1989, "A tutorial on hidden Markov models").
    """
    step = np.array([[1 - CHANGE, CHANGE], [CHANGE, 1 - CHANGE]])
    likelihoods = np.stack([sigmoid(logits), sigmoid(-logits)], axis=1)
    forth, back = [likelihoods[0] / 2], [np.ones(2)]
    for likelihood in likelihoods[1:]:
        ahead = (forth[-1] @ step) * likelihood
        forth.append(ahead / ahead.sum())
    for likelihood in likelihoods[:0:-1]:
        behind = step @ (likelihood * back[-1])
        back.append(behind / behind.sum())
    both = np.array(forth) * np.array(back[::-1])
    return tuple(float(p) for p in both[:, 0] / both.sum(axis=1))


class HeadsRoleFinder:
    """Weighs every turn by the role head; a speaker is the sum of the turns, damped since turns repeat each other."""

    def __init__(self, encoder: WindowEncoder, heads: Heads, linguistics: Linguistics) -> None:
        self._encoder, self._heads, self._linguistics = encoder, heads, linguistics
        heads.require(encoder)

    def find(self, texts: Sequence[Sequence[str]], lang: str | None) -> tuple[float, ...]:
        """For each speaker (a list of that speaker's turn texts): P(this speaker is the agent).

        Of exactly two speakers one is the agent, so that their probabilities add up to 1. More than two of one turn
        each are the turns of a conversation, in order, without known speakers: whoever spoke last rarely speaks next.
        Else each is weighed alone.
        """
        if len(texts) > 2 and all(len(own_texts) == 1 for own_texts in texts):
            return turn_taking(np.array([self._logits(own_texts, lang)[0] for own_texts in texts], np.float32))
        sums = []
        for own_texts in texts:
            spoken = [text for text in own_texts if text.strip()][:MOST_TURNS]
            logits = self._logits(spoken, lang)
            sums.append(float(logits.sum() / np.sqrt(len(spoken))) if spoken else 0.0)
        weighed = np.array([sums], np.float32)
        return tuple(float(p) for p in (softmax(weighed) if len(sums) == 2 else sigmoid(weighed))[0])

    def _logits(self, texts: Sequence[str], lang: str | None) -> Array:
        if not texts:
            return np.zeros(0, np.float32)
        notes = self._linguistics.look(texts, lang)
        parties = (Party.OTHER,) * len(texts)
        read = self._encoder.read([[(None, text) for text in texts]])[0]
        tuned = self._heads.tuned(read, parties)
        view = features.inputs(parties, texts, read, [note.cues for note in notes], self._heads.cues, tuned)
        return self._heads.agent_logits(view)
