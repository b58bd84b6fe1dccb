"""The network of `recognizers.token_model` in torch, to be trained: its input, its layers, and how it is stored."""

import random
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from eval.talk.marked import Exchange, plain
from qa_service.understand.recognizers import lexicon, token_features
from qa_service.understand.recognizers.text_line import TextLine
from qa_service.understand.recognizers.token_model import DILATIONS, KINDS

WIDTH, HASHED = 96, 24
DROPPED = 0.25
FORGET_NAMES, FORGET_WORDS = 0.35, 0.07
"""Share of words whose lists of names, and whose vector and plainness, are hidden in training: strangers have unknown
names and unknown words."""
_MOST_FLAGS = 8
_LABELS = {kind: number for number, kind in enumerate(KINDS, 1)}
_SHORTEST_FORGOTTEN = 4

_hashes = lru_cache(200_000)(token_features.hashes)
_own = lru_cache(400_000)(token_features.own)
_listed = lru_cache(200_000)(token_features.listed)


class Row(NamedTuple):
    """A token: its word vector's row, its hashed pieces, flags of its own, flags of its place, and its label."""

    word: int
    hashed: list[int]
    own: list[int]
    placed: list[int]
    label: int


class Vocabulary:
    """Words with vectors; row 0 parts lines, row 1 stands for all other words."""

    def __init__(self, words: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self.words = list(words)
        self.vectors = vectors
        self._rows = {word: row for row, word in enumerate(words, 2)}

    def rows(self, exchange: Exchange, rng: random.Random | None = None) -> list[Row | None]:
        """The tokens of an exchange; None for what parts lines. With `rng` some words are forgotten."""
        texts, spans = plain(exchange)
        lines = [TextLine(text) for text in texts]
        look = self._forgetful(rng) if rng else self._known
        rows: list[Row | None] = []
        for turn, (line, placed) in enumerate(zip(lines, token_features.placed(lines), strict=True)):
            own = [span for span in spans if span.turn == turn]
            rows += (None, None)
            for at, word in enumerate(line.words):
                label = next((_LABELS[s.type] for s in own if s.start < line.ends[at] and line.starts[at] < s.end), 0)
                row, lists = look(line.lows[at])
                rows.append(Row(row, _hashes(line.lows[at]), _own(word, line.cased, lists), placed[at], label))
        return [*rows, None, None]

    def _known(self, low: str) -> tuple[int, str]:
        return self._rows.get(low, 1), _listed(low)

    def _forgetful(self, rng: random.Random) -> Callable[[str], tuple[int, str]]:
        seen: dict[str, tuple[int, str]] = {}

        def look(low: str) -> tuple[int, str]:
            if low not in seen:
                row, lists = self._known(low)
                if low.isalpha() and rng.random() < FORGET_NAMES and not {*"GNgn"}.isdisjoint(lists):
                    lists = lists.translate({ord(letter): None for letter in "GNgn"}) or lexicon.letters(low)
                if low.isalpha() and rng.random() < FORGET_WORDS and row > 1 and len(low) >= _SHORTEST_FORGOTTEN:
                    row, lists = 1, lists.translate({ord(letter): None for letter in "ors"}) or lexicon.letters(low)
                seen[low] = row, lists
            return seen[low]

        return look


def tensors(rows: Sequence[Row | None]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """One sequence: words, hashed pieces, own flags, placed flags, whether a row parts lines, labels (-1 there)."""
    count = len(rows)
    words, apart, labels = np.zeros(count, int), np.ones(count, bool), np.full(count, -1)
    hashed = np.full((count, token_features.MOST_HASHES), token_features.BUCKETS)
    own = np.full((count, _MOST_FLAGS), token_features.OWN)
    placed = np.full((count, _MOST_FLAGS), token_features.PLACED)
    for at, row in enumerate(rows):
        if row is not None:
            words[at], apart[at], labels[at] = row.word, False, row.label
            hashed[at, : len(row.hashed)] = row.hashed
            own[at, : len(row.own)] = row.own
            placed[at, : len(row.placed)] = row.placed
    return tuple(map(torch.from_numpy, (words, hashed, own, placed, apart, labels)))  # type: ignore[return-value]


class TokenNetwork(nn.Module):
    """What `TokenModel` computes, for one sequence at a time."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        width = vocabulary.vectors.shape[1]
        first = np.zeros((2, width), np.float32)
        self.vectors = nn.Embedding.from_pretrained(torch.from_numpy(np.concatenate([first, vocabulary.vectors])))
        self.hashed = _bag(token_features.BUCKETS, HASHED, "mean", 0.5)
        self.own = _bag(token_features.OWN, WIDTH, "sum", 0.2)
        self.placed = _bag(token_features.PLACED, WIDTH, "sum", 0.2)
        self.apart = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.word = nn.Linear(width + HASHED, WIDTH)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in DILATIONS)
        self.layers = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, 3, dilation=gap, padding=gap) for gap in DILATIONS)
        self.last = nn.LayerNorm(WIDTH)
        self.out = nn.Linear(WIDTH, len(KINDS) + 1)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, words: Tensor, hashed: Tensor, own: Tensor, placed: Tensor, apart: Tensor) -> Tensor:
        """[tokens, 1 + kinds] scores."""
        pieces = torch.cat([self.vectors(words), self.hashed(hashed)], -1)
        states = self.word(pieces) + self.own(own) + self.placed(placed)
        states = self.drop(torch.where(apart[:, None], self.apart, states))
        for norm, layer in zip(self.norms, self.layers, strict=True):
            states = states + self.drop(functional.relu(layer(norm(states).T[None])[0].T))
        scores: Tensor = self.out(self.last(states))
        return scores


def _bag(rows: int, width: int, mode: str, size: float) -> nn.EmbeddingBag:
    """Rows to be added up or averaged; the last one is empty."""
    bag = nn.EmbeddingBag(rows + 1, width, mode=mode, padding_idx=rows)
    with torch.no_grad():
        bag.weight *= size
        bag.weight[rows] = 0
    return bag


def store(networks: Sequence[TokenNetwork], words: Sequence[str], path: Path) -> None:
    """Writes the weights of networks with the same words in the layout of `recognizers.token_model`."""
    vectors, scale = _in_a_byte(networks[0].vectors.weight.numpy()[2:])
    own: dict[str, Any] = {
        f"{at}/{name}": array for at, network in enumerate(networks) for name, array in _arrays(network).items()
    }
    np.savez_compressed(path, words=np.array(" ".join(words)), vectors=vectors, vectors_scale=scale, **own)


def _arrays(network: TokenNetwork) -> dict[str, NDArray[Any]]:
    """The weights of one network by the names that they are stored under."""
    state = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    arrays = {
        "apart": state["apart"], "flags": state["own.weight"][:-1], "placed": state["placed.weight"][:-1],
        "word": state["word.weight"].T, "word_bias": state["word.bias"], "out": state["out.weight"].T,
        "out_bias": state["out.bias"], "norm_last": np.stack([state["last.weight"], state["last.bias"]]),
    }  # fmt: skip
    for at in range(len(DILATIONS)):
        arrays[f"norm{at}"] = np.stack([state[f"norms.{at}.weight"], state[f"norms.{at}.bias"]])
        arrays[f"layer{at}"] = state[f"layers.{at}.weight"].transpose(2, 1, 0)
        arrays[f"bias{at}"] = state[f"layers.{at}.bias"]
    hashed, scale = _in_a_byte(state["hashed.weight"][:-1])
    return {"hashed": hashed, "hashed_scale": scale, **{name: a.astype(np.float16) for name, a in arrays.items()}}


def _in_a_byte(array: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    scale = np.asarray(np.abs(array).max() / 127, np.float32)
    return np.round(array / scale).astype(np.int8), scale
