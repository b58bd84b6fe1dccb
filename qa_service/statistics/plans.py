"""Before anything is drawn: the frame, how many, and how the budget is shared among strata."""

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from qa_service.domain.sampling import Allocation, Frame, SamplingPlan, Unit
from qa_service.errors import BadInput, say
from qa_service.statistics.quantiles import normal_quantile, scalar

Stratum = tuple[str, ...]
_as_json = json.JSONEncoder(ensure_ascii=False).encode  # `dumps` would make an encoder for every line


def make_frame(units: Iterable[Unit]) -> Frame:
    """Units sorted by id, with the sha256 of one JSON line each: the same interactions give the same hash.

    Raises BadInput when an id comes twice.
    """
    ordered = tuple(sorted(units, key=lambda unit: unit.id))
    for previous, unit in pairwise(ordered):
        if previous.id == unit.id:
            raise BadInput("interaction '{id}' is in the frame twice", id=unit.id, where="frame")
    digest = hashlib.sha256()
    for line in lines(ordered):
        digest.update(line)
    return Frame(ordered, digest.hexdigest())


def lines(units: Iterable[Unit]) -> Iterator[bytes]:
    """A frame as it is hashed and kept: one JSON array a line."""
    for unit in units:
        line = [unit.id, list(unit.stratum), unit.order, sorted(unit.reasons)]
        yield _as_json(line).encode() + b"\n"


def allocate(plan: SamplingPlan, frame: Frame) -> dict[Stratum, int]:
    """How many picks each stratum of a frame gets; as `shared_out`."""
    return shared_out(plan, Counter(unit.stratum for unit in frame.units))


def shared_out(plan: SamplingPlan, strata: Mapping[Stratum, int]) -> dict[Stratum, int]:
    """How many picks each stratum gets; never more than it holds (`strata`).

    EQUAL: `plan.size` each. PROPORTIONAL: by size. OPTIMAL: by size times expected spread (Neyman 1934); strata
    without a given spread take the mean of the given ones. The last two add up to `plan.size`, or to the whole frame
    where that is smaller, and give every stratum `plan.minimum` first. Raises BadInput when the minimum asks for more
    than the budget.
    """
    if plan.size < 1:
        raise BadInput("a plan draws at least 1 interaction, not {size}", size=plan.size, where="size")
    sizes = dict(sorted(strata.items()))
    if plan.allocation is Allocation.EQUAL:
        return {stratum: min(plan.size, size) for stratum, size in sizes.items()}
    counts = {stratum: min(plan.minimum, size) for stratum, size in sizes.items()}
    budget = min(plan.size, sum(sizes.values()))
    if sum(counts.values()) > budget:
        raise BadInput(
            "a minimum of {minimum} in each of {strata} strata needs {total} picks",
            minimum=plan.minimum,
            strata=len(sizes),
            total=sum(counts.values()),
            where="minimum",
            hint=say("raise the size above {size} or lower the minimum", size=plan.size),
        )
    return _fill(counts, sizes, _shares(plan, sizes), budget)


def _shares(plan: SamplingPlan, sizes: Mapping[Stratum, int]) -> dict[Stratum, float]:
    """The weight of each stratum in the allocation."""
    if plan.allocation is Allocation.PROPORTIONAL or not plan.spread:
        return {stratum: float(size) for stratum, size in sizes.items()}
    if min(plan.spread.values()) < 0:
        raise BadInput("an expected spread is negative", where="spread")
    usual = sum(plan.spread.values()) / len(plan.spread)
    return {stratum: size * plan.spread.get(stratum, usual) for stratum, size in sizes.items()}


def _fill(
    minimums: dict[Stratum, int], sizes: Mapping[Stratum, int], shares: Mapping[Stratum, float], budget: int
) -> dict[Stratum, int]:
    """One pick at a time to the stratum that is furthest behind its share (Sainte-Laguë); full ones drop out."""
    counts = dict(minimums)
    for _ in range(budget - sum(minimums.values())):
        open_ = [stratum for stratum in counts if counts[stratum] < sizes[stratum]]
        first = max(open_, key=lambda stratum: (shares[stratum] / (2 * counts[stratum] + 1), sizes[stratum]))
        counts[first] += 1
    return counts


def how_many(half_width: float, population: int, *, share: float = 0.5, level: float = 0.95) -> int:
    """Reviews needed so that a share's interval reaches about `half_width` to each side.

    Normal approximation with finite population correction (Cochran 1977, 4.4): n0 = z²·p(1-p)/h²,
    n = n0/(1 + (n0-1)/N). For means of a score 0..1, p(1-p) is the largest variance there can be. Raises BadInput
    outside 0 < half_width < 0.5.
    """
    if not 0 < half_width < 0.5:
        raise BadInput("half width {half_width} must lie between 0 and 0.5", half_width=half_width, where="half_width")
    if population <= 1:
        return max(0, population)
    reach = scalar(normal_quantile((1 + level) / 2)) / half_width
    unlimited = share * (1 - share) * reach * reach
    if not math.isfinite(unlimited):  # narrower than any number of reviews could make it
        return population
    return min(population, max(1, math.ceil(unlimited / (1 + (unlimited - 1) / population))))


def half_width(size: int, population: int, *, share: float = 0.5, level: float = 0.95) -> float:
    """What `size` reviews out of `population` will about reach to each side: the inverse of `how_many`."""
    if size < 1 or population < 1:
        return 1.0
    z = scalar(normal_quantile((1 + level) / 2))
    correction = max(0, population - size) / max(1, population - 1)
    return z * math.sqrt(share * (1 - share) / min(size, population) * correction)


def spreads(strata: Iterable[tuple[Stratum, bool]]) -> dict[Stratum, float]:
    """The standard deviation of a yes/no answer by stratum, guessed from the machine's: sqrt(p(1-p)).

    Half a yes and half a no are added to each, so that a stratum where the machine always says the same is not left
    out of an OPTIMAL plan.
    """
    yes: Counter[Stratum] = Counter()
    counts: Counter[Stratum] = Counter()
    for stratum, answer in strata:
        counts[stratum] += 1
        yes[stratum] += answer
    return spreads_of({stratum: (yes[stratum], n) for stratum, n in counts.items()})


def spreads_of(counts: Mapping[Stratum, tuple[int, int]]) -> dict[Stratum, float]:
    """The same from how many are yes, of how many, by stratum."""
    shares = {stratum: (yes + 0.5) / (n + 1) for stratum, (yes, n) in sorted(counts.items())}
    return {stratum: math.sqrt(p * (1 - p)) for stratum, p in shares.items()}
