"""Sorts voice embeddings into one voice or two. Pure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SAME_VOICE = 0.87
"""Two groups at least this alike are one voice. Measured on 15 single voices and 210 pairs of them, telephone band:
halves of one voice come to 0.91 and more, two voices to 0.86 and less (`python -m eval.diarization --voices`)."""
MIN_WINDOWS = 2
"""A voice heard in fewer windows is not distinguished from a slip."""
ROUNDS = 50


@dataclass(frozen=True, slots=True)
class VoiceSplit:
    """Two groups of windows: their mean directions, and how alike they are, 1 being the same voice."""

    centres: Floats
    likeness: float


def two_voices(embeddings: Floats) -> Floats | None:
    """Unit vectors (2, n) of the two voices in `embeddings` (windows, n), or None where there is only one."""
    split = best_split(embeddings)
    return split.centres if split is not None and split.likeness < SAME_VOICE else None


def best_split(embeddings: Floats) -> VoiceSplit | None:
    """The division into two groups with the largest sum of cosines to their means; None for too few windows.

    Spherical two-means, started from the signs of the two main directions and from the least alike pair.
    """
    splits = [_settled(embeddings, start) for start in _starts(embeddings)]
    divisions = [labels for labels in splits if min(labels.sum(), (~labels).sum()) >= MIN_WINDOWS]
    if not divisions:
        return None
    labels = max(divisions, key=lambda labels: _fit(embeddings, labels))
    return VoiceSplit(_centres(embeddings, labels), _likeness(embeddings, labels))


def _starts(embeddings: Floats) -> list[NDArray[np.bool_]]:
    if len(embeddings) < 2 * MIN_WINDOWS:
        return []
    _, _, axes = np.linalg.svd(embeddings - embeddings.mean(axis=0), full_matrices=False)
    signs = [embeddings @ axis > embeddings.mean(axis=0) @ axis for axis in axes[:2]]
    first = embeddings @ embeddings[int(np.argmin(embeddings @ embeddings.mean(axis=0)))]
    second = embeddings @ embeddings[int(np.argmin(first))]
    return [*signs, first > second]


def _settled(embeddings: Floats, labels: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Moves windows to the nearer mean until none moves; a group that dries out ends it."""
    for _ in range(ROUNDS):
        if labels.all() or not labels.any():
            break
        scores = embeddings @ _centres(embeddings, labels).T
        moved = scores[:, 1] > scores[:, 0]
        if (moved == labels).all():
            break
        labels = moved
    return labels


def _centres(embeddings: Floats, labels: NDArray[np.bool_]) -> Floats:
    sums = np.stack([embeddings[~labels].sum(axis=0), embeddings[labels].sum(axis=0)])
    return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), np.float32)


def _fit(embeddings: Floats, labels: NDArray[np.bool_]) -> float:
    return float((embeddings @ _centres(embeddings, labels).T).max(axis=1).sum())


def _likeness(embeddings: Floats, labels: NDArray[np.bool_]) -> float:
    """Mean cosine across the groups over the (geometric) mean cosine within them, a window never with itself.

    Leaving out each window's cosine with itself makes the figure independent of how many windows there are.
    """
    sums, counts, within = [], [], []
    for group in (embeddings[~labels], embeddings[labels]):
        total, count = group.sum(axis=0), len(group)
        sums.append(total)
        counts.append(count)
        within.append((float(total @ total) - count) / (count * (count - 1)))
    across = float(sums[0] @ sums[1]) / (counts[0] * counts[1])
    return across / float(np.sqrt(max(within[0] * within[1], 1e-6)))
