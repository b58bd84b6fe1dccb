"""Drawing: who is looked at, with which chance. The generator comes in; plan and frame hash make it again."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.sampling import Draw, Frame, Pick, Purpose, Reason, SamplingPlan, Unit
from qa_service.errors import BadInput
from qa_service.statistics.plans import Stratum, allocate
from qa_service.statistics.quantiles import Floats


def generator(seed: int, frame_hash: str) -> np.random.Generator:
    """The generator of a draw: the same seed on the same frame always draws the same interactions."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, int(frame_hash, 16)])))


def draw(plan: SamplingPlan, frame: Frame, rng: np.random.Generator) -> Draw:
    """The picks of a plan: in each stratum a systematic walk in time order, so that they spread over the period.

    Random and calibration plans give all interactions of a stratum the same chance; risk plans give those with
    reasons a larger one and everybody some. Raises BadInput for a plan that cannot be followed.
    """
    if not 0 <= plan.floor <= 1 or any(weight < 0 for weight in plan.weights.values()):
        raise BadInput("the floor lies in 0..1 and weights of reasons are not negative", where="plan")
    if plan.purpose is Purpose.RISK and plan.floor == 0 and not plan.weights:
        raise BadInput("a risk plan needs weights of reasons or a floor", where="weights")
    groups: dict[Stratum, list[Unit]] = {}
    for unit in frame.units:
        groups.setdefault(unit.stratum, []).append(unit)
    picks: list[Pick] = []
    for stratum, count in allocate(plan, frame).items():
        picks += _walk(plan, sorted(groups[stratum], key=lambda unit: (unit.order, unit.id)), count, rng)
    return Draw(plan, frame.hash, len(frame.units), tuple(sorted(picks, key=lambda pick: pick.id)))


def _walk(plan: SamplingPlan, units: Sequence[Unit], count: int, rng: np.random.Generator) -> list[Pick]:
    """Systematic picks of one stratum."""
    if count == 0:
        return []
    risk = plan.purpose is Purpose.RISK
    sizes = np.array([1 + _weight(unit.reasons, plan.weights) if risk else 1.0 for unit in units])
    chances = inclusion(sizes, count, plan.floor)
    drawn = systematic(chances, rng)
    return [
        Pick(units[i].id, float(chances[i]), plan.purpose, units[i].stratum, units[i].reasons)
        for i in np.flatnonzero(drawn).tolist()
    ]


def _weight(reasons: Sequence[Reason], weights: Mapping[Reason, float]) -> float:
    return sum(weights.get(reason, 0.0) for reason in reasons)


def inclusion(sizes: Floats, count: int, floor: float) -> Floats:
    """Inclusion probabilities that add up to `count` along the last axis (of `sizes`, (..., N)).

    A part `floor` of the budget is spread evenly, the rest in proportion to `sizes`: nobody's chance falls below
    floor·count/N, so no weight exceeds 1/floor times the plain one. Chances that would pass 1 are set to 1 and the
    rest of the budget is shared again.
    """
    total = sizes.shape[-1]
    if count >= total:
        return np.ones(sizes.shape)
    base = floor * count / total
    certain: NDArray[np.bool_] = np.zeros(sizes.shape, dtype=bool)
    while True:
        free = (~certain).sum(-1, keepdims=True)
        budget = count - (total - free) - base * free
        free_sizes = np.where(certain, 0.0, sizes)
        mass = free_sizes.sum(-1, keepdims=True)
        aimed = np.where(mass > 0, free_sizes / np.where(mass > 0, mass, 1.0), 1.0 / np.maximum(free, 1))
        chances = np.where(certain, 1.0, base + budget * aimed)
        more = (chances >= 1) & ~certain
        if not more.any():
            return np.asarray(chances)
        certain |= more


def systematic(chances: Floats, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Which units are drawn when one walks along the last axis with a random start (Madow 1949).

    Each unit's chance is exactly its own, and the number drawn is the sum of chances (rounded to a whole number, as
    `inclusion` makes it).
    """
    ends = np.cumsum(chances, axis=-1)
    goal = np.rint(ends[..., -1:])
    ends = ends * goal / ends[..., -1:]
    ends[..., -1:] = goal
    start = rng.random((*ends.shape[:-1], 1))
    steps = np.floor(ends + start)
    return np.asarray(np.diff(steps, axis=-1, prepend=np.floor(start)) > 0)
