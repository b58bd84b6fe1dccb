"""Figures with intervals, confusion tables and risk-coverage curves. Pure."""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")
Measure = Callable[[Sequence[T]], Mapping[str, float]]
DRAWS = 200
SEED = 1
LEVEL = 0.95
FEWEST = 10
"""A subset of fewer items is left out: its figures would mean nothing."""
POINTS = 40


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its interval; None where no draw could be measured."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass
class Result:
    """What one set says. `cuts`: by kind ("language") and member ("it"), the number of items and the figures."""

    n: int
    unit: str
    figures: dict[str, Figure]
    cuts: dict[str, dict[str, tuple[int, dict[str, Figure]]]] = field(default_factory=dict)
    confusions: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    curves: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    distinct: int | None = None


def stated(items: Sequence[T], measure: Measure[T], draws: int = DRAWS, seed: int = SEED) -> dict[str, Figure]:
    """Every figure of `measure` with its percentile bootstrap interval over whole items (Efron 1979).

    A draw on which the measure is undefined (one class only) is not counted.
    """
    seen: dict[str, list[float]] = {}
    rng = random.Random(seed)
    for _ in range(draws):
        try:
            drawn = measure(rng.choices(items, k=len(items)))
        except ValueError:
            continue
        for name, value in drawn.items():
            seen.setdefault(name, []).append(value)
    return {name: Figure(value, *_ends(seen.get(name, []))) for name, value in measure(items).items()}


def _ends(values: Sequence[float]) -> tuple[float | None, float | None]:
    if not values:
        return None, None
    ordered, cut = sorted(values), (1 - LEVEL) / 2
    return ordered[int(cut * len(ordered))], ordered[min(int((1 - cut) * len(ordered)), len(ordered) - 1)]


def cut(
    items: Sequence[T], member: Callable[[T], str], measure: Measure[T], most: int = 6, draws: int = DRAWS
) -> dict[str, tuple[int, dict[str, Figure]]]:
    """The figures of each large enough subset, the `most` largest ones."""
    groups = Counter(member(item) for item in items)
    found = {}
    for name, size in groups.most_common(most):
        if size >= FEWEST:
            found[name] = (size, stated([item for item in items if member(item) == name], measure, draws))
    return found


def confusion(gold: Sequence[str], said: Sequence[str]) -> dict[str, dict[str, int]]:
    """Counts by what people said (rows) and what the service said (columns)."""
    table: dict[str, dict[str, int]] = {}
    for g, s in zip(gold, said, strict=True):
        row = table.setdefault(g, {})
        row[s] = row.get(s, 0) + 1
    return table


def risk_coverage(sureness: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float]]:
    """(share answered, share of those that is wrong) when the least sure answers are withheld first.

    R. El-Yaniv, Y. Wiener, On the foundations of noise-free selective classification, 2010.
    """
    order = sorted(range(len(right)), key=lambda i: -sureness[i])
    steps = sorted({max(1, round(len(order) * k / POINTS)) for k in range(1, POINTS + 1)})
    return [(n / len(order), sum(not right[i] for i in order[:n]) / n) for n in steps]


def balanced_accuracy(gold: Sequence[bool], said: Sequence[bool]) -> float:
    """Mean of the shares found of both kinds. Raises ValueError without both."""
    hits = {kind: [s == g for g, s in zip(gold, said, strict=True) if g is kind] for kind in (True, False)}
    if not hits[True] or not hits[False]:
        raise ValueError("balanced accuracy needs cases of both kinds")
    return sum(sum(found) / len(found) for found in hits.values()) / 2


def sampled(items: Sequence[T], limit: int | None, seed: int = SEED) -> list[T]:
    """At most `limit` items, drawn by chance from all, in their order."""
    if limit is None or len(items) <= limit:
        return list(items)
    return [items[i] for i in sorted(random.Random(seed).sample(range(len(items)), limit))]
