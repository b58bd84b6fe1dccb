"""Cases in folds for cross-testing: what belongs together stays together, and each fold has its share of both answers
(as scikit-learn's StratifiedGroupKFold; own code because the service does not have it).
"""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray


def folds(
    groups: Sequence[Hashable], answers: NDArray[np.bool_], count: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """(n,) the fold of each case, 0..count-1. The largest groups are dealt first, each to the fold in which the shares
    of both answers are least; equally large ones in an order that `rng` draws.
    """
    members: dict[Hashable, list[int]] = {}
    for number, group in enumerate(groups):
        members.setdefault(group, []).append(number)
    dealt = list(members.values())
    drawn = [dealt[place] for place in rng.permutation(len(members))]
    totals = np.maximum([(~answers).sum(), answers.sum()], 1)
    held = np.zeros((count, 2))
    fold = np.zeros(len(answers), np.int64)
    for together in sorted(drawn, key=len, reverse=True):
        kinds = np.bincount(answers[together].astype(int), minlength=2)
        fullness = (((held + kinds) / totals) ** 2 - (held / totals) ** 2).sum(axis=1)
        chosen = int(fullness.argmin())
        held[chosen] += kinds
        fold[together] = chosen
    return fold
