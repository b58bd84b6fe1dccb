"""Simulated contact centres for the coverage bench: groups with known truth, a fallible machine, drawn three ways.

A *catalogue* is a large stock of interactions from which groups are dealt at random, so a group's own true figure
varies around the truth asked for, as real months do. Four channels of unequal size and quality are the strata; the
risk score rises where the machine erred or the agent failed, as low confidence and critical reasons do.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_service.statistics.draws import inclusion, systematic

Floats = NDArray[np.float64]
CATALOGUE = 20_000
STRATA = np.array([0.4, 0.3, 0.2, 0.1])
OFFSETS = np.array([0.4, 0.0, -0.4, -0.8])
BEHAVIOURS = np.array([20, 15, 15, 12, 12, 10, 8, 8]) / 100


@dataclass(frozen=True)
class Catalogue:
    """True answer, machine's answer (both 0..1), size for risk draws, stratum; one row an interaction."""

    true: NDArray[np.float32]
    machine: NDArray[np.float32]
    risk: NDArray[np.float32]
    stratum: NDArray[np.intp]


@dataclass(frozen=True)
class Sample:
    """Many groups of one size with one sample each: truth by group, the machine's sums, and the reviewed (R, n)."""

    design: str
    count: int
    truth: Floats
    machine_total: Floats
    machine_square: Floats
    machine: Floats
    people: Floats
    chances: Floats


def _logistic(x: Floats) -> Floats:
    return 1 / (1 + np.exp(-x))


def _strata(rng: np.random.Generator) -> NDArray[np.intp]:
    return rng.permutation(np.repeat(np.arange(4), (STRATA * CATALOGUE).astype(int)))


def shares(rng: np.random.Generator, truth: float, accuracy: float) -> Catalogue:
    """Yes/no answers with mean `truth`; the machine is right with probability `accuracy`."""
    stratum, shift = _strata(rng), 0.0
    for _ in range(200):
        chance = _logistic(OFFSETS[stratum] + shift)
        shift += np.log(truth / (1 - truth)) - np.log(chance.mean() / (1 - chance.mean()))
    true = rng.random(CATALOGUE) < chance
    machine = np.where(rng.random(CATALOGUE) < accuracy, true, ~true)
    doubt = rng.random(CATALOGUE) < np.where(true == machine, 0.1, 0.5)
    alarm = rng.random(CATALOGUE) < np.where(true, 0.1, 0.5)
    weight = 1 + 2.0 * doubt + 2.0 * alarm
    return Catalogue(true.astype(np.float32), machine.astype(np.float32), weight.astype(np.float32), stratum)


def scores(rng: np.random.Generator, truth: float, accuracy: float, *, capped: bool) -> Catalogue:
    """Rubric scores with mean about `truth`: eight weighted behaviours; `capped`: critical failures cap at 0.4."""
    stratum, shift = _strata(rng), 0.0
    critical = rng.random(CATALOGUE) < (0.3 * (1 - truth) if capped else 0.0)
    habit, luck = rng.normal(0, 0.8, CATALOGUE), rng.random((CATALOGUE, 8))
    for _ in range(60):
        shown = luck < _logistic(OFFSETS[stratum] + habit + shift)[:, None]
        true = np.where(critical, np.minimum(shown @ BEHAVIOURS, 0.4), shown @ BEHAVIOURS)
        mean = min(true.mean(), 0.9999)
        shift += 0.7 * (np.log(truth / (1 - truth)) - np.log(mean / (1 - mean)))
    heard = np.where(rng.random((CATALOGUE, 8)) < accuracy, shown, ~shown) @ BEHAVIOURS
    alarm = np.where(rng.random(CATALOGUE) < accuracy, critical, ~critical & (rng.random(CATALOGUE) < 0.05))
    machine = np.where(alarm, np.minimum(heard, 0.4), heard)
    doubt = rng.random(CATALOGUE) < 0.1 + 0.6 * np.minimum(2 * np.abs(machine - true), 1)
    failed = rng.random(CATALOGUE) < 0.1 + 0.6 * (1 - true)
    weight = 1 + 2.0 * doubt + 2.0 * failed
    return Catalogue(true.astype(np.float32), machine.astype(np.float32), weight.astype(np.float32), stratum)


def samples(
    rng: np.random.Generator, stock: Catalogue, repeats: int, size: int, counts: tuple[int, ...]
) -> Iterator[Sample]:
    """Simple, stratified and risk-weighted samples of each count out of `repeats` groups of `size` interactions."""
    group = rng.integers(0, CATALOGUE, (repeats, size))
    parts = np.rint(STRATA * size).astype(int)
    members = [np.flatnonzero(stock.stratum == h) for h in range(4)]
    layered = np.concatenate([m[rng.integers(0, m.size, (repeats, k))] for m, k in zip(members, parts, strict=True)], 1)
    for count in (c for c in counts if c <= size):
        first = np.broadcast_to(np.arange(count), (repeats, count))
        yield _sample("simple", stock, group, first, np.full((repeats, count), count / size))
        taken = _spread(count, parts)
        starts = np.cumsum(parts) - parts
        places = np.concatenate([s + np.arange(k) for s, k in zip(starts, taken, strict=True)])
        chances = np.broadcast_to(np.repeat(taken / parts, taken), (repeats, count))
        yield _sample("stratified", stock, layered, np.broadcast_to(places, (repeats, count)), chances)
        risk = inclusion(stock.risk[group].astype(float), count, 0.5)
        drawn = np.nonzero(systematic(risk, rng))[1].reshape(repeats, count)
        yield _sample("risk", stock, group, drawn, np.take_along_axis(risk, drawn, 1))


def _spread(count: int, parts: NDArray[np.intp]) -> NDArray[np.intp]:
    """One pick a stratum, the rest by the root of its size: chances differ between strata on purpose."""
    taken = np.ones(4, dtype=int)
    for _ in range(count - 4):
        taken[np.argmax(np.where(taken < parts, np.sqrt(parts) / (taken + 0.5), -1))] += 1
    return taken


def _sample(design: str, stock: Catalogue, group: NDArray[np.intp], drawn: NDArray[np.intp], chances: Floats) -> Sample:
    machine, true = stock.machine[group], stock.true[group]
    return Sample(
        design,
        drawn.shape[1],
        true.mean(1, dtype=np.float64),
        machine.sum(1, dtype=np.float64),
        np.square(machine, dtype=np.float64).sum(1),
        np.take_along_axis(machine, drawn, 1).astype(float),
        np.take_along_axis(true, drawn, 1).astype(float),
        chances,
    )
