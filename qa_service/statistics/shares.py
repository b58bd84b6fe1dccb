"""The interval of a share that was counted."""

from qa_service.statistics.quantiles import beta_quantile, scalar


def exact_interval(yes: int, n: int, level: float) -> tuple[float, float]:
    """Of Clopper and Pearson: it holds the share behind the count with at least the probability `level`."""
    tail = (1 - level) / 2
    low = scalar(beta_quantile(tail, yes, n - yes + 1)) if yes else 0.0
    high = scalar(beta_quantile(1 - tail, yes + 1, n - yes)) if yes < n else 1.0
    return low, high
