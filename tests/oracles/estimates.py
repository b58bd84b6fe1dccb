"""One group at a time through the estimates of many."""

from typing import Any

from qa_service.domain.estimate import Figure, MachineError, ScoreError, ScoreGroup, ShareGroup
from qa_service.statistics.estimates import estimate_means, estimate_shares


def estimate_share(group: ShareGroup, error: MachineError | None = None, **settings: Any) -> Figure:
    """The share of one group."""
    return estimate_shares([group], error, **settings)[0]


def estimate_mean(group: ScoreGroup, error: ScoreError | None = None, **settings: Any) -> Figure:
    """The mean score of one group."""
    return estimate_means([group], error, **settings)[0]
