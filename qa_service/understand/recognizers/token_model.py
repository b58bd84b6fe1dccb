"""Small networks that tell of every token of an interaction which kind of personal datum it belongs to, if any.

They see the words by vectors, by the runs of their letters and by what the lists say of them, and sixteen tokens to
both sides, other turns included; what they say is averaged. `eval.train_tokens` learns them, one or more; the weights
lie beside this file.

Layout of ``token_model.npz``: ``words`` (one string, parted by blanks) and their ``vectors`` [words, width] as int8
times ``vectors_scale``; then for each network, under its number and a slash, ``hashed`` [BUCKETS, width] likewise,
everything else float16.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import count, takewhile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa_service.understand.recognizers import token_features
from qa_service.understand.recognizers.text_line import TextLine

Floats = NDArray[np.float32]
KINDS = (
    "ADDRESS", "CREDIT_CARD", "CUSTOMER_CODE", "DATE_OF_BIRTH", "EMAIL", "IBAN", "NATIONAL_ID", "OTHER_ID", "PERSON",
    "PHONE", "POD_PDR",
)  # fmt: skip
"""Kinds in the order of the columns of `TokenModel.probabilities`, after the first, which stands for none."""
DILATIONS = (1, 2, 4, 8, 1)
"""How many tokens lie between the three that a layer looks at."""
_REACH = sum(DILATIONS)
_PIECE = 4096
_CACHED = 20_000
_TINY = 1e-5


class TokenModel:
    """The networks in numpy. Safe to call from several threads: what it remembers of words is only ever replaced."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self._rows = {word: row for row, word in enumerate(str(weights["words"]).split(" "))}
        self._vectors, self._scale = weights["vectors"], np.float32(weights["vectors_scale"])
        numbers = takewhile(lambda number: f"{number}/out" in weights, count())
        self._networks = [_Network(weights, f"{number}/") for number in numbers]
        self._seen: dict[tuple[str, bool], list[Floats]] = {}

    def probabilities(self, lines: Sequence[TextLine]) -> list[Floats]:
        """For each line [tokens, 1 + kinds]; rows add up to one."""
        words = [self._word(word, line.cased) for line in lines for word in line.words]
        placed = [flags for line in token_features.placed(lines) for flags in line]
        lengths = [len(line) for line in lines]
        shares = [
            network.shares([rows[number] for rows in words], placed, lengths)
            for number, network in enumerate(self._networks)
        ]
        every = np.mean(shares, axis=0)
        out, at = [], 0
        for length in lengths:
            out.append(every[at + 2 : at + 2 + length])
            at += 2 + length
        return out

    def _word(self, word: str, cased: bool) -> list[Floats]:
        """What a word is by itself, for each network."""
        rows = self._seen.get((word, cased))
        if rows is None:
            if len(self._seen) >= _CACHED:
                self._seen = {}
            rows = self._seen[word, cased] = self._compute(word, cased)
        return rows

    def _compute(self, word: str, cased: bool) -> list[Floats]:
        low = word.lower()
        known = self._rows.get(low)
        none = np.zeros(self._vectors.shape[1], np.float32)
        vector = none if known is None else self._vectors[known] * self._scale
        hashes, own = token_features.hashes(low), token_features.own(word, cased, token_features.listed(low))
        return [network.word(vector, hashes, own) for network in self._networks]


class _Network:
    """One of them; `head` stands before the names of its weights."""

    def __init__(self, weights: Mapping[str, Any], head: str) -> None:
        own = {name.removeprefix(head): weights[name] for name in weights if name.startswith(head)}
        self._weights = {name: np.asarray(array, np.float32) for name, array in own.items()}
        self._weights["hashed"] *= self._weights["hashed_scale"]

    def word(self, vector: Floats, hashes: list[int], own: list[int]) -> Floats:
        """What a word is by itself, [width]."""
        weights = self._weights
        pieces = np.concatenate([vector, weights["hashed"][hashes].mean(0)])
        row: Floats = pieces @ weights["word"] + weights["word_bias"] + weights["flags"][own].sum(0)
        return row.astype(np.float32)

    def shares(self, words: list[Floats], placed: list[list[int]], lengths: list[int]) -> Floats:
        """[rows, 1 + kinds]: two rows before each line and at the end part the lines."""
        states = self._states(words, placed, lengths)
        step = _PIECE - 2 * _REACH
        pieces = []
        for start in range(0, len(states), step):
            first, last = max(0, start - _REACH), min(len(states), start + step + _REACH)
            pieces.append(self._forward(states[first:last])[start - first :][:step])
        return np.concatenate(pieces)

    def _states(self, words: list[Floats], placed: list[list[int]], lengths: list[int]) -> Floats:
        apart, flags = self._weights["apart"], self._weights["placed"]
        rows: list[Floats] = []
        at = 0
        for length in lengths:
            rows += (apart, apart)
            rows += (words[token] + flags[placed[token]].sum(0) for token in range(at, at + length))
            at += length
        return np.stack([*rows, apart, apart])

    def _forward(self, states: Floats) -> Floats:
        weights = self._weights
        for layer, gap in enumerate(DILATIONS):
            normed = _normed(states, weights[f"norm{layer}"])
            sums = normed @ weights[f"layer{layer}"][1] + weights[f"bias{layer}"]
            sums[gap:] += normed[:-gap] @ weights[f"layer{layer}"][0]
            sums[:-gap] += normed[gap:] @ weights[f"layer{layer}"][2]
            states = states + np.maximum(sums, 0)
        scores = _normed(states, weights["norm_last"]) @ weights["out"] + weights["out_bias"]
        odds = np.exp(scores - scores.max(1, keepdims=True))
        shares: Floats = odds / odds.sum(1, keepdims=True)
        return shares


def _normed(states: Floats, norm: Floats) -> Floats:
    """Each row with mean 0 and deviation 1, times the first and plus the second row of `norm`."""
    centred = states - states.mean(1, keepdims=True)
    deviation = np.sqrt((centred * centred).mean(1, keepdims=True) + _TINY)
    return np.asarray(centred / deviation * norm[0] + norm[1], np.float32)


@cache
def shipped() -> TokenModel:
    """The model that lies beside this file."""
    with np.load(Path(__file__).with_name("token_model.npz")) as stored:
        return TokenModel({name: stored[name] for name in stored.files})
