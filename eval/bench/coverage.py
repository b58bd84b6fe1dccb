"""Do 95 % intervals hold 95 %? `python -m eval.bench.coverage [--quick]`; exit status 1 when a bound is missed.

Every cell draws groups with known truth, lets a machine of known accuracy answer all, a person a sample, and counts
how often the interval holds the group's true figure. The last line is the verdict.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.bench.populations import Floats, Sample, samples, scores, shares
from qa_service.statistics.posterior import FigureLimits, PseudoAnswers, mean_limits, share_limits
from qa_service.statistics.unchecked import Accuracy, machine_share

LEVEL = 0.95
MEAN_BOUNDS = (0.94, 0.97)
CELL_BOUND = 0.91
COUNTS = (5, 10, 20, 40, 100)
TRUTHS = (0.5, 0.8, 0.95, 0.99)
ACCURACIES = (0.7, 0.85, 0.95)
USELESS = (0.5, 0.3)
SIZES = (50, 500, 5000)
EVALUATED = 200


@dataclass(frozen=True)
class Cell:
    """One cell's result: how often the truth was held, mean width, and the same for Wilson on the labels alone."""

    target: str
    design: str
    size: int
    count: int
    truth: float
    accuracy: float
    held: float
    below: float
    above: float
    width: float
    wilson_held: float
    wilson_width: float


def wilson(yes: Floats, n: float, z: float = 1.959964) -> tuple[Floats, Floats]:
    """Wilson's interval of a share, labels only (no finite population correction, no machine)."""
    p = yes / n
    centre, reach = p + z * z / (2 * n), z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (centre - reach) / (1 + z * z / n), (centre + reach) / (1 + z * z / n)


def share_of(sample: Sample, size: int, prior: PseudoAnswers | None = None) -> FigureLimits:
    """The service's interval of a share for every group of a sample."""
    sizes = np.stack([size - sample.machine_total, sample.machine_total], 1)
    return share_limits(sample.machine.astype(np.intp), sample.people, sample.chances, sizes, LEVEL, prior)


def mean_of(sample: Sample, size: int) -> FigureLimits:
    """The service's interval of a mean score for every group of a sample."""
    n = np.full(sample.truth.shape, float(size))
    return mean_limits(
        sample.machine, sample.people, sample.chances, n, sample.machine_total, sample.machine_square, LEVEL
    )


def judge(target: str, sample: Sample, limits: FigureLimits, size: int, truth: float, accuracy: float) -> Cell:
    """Counts a cell."""
    slack = 1e-9
    below, above = sample.truth < limits.low - slack, sample.truth > limits.high + slack
    low, high = wilson(sample.people.sum(1), sample.count)
    return Cell(
        target, sample.design, size, sample.count, truth, accuracy,
        held=float(1 - np.mean(below | above)), below=float(below.mean()), above=float(above.mean()),
        width=float(np.mean(limits.high - limits.low)),
        wilson_held=float(np.mean((low <= sample.truth) & (sample.truth <= high))),
        wilson_width=float(np.mean(np.minimum(high, 1) - np.maximum(low, 0))),
    )  # fmt: skip


def borrowed(sample: Sample, size: int, truth: float, accuracy: float) -> PseudoAnswers:
    """Half an observation a label from an evaluation set on which the machine was right with `accuracy`."""
    said = truth * accuracy + (1 - truth) * (1 - accuracy)
    rates = np.array([truth * (1 - accuracy) / (1 - said), truth * accuracy / said])
    both = np.broadcast_to(rates, (sample.truth.size, 2))
    return PseudoAnswers(0.5 * both, 0.5 * (1 - both))


def checked(rng: np.random.Generator, repeats: int, grid: "Grid") -> Iterator[Cell]:
    """All cells with reviewed interactions."""
    for size, truth, accuracy in grid.settings():
        for sample in samples(rng, shares(rng, truth, accuracy), repeats, size, grid.counts):
            yield judge("share", sample, share_of(sample, size), size, truth, accuracy)
            if accuracy > 0.5:
                right = share_of(sample, size, borrowed(sample, size, truth, accuracy))
                yield judge("share+evaluation", sample, right, size, truth, accuracy)
                shifted = share_of(sample, size, borrowed(sample, size, truth, min(accuracy + 0.1, 0.98)))
                yield judge("share+flattering evaluation", sample, shifted, size, truth, accuracy)
        for capped in (False, True):
            stock = scores(rng, truth, accuracy, capped=capped)
            for sample in samples(rng, stock, repeats, size, grid.counts):
                yield judge("mean, capped" if capped else "mean", sample, mean_of(sample, size), size, truth, accuracy)


def unchecked(rng: np.random.Generator, repeats: int, grid: "Grid") -> Iterator[Cell]:
    """Shares where nobody has looked: the machine's error comes from EVALUATED interactions, 60 % of them yes."""
    nobody = np.zeros((repeats, 1))
    for size, truth, accuracy in grid.settings():
        true = rng.binomial(size, truth, repeats)
        said = (rng.binomial(true, accuracy) + rng.binomial(size - true, 1 - accuracy)).astype(float)
        yes = rng.binomial(EVALUATED, 0.6, repeats)
        right, wrong = rng.binomial(yes, accuracy), rng.binomial(EVALUATED - yes, accuracy)
        error = Accuracy(*(a.astype(float) for a in (right, yes, wrong, EVALUATED - yes)))
        parts = np.array_split(np.arange(repeats), max(1, repeats // 250))
        found = [
            machine_share(
                said[part], np.full(part.size, float(size)),
                Accuracy(error.yes_right[part], error.yes[part], error.no_right[part], error.no[part]), LEVEL,
            )[0]
            for part in parts
        ]  # fmt: skip
        limits = FigureLimits(*(np.concatenate([getattr(f, name) for f in found]) for name in ("value", "low", "high")))
        sample = Sample("nobody looked", 1, true / size, said, said, nobody, nobody, nobody)
        yield judge("share, unchecked", sample, limits, size, truth, accuracy)


@dataclass(frozen=True)
class Grid:
    """What is crossed with what."""

    sizes: tuple[int, ...]
    counts: tuple[int, ...]
    truths: tuple[float, ...]
    accuracies: tuple[float, ...]

    def settings(self) -> Iterator[tuple[int, float, float]]:
        """Size, truth, accuracy."""
        return ((s, t, a) for s in self.sizes for t in self.truths for a in self.accuracies)


def verdict(cells: list[Cell]) -> list[str]:
    """The bounds that were missed, one sentence each."""
    missed = []
    for target in sorted({c.target for c in cells}):
        held = np.array([c.held for c in cells if c.target == target and c.accuracy not in USELESS])
        if held.size and not MEAN_BOUNDS[0] <= held.mean() <= MEAN_BOUNDS[1]:
            missed.append(f"{target}: mean coverage {held.mean():.4f} is outside {MEAN_BOUNDS[0]} to {MEAN_BOUNDS[1]}")
    for c in cells:
        if c.held < CELL_BOUND:
            missed.append(f"{_name(c)}: coverage {c.held:.4f} is under {CELL_BOUND}")
    for target in ("share", "mean"):
        good = [c for c in cells if c.target == target and c.accuracy in ACCURACIES]
        if np.mean([c.width for c in good]) >= np.mean([c.wilson_width for c in good]):
            missed.append(f"{target}: not narrower than Wilson on the labels alone")
    return missed


def _name(c: Cell) -> str:
    return f"{c.target}, {c.design}, {c.count} of {c.size}, truth {c.truth}, accuracy {c.accuracy}"


def report(cells: list[Cell]) -> None:
    """Tables: coverage by target and design, by each dimension, widths against Wilson, the worst cells."""
    print("target                        design         cells  mean   least  below  above")
    for target in dict.fromkeys(c.target for c in cells):
        for design in dict.fromkeys(c.design for c in cells if c.target == target):
            rows = [c for c in cells if (c.target, c.design) == (target, design) and c.accuracy not in USELESS]
            _line(f"{target:29s} {design:14s} {len(rows):5d}", rows)
    for name in ("size", "count", "truth", "accuracy"):
        for target in ("share", "mean"):
            for value in dict.fromkeys(getattr(c, name) for c in cells if c.count > 1):
                rows = [c for c in cells if c.target == target and getattr(c, name) == value]
                _line(f"{target:29s} {name} {value!s:9s} {len(rows):5d}", rows)
    print("\nwidth by the machine's accuracy, ours / Wilson, and least coverage, ours / Wilson")
    for target in ("share", "mean"):
        for accuracy in sorted({c.accuracy for c in cells if c.target == target}):
            rows = [c for c in cells if (c.target, c.accuracy) == (target, accuracy)]
            ours, theirs = np.mean([c.width for c in rows]), np.mean([c.wilson_width for c in rows])
            least = min(c.held for c in rows), min(c.wilson_held for c in rows)
            print(f"{target:6s} {accuracy:5.2f}  {ours:.3f} / {theirs:.3f}   {least[0]:.3f} / {least[1]:.3f}")
    print("\nworst cells")
    for c in sorted(cells, key=lambda c: c.held)[:12]:
        print(f"{c.held:.4f} (misses below {c.below:.3f}, above {c.above:.3f})  {_name(c)}")


def _line(head: str, rows: list[Cell]) -> None:
    held: NDArray[np.float64] = np.array([c.held for c in rows])
    below, above = np.mean([c.below for c in rows]), np.mean([c.above for c in rows])
    print(f"{head}  {held.mean():.4f} {held.min():.4f} {below:.4f} {above:.4f}")


def main() -> int:
    """Runs the grid; the exit status is 1 when a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a smaller grid, within a minute")
    parser.add_argument("--draws", type=int, default=2000, help="groups a cell")
    parser.add_argument("--seed", type=int, default=20261124)
    options = parser.parse_args()
    rng, start = np.random.default_rng(options.seed), time.perf_counter()
    full = Grid(SIZES, COUNTS, TRUTHS, ACCURACIES + USELESS)
    grid = Grid((50, 500), (5, 20, 100), (0.5, 0.95, 0.99), (0.7, 0.95)) if options.quick else full
    cells = [*checked(rng, options.draws, grid)]
    blind = Grid((50, 500), (1,), (0.5, 0.95), (0.85,)) if options.quick else Grid(SIZES, (1,), TRUTHS, ACCURACIES)
    cells += unchecked(rng, options.draws, blind)
    report(cells)
    missed = verdict(cells)
    for sentence in missed:
        print(f"MISSED {sentence}")
    seconds = time.perf_counter() - start
    state = "failed" if missed else "passed"
    print(
        f"coverage {state}: {len(cells)} cells of {options.draws} draws, {len(missed)} bounds missed, {seconds:.0f} s"
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
