"""From probabilities to answers, and to "cannot tell" with its reason. Pure."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from qa_service.domain import withheld
from qa_service.domain.interaction import Party
from qa_service.domain.languages import READ
from qa_service.domain.transcript import Turn
from qa_service.domain.understanding import Sentiment, TurnSentiment

Array = NDArray[np.float32]
Chance = TypeVar("Chance", float, Array)
FEWEST_TURNS = 3
FEWEST_WORDS = 8
"""Of each party, for two written turns (a letter and its answer) to count as a whole case."""


@dataclass(frozen=True, slots=True)
class LabelChoice:
    """A label with its probability, or None with the reason."""

    label: str | None
    probability: float
    reason: str | None = None


def obstacle(turns: Sequence[Turn], lang: str | None) -> str | None:
    """Why nothing may be judged of this interaction as a whole, in one sentence; None when it may."""
    if not any(turn.text.strip() for turn in turns):
        return "Nobody speaks in it."
    if lang not in READ:
        return "Only Italian and English are judged."
    words = {party: sum(len(t.text.split()) for t in turns if t.party == party) for party in Party}
    if not words[Party.AGENT]:
        return "Only a bot answered; no agent spoke." if words[Party.BOT] else "No turn of an agent was found."
    if not words[Party.CUSTOMER]:
        return "No turn of the customer was found."
    turns_with_words = sum(bool(t.text.strip()) for t in turns)
    if turns_with_words < FEWEST_TURNS and min(words[Party.AGENT], words[Party.CUSTOMER]) < FEWEST_WORDS:
        return "Too little was said to judge the whole."
    return None


def unfinished(ended: float, least: float) -> str | None:
    """Why nobody can say how the contact ended, where it breaks off."""
    return None if ended >= least else withheld.BREAKS_OFF


def strange(strangeness: float, most: float) -> str | None:
    """Why nothing is judged of words that are unlike all that the models learned from."""
    return None if strangeness <= most else withheld.STRANGE


def lowered(chance: Chance, shift: float) -> Chance:
    """The chance, or chances, whose log-odds lie `shift` under those of `chance`."""
    odds = chance / (1 - chance) * math.exp(-shift)
    return odds / (1 + odds)


def one_label(probabilities: Array, labels: Sequence[str], least: float) -> LabelChoice:
    """The most probable label, or None where it is less probable than `least`."""
    best = int(probabilities.argmax())
    chance = float(probabilities[best])
    if chance < least:
        return LabelChoice(None, chance, withheld.UNSURE)
    return LabelChoice(labels[best], chance)


def distribution(probabilities: Array, labels: Sequence[str]) -> dict[str, float]:
    """Every label with its probability, adding up to 1."""
    whole = float(probabilities.sum())
    return {label: float(p) / whole for label, p in zip(labels, probabilities, strict=True)}


def even(labels: Sequence[str]) -> dict[str, float]:
    """The distribution of one who knows nothing."""
    return {label: 1 / len(labels) for label in labels}


def sentiment(turns: Sequence[Turn], rows: Array | None, labels: Sequence[str], lift: Mapping[str, float]) -> Sentiment:
    """Each customer turn's sentiment, that of the first turn, and that in which the customer leaves.

    `rows` holds a row of probabilities a turn; None means that nothing may be judged. `lift` weighs labels before the
    best is chosen, since rare ones would else lose too often; the stated probability is the plain one.
    """
    customer = [i for i, turn in enumerate(turns) if turn.party == Party.CUSTOMER]
    if rows is None:
        return Sentiment(tuple(TurnSentiment(i, None, 0.0) for i in customer), None, None)
    weight = np.array([lift[label] for label in labels], np.float32)
    sentiments = []
    for i in customer:
        if not turns[i].text.strip():
            sentiments.append(TurnSentiment(i, None, 0.0))
            continue
        best = int((rows[i] * weight).argmax())
        sentiments.append(TurnSentiment(i, labels[best], float(rows[i][best])))
    moods = [turn.label for turn in sentiments if turn.label is not None]
    return Sentiment(tuple(sentiments), moods[0] if moods else None, _closing(moods))


def _closing(moods: Sequence[str]) -> str | None:
    """The last feeling in the last two turns, since a case that ends well still closes on a plain "arrivederci".

    Against the corpus' own labels of start and end, taken from the labelled turns: the first turn alone agrees in 96 %,
    this rule in 94 %; the leading feeling of a whole third in 77 % and 90 %.
    """
    feelings = [mood for mood in moods[-2:] if mood != "neutral"]
    last = feelings or list(moods)
    return last[-1] if last else None
