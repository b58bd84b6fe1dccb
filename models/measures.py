"""Measures of agreement between what was predicted and what people said. Pure; every one is tested by hand sums."""

import random
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")
Label = Hashable


def accuracy(gold: Sequence[Label], said: Sequence[Label]) -> float:
    """Share of equal pairs. Raises ValueError on nothing to compare."""
    _same_length(gold, said)
    return sum(g == s for g, s in zip(gold, said, strict=True)) / len(gold)


def f1(gold: Collection[Label], said: Collection[Label]) -> float:
    """Harmonic mean of precision and recall of two sets; 1 when both are empty."""
    hits = len(set(gold) & set(said))
    total = len(set(gold)) + len(set(said))
    return 2 * hits / total if total else 1.0


def label_f1(gold: Sequence[Label], said: Sequence[Label], label: Label) -> float | None:
    """F1 of one label; None when neither side ever uses it."""
    with_gold = {i for i, g in enumerate(gold) if g == label}
    with_said = {i for i, s in enumerate(said) if s == label}
    return f1(with_gold, with_said) if with_gold or with_said else None


def macro_f1(gold: Sequence[Label], said: Sequence[Label]) -> float:
    """Mean F1 over the labels that the gold uses. Raises ValueError on nothing to compare."""
    _same_length(gold, said)
    scores = [label_f1(gold, said, label) or 0.0 for label in sorted(set(gold), key=str)]
    return sum(scores) / len(scores)


def kappa(gold: Sequence[Label], said: Sequence[Label]) -> float:
    """Cohen's kappa: agreement beyond chance, 0 at chance, 1 at full agreement; 1 when both use one same label only.

    J. Cohen, A coefficient of agreement for nominal scales, 1960.
    """
    observed = accuracy(gold, said)
    by_gold, by_said = Counter(gold), Counter(said)
    chance = sum(by_gold[label] * by_said[label] for label in by_gold) / len(gold) ** 2
    return 1.0 if chance == 1.0 else (observed - chance) / (1 - chance)


def sets_f1(gold: Sequence[Collection[Label]], said: Sequence[Collection[Label]]) -> float:
    """F1 over all members of all pairs of sets together (micro): used for labels and for evidence turns."""
    _same_length(gold, said)
    hits = sum(len(set(g) & set(s)) for g, s in zip(gold, said, strict=True))
    total = sum(len(set(g)) + len(set(s)) for g, s in zip(gold, said, strict=True))
    return 2 * hits / total if total else 1.0


def each_label_f1(gold: Sequence[Collection[T]], said: Sequence[Collection[T]], labels: Sequence[T]) -> dict[T, float]:
    """F1 of each label over interactions; a label that neither side uses is left out."""
    scores: dict[T, float] = {}
    for label in labels:
        with_gold = {i for i, g in enumerate(gold) if label in g}
        with_said = {i for i, s in enumerate(said) if label in s}
        if with_gold or with_said:
            scores[label] = f1(with_gold, with_said)
    return scores


def calibration_error(probabilities: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error: |stated probability - share right|, averaged over equally wide bins by their size.

    M. P. Naeini, G. Cooper, M. Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, 2015.
    """
    _same_length(probabilities, right)
    held: dict[int, list[int]] = {}
    for i, p in enumerate(probabilities):
        held.setdefault(min(int(p * bins), bins - 1), []).append(i)
    gaps = (abs(sum(probabilities[i] - right[i] for i in members)) for members in held.values())
    return sum(gaps) / len(probabilities)


def auc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Chance that a positive case scores above a negative one, ties counting half. Raises ValueError without both."""
    _same_length(scores, positive)
    ordered = sorted(range(len(scores)), key=lambda i: scores[i])
    ranks = [0.0] * len(scores)
    start = 0
    while start < len(ordered):
        end = start
        while end < len(ordered) and scores[ordered[end]] == scores[ordered[start]]:
            end += 1
        for i in ordered[start:end]:
            ranks[i] = (start + 1 + end) / 2
        start = end
    wins = sum(positive)
    losses = len(positive) - wins
    if not wins or not losses:
        raise ValueError("the area under the curve needs cases of both kinds")
    return (sum(r for r, p in zip(ranks, positive, strict=True) if p) - wins * (wins + 1) / 2) / (wins * losses)


def interval(
    items: Sequence[T],
    measure: Callable[[Sequence[T]], float],
    rng: random.Random,
    draws: int = 500,
    level: float = 0.95,
) -> tuple[float, float]:
    """Percentile bootstrap interval of `measure` over whole items (interactions, not turns).

    B. Efron, Bootstrap methods: another look at the jackknife, 1979.
    """
    values = sorted(measure(rng.choices(items, k=len(items))) for _ in range(draws))
    cut = (1 - level) / 2
    return values[int(cut * draws)], values[min(int((1 - cut) * draws), draws - 1)]


def mean(values: Mapping[Label, float]) -> float | None:
    """Mean of a table of scores; None when it is empty."""
    return sum(values.values()) / len(values) if values else None


def _same_length(one: Sequence[object], other: Sequence[object]) -> None:
    if len(one) != len(other) or not one:
        raise ValueError(f"cannot compare {len(one)} with {len(other)} items")
