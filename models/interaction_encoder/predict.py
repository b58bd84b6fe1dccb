"""Runs the network over samples without training it: turn vectors, then all logits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from models.interaction_encoder.batches import Tokens, View, collate, places, pool_weights
from models.interaction_encoder.network import Encoder, Heads, turn_vectors
from models.interaction_encoder.samples import Sample

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Prediction:
    """Logits of one sample."""

    turn: Floats
    intent: Floats
    resolution: Floats


def chunks(samples: Sequence[Sample], size: int = 4) -> Iterator[list[Sample]]:
    """The samples in their order, a few at a time."""
    for start in range(0, len(samples), size):
        yield list(samples[start : start + size])


def vectors(net: Encoder, samples: Sequence[Sample], tokens: Tokens, view: View) -> list[Floats]:
    """[turns, width] of each sample."""
    found: list[Floats] = []
    net.eval()
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for few in chunks(samples):
            batch = collate(few, [view] * len(few), tokens)
            every = turn_vectors(net(batch.windows), batch.windows, len(batch.places)).numpy()
            bounds = np.cumsum([len(s.turns) for s in few])[:-1]
            found.extend(np.split(every, bounds))
    return found


def predict(net: Encoder, heads: Heads, samples: Iterable[Sample], tokens: Tokens, view: View) -> list[Prediction]:
    """Logits of every head for each sample."""
    listed = list(samples)
    return from_vectors(heads, listed, vectors(net, listed, tokens, view))


def from_vectors(heads: Heads, samples: Sequence[Sample], turns: Sequence[Floats]) -> list[Prediction]:
    """Logits from turn vectors that are there already."""
    heads.eval()
    found = []
    with torch.inference_mode():
        for sample, matrix in zip(samples, turns, strict=True):
            parties = [t.party for t in sample.turns]
            out = heads(
                torch.from_numpy(matrix), torch.from_numpy(places(parties)), [torch.from_numpy(pool_weights(parties))]
            )
            found.append(Prediction(out.turn.numpy(), out.intent[0].numpy(), out.resolution[0].numpy()))
    return found
