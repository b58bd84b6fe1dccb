"""What the heads look at: arrays made from turn vectors, words, cues and places. Pure, used in training and serving."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.interaction import Party
from qa_service.understand import ngrams
from qa_service.understand.listening import only_listens
from qa_service.understand.tuned import TunedLogits
from qa_service.understand.window_encoder import TurnVectors
from qa_service.understand.windows import PARTIES

Array = NDArray[np.float32]
ENDING = 8
"""Turns at the end that carry most of what is known about the outcome."""
EPSILON = 0.05
LETTERS, LETTER_PIECES = 6, 3
"""At most so many turns, and at least so many pieces in the longest of the agent's, make a correspondence."""
FAMILIAR = "inappropriate_informality"
"""The cues of familiar words; of a customer they are an invitation."""


@dataclass(frozen=True, slots=True)
class HeadInputs:
    """One interaction: parties, vectors (n, width), grams by turn, cue counts (n, cues), what the heads that were
    tuned together with the encoder say, the pieces of its turns, and whether the centre got in touch (`outbound`).

    `invited`: the share of the customer's turns that are familiar, which makes an agent's familiarity welcome.
    """

    parties: tuple[Party, ...]
    vectors: Array
    grams: tuple[ngrams.Grams, ...]
    cues: Array
    tuned: TunedLogits
    pieces: "PieceInputs"
    invited: float
    outbound: bool = False

    def where(self, party: Party) -> NDArray[np.int64]:
        """Turn numbers of one party."""
        return np.array([i for i, who in enumerate(self.parties) if who == party], np.int64)


@dataclass(frozen=True, slots=True)
class PieceInputs:
    """The pieces of all turns (`segments`): the turn of each, its vector, grams and cue counts.

    `listening`: which of them are nothing but signs of listening.
    """

    turn: NDArray[np.int64]
    vectors: Array
    grams: tuple[ngrams.Grams, ...]
    cues: Array
    listening: NDArray[np.bool_]


Cues = Sequence[tuple[str, tuple[int, int]]]
"""(label, characters) of the cues in one text."""


def inputs(
    parties: Sequence[Party],
    texts: Sequence[str],
    read: TurnVectors,
    cues: Sequence[Cues],
    labels: Sequence[str],
    tuned: TunedLogits,
    outbound: bool = False,
) -> HeadInputs:
    """The inputs of one interaction; `cues` by turn, `labels` all that there are."""
    by_turn = tuple(ngrams.grams(text) for text in texts)
    whole = {piece.turn for piece in read.segments if len(texts[piece.turn]) == piece.end - piece.start}
    return HeadInputs(
        parties=tuple(parties),
        vectors=read.turns,
        grams=by_turn,
        cues=count_cues(cues, labels),
        tuned=tuned,
        outbound=outbound,
        invited=_familiar(parties, cues),
        pieces=PieceInputs(
            turn=np.array([piece.turn for piece in read.segments], np.int64),
            vectors=read.pieces,
            grams=tuple(
                by_turn[turn] if turn in whole else ngrams.grams(texts[turn][start:end])
                for turn, start, end in read.segments
            ),
            cues=count_cues(
                [[cue for cue in cues[turn] if start <= cue[1][0] < end] for turn, start, end in read.segments], labels
            ),
            listening=np.array([only_listens(texts[turn][start:end]) for turn, start, end in read.segments], bool),
        ),
    )


def pieces(view: HeadInputs) -> Array:
    """What the courtesy head sees, a row a piece: its vector and cues, its place, and what the same party says around.

    Nothing of the other party is in it but whether it is familiar: what a customer says never labels an agent.
    """
    part = view.pieces
    before, after = np.zeros_like(part.vectors), np.zeros_like(part.vectors)
    for party in set(view.parties):
        own = np.flatnonzero([view.parties[turn] == party for turn in part.turn])
        before[own[1:]], after[own[:-1]] = part.vectors[own[:-1]], part.vectors[own[1:]]
    inside, invited = _place_inside(part.turn), np.full((len(part.turn), 1), view.invited, np.float32)
    return np.hstack([part.vectors, part.cues, _place(view)[part.turn], inside, invited, before, after])


def _familiar(parties: Sequence[Party], cues: Sequence[Cues]) -> float:
    """The share of the customer's turns with a familiar word."""
    own = [cues[turn] for turn, party in enumerate(parties) if party == Party.CUSTOMER]
    return sum(any(label == FAMILIAR for label, _ in turn) for turn in own) / max(1, len(own))


def is_letter(view: HeadInputs) -> bool:
    """Whether the agent writes at length and seldom: a few turns, one of them of several pieces."""
    counts = np.bincount(view.pieces.turn, minlength=len(view.parties))
    longest = max((int(counts[turn]) for turn in view.where(Party.AGENT)), default=0)
    return len(view.parties) <= LETTERS and longest >= LETTER_PIECES


def _place_inside(turn: NDArray[np.int64]) -> Array:
    """Whether a piece is the first, the last, and the only one of its turn."""
    first = np.diff(turn, prepend=-1) != 0
    last = np.diff(turn, append=turn[-1] + 1 if len(turn) else 0) != 0
    return np.stack([first, last, first & last], axis=1).astype(np.float32)


def by_turn(scores: Array, turn: NDArray[np.int64], turns: int) -> Array:
    """(turns, labels): the strongest piece of each turn."""
    out = np.full((turns, scores.shape[1]), -np.inf, np.float32)
    np.maximum.at(out, turn, scores)
    return out


def turns(view: HeadInputs) -> Mapping[str, Array]:
    """Inputs of the turn heads, one row a turn.

    `own`: vector and cues of the turn. `spoken`: own and party. `context`: spoken, place, and the vectors around it.
    """
    own = np.hstack([view.vectors, view.cues])
    spoken = np.hstack([own, _party(view)])
    blank = np.zeros((1, view.vectors.shape[1]), np.float32)
    before, after = np.vstack([blank, view.vectors[:-1]]), np.vstack([view.vectors[1:], blank])
    return {"own": own, "spoken": spoken, "context": np.hstack([spoken, _place(view), before, after])}


def interaction(view: HeadInputs) -> Mapping[str, Array]:
    """Inputs of the interaction heads, one row: `opening` for the intent, `ending` for the resolution."""
    agent, customer = view.where(Party.AGENT), view.where(Party.CUSTOMER)

    def mean(which: NDArray[np.int64]) -> Array:
        return _mean(view.vectors, which)

    opening = [mean(customer[:1]), mean(customer[:3]), mean(customer), mean(agent), mean(agent[:2])]
    ending = [
        *(mean(agent[-5:]), mean(agent[-3:]), mean(customer[-3:]), mean(agent), mean(customer)),
        *(mean(agent[len(agent) // 2 :]), mean(customer[len(customer) // 2 :])),
    ]
    last = _last_cues(view)
    return {
        "opening": np.concatenate([*opening, view.cues.sum(axis=0), _shape(view), [np.float32(view.outbound)]])[None],
        "ending": np.concatenate([*ending, last, _shape(view)])[None],
    }


def interaction_grams(view: HeadInputs) -> Mapping[str, Sequence[ngrams.Grams]]:
    """Grams of the interaction heads: `said` (everything, also by party) and `ended` (the ending by party, agent)."""
    by_party = [ngrams.salted(g, _SALTS[who]) for g, who in zip(view.grams, view.parties, strict=True)]
    agent = [g for g, who in zip(view.grams, view.parties, strict=True) if who == Party.AGENT]
    return {"said": [*view.grams, *by_party], "ended": [*by_party[-ENDING:], *agent]}


def pooled(turn_probabilities: Array) -> Array:
    """Log of the summed chance of each label over turns: one clear turn is enough, many faint ones add up."""
    return np.asarray(np.log(EPSILON + turn_probabilities.sum(axis=0)), np.float32)


def top_two(logits: Array) -> Array:
    """(labels, 2): the two highest turn logits of each label; a missing one is the lowest that counts."""
    floor = np.full((2, logits.shape[1]), -8.0, np.float32)
    ordered = -np.sort(-np.vstack([np.maximum(logits, -8.0), floor]), axis=0)
    return np.asarray(ordered[:2].T, np.float32)


def weighed(best: Array, pooling: Array) -> Array:
    """(..., labels) log-odds of an interaction: its `top_two` (..., labels, 2) weighed by `pooling` (labels, 3), the
    last of which is the bias.
    """
    return np.asarray((pooling[:, :2] * best).sum(axis=-1) + pooling[:, 2], np.float32)


def count_cues(cues_by_turn: Sequence[Cues], labels: Sequence[str]) -> Array:
    """(turns, cues): 1 + ln(hits) of each cue in each turn, 0 where there is none."""
    counts = np.zeros((len(cues_by_turn), len(labels)), np.float32)
    column = {label: number for number, label in enumerate(labels)}
    for row, cues in enumerate(cues_by_turn):
        for label, _ in cues:
            counts[row, column[label]] += 1
    return np.asarray(np.where(counts > 0, 1 + np.log(np.maximum(counts, 1)), 0), np.float32)


_SALTS = {Party.AGENT: ngrams.AGENT_SALT, Party.CUSTOMER: ngrams.CUSTOMER_SALT, Party.OTHER: ngrams.OTHER_SALT}


def _mean(vectors: Array, which: NDArray[np.int64]) -> Array:
    return vectors[which].mean(axis=0) if len(which) else np.zeros(vectors.shape[1], np.float32)


def _party(view: HeadInputs) -> Array:
    return np.array([[who == party for party in PARTIES] for who in view.parties], np.float32).reshape(-1, 3)


def _place(view: HeadInputs) -> Array:
    """Share of the way, nearness to both ends, and whether it is the party's first or last turn."""
    count = len(view.parties)
    rows = []
    for number, party in enumerate(view.parties):
        first = party not in view.parties[:number]
        last = party not in view.parties[number + 1 :]
        rows.append([number / max(count - 1, 1), 1 / (1 + number), 1 / (count - number), first, last])
    return np.array(rows, np.float32).reshape(-1, 5)


def _shape(view: HeadInputs) -> Array:
    """Length, who speaks first and last, and whether a third voice takes part."""
    if not view.parties:
        return np.zeros(5, np.float32)
    first, last = view.parties[0], view.parties[-1]
    flags = [first == Party.AGENT, last == Party.AGENT, Party.OTHER in view.parties, last == Party.OTHER]
    return np.array([np.log1p(len(view.parties)), *flags], np.float32)


def _last_cues(view: HeadInputs) -> Array:
    """Cues in the ending, by party; later turns count more."""
    nearness = 1 / np.sqrt(np.arange(len(view.parties), 0, -1, dtype=np.float32))
    weighted = view.cues * nearness[:, None]
    recent = np.arange(len(view.parties)) >= len(view.parties) - ENDING
    agent = np.array([who != Party.CUSTOMER for who in view.parties], bool)
    return np.concatenate([weighted[recent & agent].sum(axis=0), weighted[recent & ~agent].sum(axis=0)])
