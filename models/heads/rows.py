"""Makes the training rows of each head from samples and their views."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from models.heads.learn import Rows
from models.interaction_encoder.samples import LabelledTurn, Sample, judged_labels
from qa_service.domain.interaction import Party
from qa_service.domain.understanding import NEGATIVE
from qa_service.understand import features
from qa_service.understand.heads import IMPOSSIBLE

Array = NDArray[np.float32]
Grams = NDArray[np.uint32]
Labels = Mapping[str, Sequence[str]]
Target = Callable[[Sample, LabelledTurn], Array | None]
NONE_SHARE = 0.35
"""Of the turns that show no reason for the contact, this share is kept: they are many and alike."""


@dataclass(frozen=True)
class Item:
    """A sample with its view. `held`: of the part dev."""

    sample: Sample
    view: features.HeadInputs
    weight: float
    held: bool

    @cached_property
    def turns(self) -> Mapping[str, Array]:
        """Inputs of the turn heads."""
        return features.turns(self.view)

    @cached_property
    def pieces(self) -> Array:
        """Inputs of the courtesy head."""
        return features.pieces(self.view)

    @cached_property
    def whole(self) -> Mapping[str, Array]:
        """Inputs of the interaction heads."""
        return features.interaction(self.view)


def turn_rows(items: Sequence[Item], name: str, inputs: str, target: Target) -> tuple[Rows, list[tuple[int, int]]]:
    """Rows of a turn head, and for each the number of the item and of the turn."""
    where, wanted = [], []
    for number, item in enumerate(items):
        for place, turn in enumerate(item.sample.turns):
            goal = target(item.sample, turn)
            if goal is not None and turn.text.strip():
                where.append((number, place))
                wanted.append(goal)
    dense = np.stack([items[n].turns[inputs][t] for n, t in where])
    grams = [[items[n].view.grams[t]] for n, t in where]
    goals = np.stack(wanted)
    tuned = np.stack([items[n].view.tuned.expert(name, goals.shape[1])[t] for n, t in where])
    return _rows(dense, grams, goals, tuned, [items[n] for n, _ in where]), where


@dataclass(frozen=True)
class PieceRows:
    """Rows of the courtesy head, one a piece of an agent's turn. `where`: the item and the turn of each; `unsaid`: what
    is added to its answers, since a sign of listening accuses nobody.
    """

    rows: Rows
    where: Sequence[tuple[int, int]]
    unsaid: Array


def piece_rows(items: Sequence[Item], labels: Labels, chosen: "Chosen | None" = None) -> PieceRows:
    """The rows of all pieces that were judged.

    A label is known of a turn. Of a turn in pieces it belongs to those that `chosen` names; without it, turns in pieces
    that show something are left out.
    """
    places, wanted = [], []
    target = targets(labels)["courtesy"]
    for number, item in enumerate(items):
        counts = np.bincount(item.view.pieces.turn, minlength=len(item.sample.turns))
        for piece, turn in enumerate(item.view.pieces.turn.tolist()):
            goal = target(item.sample, item.sample.turns[turn])
            if goal is None or not item.sample.turns[turn].text.strip():
                continue
            if counts[turn] > 1 and goal.any():
                if chosen is None:
                    continue
                goal = goal * chosen[number, piece]
            places.append((number, piece, turn))
            wanted.append(goal)
    rows = _piece_rows(items, [(number, piece) for number, piece, _ in places], np.stack(wanted))
    negative = np.array([label in NEGATIVE for label in labels["courtesy"]])
    judged = [_judged(items[number].sample, turn, labels["courtesy"]) for number, _, turn in places]
    listens = np.array([items[number].view.pieces.listening[piece] for number, piece, _ in places])
    return PieceRows(
        rows=replace(rows, weight=rows.weight[:, None] * np.array(judged, np.float32)),
        where=[(number, turn) for number, _, turn in places],
        unsaid=np.where(listens[:, None] & negative, np.float32(IMPOSSIBLE), np.float32(0)),
    )


def _judged(sample: Sample, turn: int, labels: Sequence[str]) -> list[bool]:
    judged = judged_labels(sample, sample.turns[turn])
    return [label in judged for label in labels]


def _piece_rows(items: Sequence[Item], places: Sequence[tuple[int, int]], wanted: Array) -> Rows:
    dense = np.stack([items[n].pieces[piece] for n, piece in places])
    grams = [[items[n].view.pieces.grams[piece]] for n, piece in places]
    tuned = np.stack([items[n].view.tuned.courtesy[piece] for n, piece in places])
    return _rows(dense, grams, wanted, tuned, [items[n] for n, _ in places])


Chosen = Mapping[tuple[int, int], Array]
"""For (item, piece): a one for each label that the piece carries."""


def choose_pieces(items: Sequence[Item], target: Target, score: Callable[[Item], Array]) -> Chosen:
    """Which pieces carry the labels of their turn: the likeliest, and every one that is likelier than not.

    `score` gives (pieces, labels) log-odds. Multiple-instance learning by hard assignment (Andrews and others 2002,
    "Support vector machines for multiple-instance learning").
    """
    chosen: dict[tuple[int, int], Array] = {}
    for number, item in enumerate(items):
        owner = item.view.pieces.turn
        many = np.flatnonzero(np.bincount(owner, minlength=len(item.sample.turns)) > 1)
        shown = {turn: target(item.sample, item.sample.turns[turn]) for turn in many.tolist()}
        if not any(goal is not None and goal.any() for goal in shown.values()):
            continue
        logits = score(item)
        for turn in shown:
            own = np.flatnonzero(owner == turn)
            carries = (logits[own] > 0) | (logits[own] == logits[own].max(axis=0))
            chosen |= {(number, int(piece)): row.astype(np.float32) for piece, row in zip(own, carries, strict=True)}
    return chosen


def whole_rows(items: Sequence[Item], inputs: str, grams: str, labels: Sequence[str], family: str) -> Rows:
    """Rows of an interaction head; every item must carry a label of the family."""
    dense = np.concatenate([item.whole[inputs] for item in items])
    said = [features.interaction_grams(item.view)[grams] for item in items]
    wanted = np.stack([one_hot(getattr(item.sample, family), labels) for item in items])
    return _rows(dense, said, wanted, np.stack([getattr(item.view.tuned, family) for item in items]), items)


def _rows(dense: Array, grams: Sequence[Sequence[Grams]], wanted: Array, tuned: Array, items: Sequence[Item]) -> Rows:
    weight = np.array([item.weight for item in items], np.float32)
    return Rows(dense, grams, wanted, weight, tuned, np.array([item.held for item in items]))


def one_hot(label: str, labels: Sequence[str]) -> Array:
    """A row of zeros with a one at the label."""
    return np.array([name == label for name in labels], np.float32)


def targets(labels: Labels) -> dict[str, Target]:
    """What each turn head should answer for a turn; None leaves the turn out."""
    heads = {"sentiment": _mood, "courtesy": _shown, "role": _role, "intent_turn": _intent, "resolution_turn": _outcome}
    return {name: partial(head, labels) for name, head in heads.items()}


def _mood(labels: Labels, _: Sample, turn: LabelledTurn) -> Array | None:
    return None if turn.sentiment is None else one_hot(turn.sentiment, labels["sentiment"])


def _shown(labels: Labels, _: Sample, turn: LabelledTurn) -> Array | None:
    if turn.courtesy is None:
        return None
    return np.array([label in turn.courtesy for label in labels["courtesy"]], np.float32)


def _role(_: Labels, __: Sample, turn: LabelledTurn) -> Array | None:
    if turn.party is Party.OTHER:
        return None
    return np.array([turn.party is Party.AGENT], np.float32)


def _intent(labels: Labels, sample: Sample, turn: LabelledTurn) -> Array | None:
    if turn.shows_intent is False:
        return _none(turn.text, len(labels["intent"]))
    if sample.intent is None or (turn.shows_intent is None and len(sample.turns) > 1):
        return None
    return np.append(one_hot(sample.intent, labels["intent"]), np.float32(0))


def _outcome(labels: Labels, sample: Sample, turn: LabelledTurn) -> Array | None:
    if sample.resolution is None or turn.shows_resolution is None:
        return None
    shown = one_hot(sample.resolution if turn.shows_resolution else "", labels["resolution"])
    return np.append(shown, np.float32(not turn.shows_resolution))


def _none(text: str, labels: int) -> Array | None:
    """The answer "shows nothing" for a kept share of such turns, chosen by the text's hash."""
    if not _kept(text, NONE_SHARE):
        return None
    return np.append(np.zeros(labels, np.float32), np.float32(1))


def _kept(text: str, share: float) -> bool:
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) / 16**8 <= share
