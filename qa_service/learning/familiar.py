"""What the conversations are like that people answered: where an adapted head may speak in spite of the shipped reader.

As the shipped reader tells strange conversations (Mahalanobis distance in principal components), but measured against
the client's own. Only means and spreads are kept, nothing of a single conversation.
"""

from collections.abc import Sequence

import numpy as np

from qa_service.domain.adaptation import Known
from qa_service.domain.turn_features import TurnFeatures
from qa_service.learning.discriminant import Floats

MOST_DIRECTIONS, CASES_A_DIRECTION = 8, 4
USUAL = 0.95
FOLDS = 5


def known_by(features: Sequence[TurnFeatures]) -> Known:
    """Of all that were learned from; USUAL of them, each measured by the others, count as known."""
    means = np.stack([each.turn_vectors.mean(axis=0) for each in features]).astype(np.float64)
    part = np.arange(len(means)) % FOLDS
    distances = np.concatenate([_distances(*_spread(means[part != n]), means[part == n]) for n in range(FOLDS)])
    centre, scaled = _spread(means)
    return Known(centre.astype(np.float32), scaled.astype(np.float32), float(np.quantile(distances, USUAL)))


def _spread(means: Floats) -> tuple[Floats, Floats]:
    """(width,) the centre, and (width, directions) those in which they vary most, each over its deviation."""
    centre = means.mean(axis=0)
    count = max(1, min(MOST_DIRECTIONS, len(means) // CASES_A_DIRECTION))
    _, spread, axes = np.linalg.svd(means - centre, full_matrices=False)
    deviation = np.maximum(spread[:count] / np.sqrt(len(means) - 1), 1e-6)
    return centre, (axes[:count] / deviation[:, None]).T


def _distances(centre: Floats, scaled: Floats, means: Floats) -> Floats:
    return np.asarray(np.sqrt((((means - centre) @ scaled) ** 2).mean(axis=1)))
