"""Does the machine still do what it did? Alarms whose false-alarm rate is chosen, not found out later.

The override rate is watched by a Bernoulli CUSUM (Reynolds & Stoumbos 1999, *J. Quality Technology* 31) on whole
numbers, so that the chance of a false alarm within the horizon is computed exactly, averaged over what the baseline
leaves open. Shifts of labels, of confidence and of a share are tested period against baseline by the exact conditional
distribution.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_service.errors import BadInput
from qa_service.statistics.quantiles import Floats, beta_quantile

GRAIN = 20
BASELINE_NODES = 15


@dataclass(frozen=True, slots=True)
class OverrideWatch:
    """What is watched: `overridden` of `reviewed` answers in the baseline, a rise by `shift`, and the price.

    A steady machine gives an alarm within `horizon` further reviews with probability at most `false_alarm`.
    """

    overridden: int
    reviewed: int
    shift: float = 0.10
    horizon: int = 500
    false_alarm: float = 0.05


@dataclass(frozen=True, slots=True)
class Chart:
    """A calibrated CUSUM: `up` on an override, `down` otherwise, never below 0, alarm at `limit`."""

    up: int
    down: int
    limit: int


@dataclass(frozen=True, slots=True)
class Alarm:
    """The chart's path review by review, and the number of the review (from 1) that gave the alarm; None: none."""

    path: tuple[int, ...]
    at: int | None


@dataclass(frozen=True, slots=True)
class LabelShift:
    """A period against the baseline: chance of so large a difference without any change, and each share's move."""

    p_value: float
    alarm: bool
    moved: Mapping[str, float]


def rolling_rate(overridden: Sequence[bool], window: int) -> tuple[float, ...]:
    """Override rate over the last `window` reviews, from the first full window on. Raises BadInput for a window < 1."""
    if window < 1:
        raise BadInput("a window holds at least 1 review, not {window}", window=window, where="window")
    total = np.concatenate([[0], np.cumsum(np.asarray(overridden, dtype=np.int64))])
    return tuple(((total[window:] - total[:-window]) / window).tolist())


def calibrate(watch: OverrideWatch) -> Chart:
    """The chart with the smallest limit that keeps the false-alarm rate.

    The steps are the log likelihood ratio of "risen by shift" against the baseline rate, rounded to 1/GRAIN of their
    span. Raises BadInput for an empty baseline or impossible settings.
    """
    if watch.reviewed < 1 or not 0 <= watch.overridden <= watch.reviewed:
        raise BadInput("the baseline needs at least 1 review, and no more overrides than reviews", where="reviewed")
    if not (0 < watch.shift < 1 and 0 < watch.false_alarm < 1 and watch.horizon >= 1):
        raise BadInput("shift and false alarm lie between 0 and 1, the horizon is at least 1", where="watch")
    rate = (watch.overridden + 0.5) / (watch.reviewed + 1)
    risen = min(rate + watch.shift, (1 + rate) / 2)
    fall, rise = np.log((1 - rate) / (1 - risen)), np.log(risen / rate)
    down = int(np.clip(round(GRAIN * fall / (fall + rise)), 1, GRAIN - 1))
    up = GRAIN - down
    grid = (np.arange(BASELINE_NODES) + 0.5) / BASELINE_NODES
    rates = beta_quantile(grid, watch.overridden + 0.5, watch.reviewed - watch.overridden + 0.5)

    def quiet(limit: int) -> bool:
        return float(alarm_probability(Chart(up, down, limit), rates, watch.horizon).mean()) <= watch.false_alarm

    high = 2 * GRAIN
    while not quiet(high):
        high *= 2
    low = 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if quiet(middle) else (middle + 1, high)
    return Chart(up, down, low)


def alarm_probability(chart: Chart, rates: Floats, horizon: int) -> Floats:
    """The chance of an alarm within `horizon` reviews, for each true override rate; exact."""
    up, down, limit = chart.up, chart.down, chart.limit
    hit = np.asarray(rates, dtype=np.float64)[:, None]
    state = np.zeros((hit.shape[0], limit))
    state[:, 0] = 1
    for _ in range(horizon):
        new = np.zeros_like(state)
        new[:, up:] = hit * state[:, : max(limit - up, 0)]
        new[:, 0] += (1 - hit[:, 0]) * state[:, : down + 1].sum(1)
        tail = state[:, down + 1 :]
        new[:, 1 : 1 + tail.shape[1]] += (1 - hit) * tail
        state = new
    return np.asarray(1 - state.sum(1))


def follow(chart: Chart, overridden: Sequence[bool]) -> Alarm:
    """Runs the chart over reviews in time order until the alarm or until they end."""
    path: list[int] = []
    level = 0
    for number, wrong in enumerate(overridden, start=1):
        level = max(0, level + chart.up if wrong else level - chart.down)
        path.append(level)
        if level >= chart.limit:
            return Alarm(tuple(path), number)
    return Alarm(tuple(path), None)


def label_shift(
    before: Mapping[str, int],
    now: Mapping[str, int],
    rng: np.random.Generator,
    *,
    false_alarm: float = 0.01,
    ordered: bool = False,
    repeats: int = 4000,
) -> LabelShift:
    """Whether the label distribution of a period differs from the baseline's.

    `before` and `now` count labels. The statistic is Pearson's chi square; with `ordered` (bins of confidence, in
    the order of `before`) the largest gap between the cumulative shares. Its distribution without change is drawn
    from `rng`, all counts given (multivariate hypergeometric), so small counts need no rule of thumb; a steady
    machine gives an alarm with probability at most `false_alarm` a period. Raises BadInput where one side is empty.
    """
    labels = [*before, *(label for label in now if label not in before)]
    old = np.array([before.get(label, 0) for label in labels], dtype=np.int64)
    new = np.array([now.get(label, 0) for label in labels], dtype=np.int64)
    if old.sum() == 0 or new.sum() == 0:
        raise BadInput("a shift needs answers in the baseline and in the period")
    both = old + new
    seen = float(_distance(new[None], both, ordered)[0])
    resamples = rng.multivariate_hypergeometric(both, int(new.sum()), size=repeats, method="marginals")
    p_value = (1 + int((_distance(resamples, both, ordered) >= seen - 1e-9).sum())) / (repeats + 1)
    moves = new / new.sum() - old / old.sum()
    return LabelShift(p_value, p_value <= false_alarm, dict(zip(labels, moves.tolist(), strict=True)))


def share_shift(count_before: int, of_before: int, count: int, of: int) -> float:
    """The chance of a share that differs so much from the baseline's, or more, without any change: exact, all counts
    given (hypergeometric). Raises BadInput where one side is empty.
    """
    if min(of_before, of) < 1:
        raise BadInput("a shift needs answers in the baseline and in the period")
    both, size = count_before + count, of_before + of
    first, last = max(0, of - (size - both)), min(of, both)
    k = np.arange(first, last)  # each against the next: C(both, k) C(size - both, of - k)
    steps = np.log((both - k) * (of - k)) - np.log((k + 1.0) * (size - both - of + k + 1))
    logs = np.concatenate([[0.0], np.cumsum(steps)])
    mass = np.exp(logs - logs.max())
    gaps = np.abs(np.arange(first, last + 1) - of * both / size)
    return float(mass[gaps >= abs(count - of * both / size) - 1e-9].sum() / mass.sum())


def _distance(new: NDArray[np.int64], both: NDArray[np.int64], ordered: bool) -> Floats:
    """How far periods with counts `new` (R, K) lie from the rest of `both` (K,)."""
    part = new.sum(1, keepdims=True) / both.sum()
    gap = new - part * both
    if ordered:
        return np.asarray(np.abs(np.cumsum(gap, axis=1)).max(1))
    return np.asarray((gap**2 / np.maximum(part * both, 1e-12)).sum(1))
