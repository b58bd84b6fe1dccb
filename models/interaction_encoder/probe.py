"""Heads on the frozen encoder by logistic regression: a figure by itself, and where fine-tuning starts.

`python -m models.interaction_encoder.probe --out DIR` writes DIR/heads.pt.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.base_encoder.folder import base_folder
from models.interaction_encoder.augment import always_masked
from models.interaction_encoder.batches import (
    AGENT,
    CONTEXT,
    INTENTS,
    LIMIT,
    RESOLUTIONS,
    SENTIMENTS,
    SHOWS_INTENT,
    TURN_OUTPUTS,
    Batch,
    S,
    Tokens,
    View,
    collate,
)
from models.interaction_encoder.network import Heads
from models.interaction_encoder.predict import Floats
from models.interaction_encoder.samples import Sample, corpus
from models.interaction_encoder.split import load, of_part
from qa_service.understand.encoder import TextEncoder
from qa_service.understand.window_encoder import WindowEncoder

Labels = NDArray[Any]


def fit(features: Floats, labels: Labels, classes: int, c: float) -> tuple[Floats, Floats]:
    """Weights [classes, features] and biases of a logistic regression on standardised features, folded back.

    Two classes give one row: the log-odds of the second.
    """
    from sklearn.linear_model import LogisticRegression

    mean, spread = features.mean(0), features.std(0) + 1e-3
    model = LogisticRegression(C=c, max_iter=150).fit((features - mean) / spread, labels)
    weight = np.zeros((1 if classes == 2 else classes, features.shape[1]), np.float32)
    bias = np.full(len(weight), -5.0, np.float32)
    rows = [0] if classes == 2 else [int(k) for k in model.classes_]
    weight[rows] = model.coef_ / spread
    bias[rows] = model.intercept_ - (model.coef_ / spread) @ mean
    return weight, bias


def fit_heads(samples: Sequence[Sample], shown: Sequence[Floats], tokens: Tokens) -> Heads:
    """All heads but the role's, which needs hidden markers and starts from nothing."""
    heads = Heads(TURN_OUTPUTS, len(INTENTS), len(RESOLUTIONS))
    heads.turn.weight.data.zero_()
    batch = collate(samples, [View()] * len(samples), tokens)
    places, flags, sentiment = batch.places.numpy(), batch.flags.numpy(), batch.sentiment.numpy()
    words = np.concatenate(list(shown))
    turn = np.concatenate([words, places], 1)
    known = sentiment >= 0
    # Sentiment is judged from the words alone: its places count nothing.
    from_words = np.concatenate([words, places * 0], 1)
    _put(heads.turn, slice(0, S), fit(from_words[known], sentiment[known], len(SENTIMENTS), 0.003))
    for column in (c for c in range(flags.shape[1]) if S + c != AGENT):
        known = ~np.isnan(flags[:, column])
        _put(heads.turn, slice(S + column, S + column + 1), fit(turn[known], flags[known, column], 2, 0.003))
    pooled = pooled_rows(heads, batch, shown)
    _put(heads.intent, slice(None), fit(pooled, batch.intent.numpy(), len(INTENTS), 0.001))
    _put(heads.resolution, slice(None), fit(pooled, batch.resolution.numpy(), len(RESOLUTIONS), 0.001))
    return heads


def pooled_rows(heads: Heads, batch: Batch, shown: Sequence[Floats]) -> Floats:
    """[interactions, pools x width]: what the interaction heads see."""
    rows, bounds = [], np.cumsum([len(v) for v in shown])[:-1]
    with torch.inference_mode():
        logits = heads.turn(torch.cat([torch.from_numpy(np.concatenate(list(shown))), batch.places], 1)).numpy()
    for pools, matrix, part in zip(batch.pools, shown, np.split(logits, bounds), strict=True):
        evidence = torch.softmax(torch.from_numpy(part[:, SHOWS_INTENT:]), 0).numpy().T
        rows.append((np.concatenate([pools.numpy(), evidence]) @ matrix).ravel())
    return np.stack(rows)


def _put(linear: torch.nn.Linear, rows: slice, values: tuple[Floats, Floats]) -> None:
    def copy(to: Tensor, value: Floats) -> None:
        to.data[rows] = torch.from_numpy(value.astype(np.float32))

    copy(linear.weight, values[0])
    copy(linear.bias, values[1])


def main() -> None:
    """Fit and store."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--out", type=Path, required=True)
    given = ask.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    folder = base_folder()
    tokens = Tokens(folder / "tokenizer.json")
    encoder = WindowEncoder(TextEncoder(folder), LIMIT, CONTEXT)
    samples = of_part(always_masked(corpus()), "train", load())
    shown = encoder.vectors([[(t.party, t.text) for t in s.turns] for s in samples])
    given.out.mkdir(parents=True, exist_ok=True)
    np.savez(given.out / "vectors.npz", *shown)
    torch.save(fit_heads(samples, shown, tokens).state_dict(), given.out / "heads.pt")


if __name__ == "__main__":
    main()
