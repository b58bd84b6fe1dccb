"""Do alarms ring as often as set when nothing changes, and how soon when something does?

    python -m eval.bench.watch [--runs 600] [--seed 1]

Simulates through the functions that the service calls: question by question reviews with a true override rate of 5,
10 and 20 %, a baseline of 200 and 500 further reviews, steady or risen by ten points; weeks of 300 answers against
eight before, steady or with ten points moved. Takes under a minute. Exit 1 when a steady machine rings more often than
set (three standard errors of the simulation are allowed), or when half of the ten-point shifts are found later than
BOUND reviews.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.watching import Vigilance
from qa_service.figures.watching import compared, rung
from qa_service.store.alarms import DecidedReview

BOUND = {0.05: 120, 0.10: 180, 0.20: 280}
"""Reviews within which half of the ten-point shifts must be found, by the rate before."""
_START = datetime(2026, 1, 1, tzinfo=UTC)
_LABELS = ("resolved", "pending", "escalated", "unresolved", "not_applicable")
_STEADY, _MOVED = (0.55, 0.2, 0.1, 0.08, 0.07), (0.45, 0.3, 0.1, 0.08, 0.07)
_LATE = 10**6


@dataclass(frozen=True, slots=True)
class Simulation:
    """How many runs, and the chance that they come from."""

    runs: int
    rng: np.random.Generator
    vigilance: Vigilance


def main() -> int:
    """Prints a line a case; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    simulation = Simulation(given.runs, np.random.default_rng(given.seed), Vigilance())
    missed = [*overrides(simulation), *weeks(simulation)]
    print("\n".join(missed) if missed else "all bounds kept")
    return 1 if missed else 0


def overrides(simulation: Simulation) -> list[str]:
    """Override rates: the share of steady runs that ring, and the reviews until a risen rate is found."""
    missed, vigilance = [], simulation.vigilance
    for rate, bound in BOUND.items():
        steady = delays(simulation, rate, rate, vigilance.horizon)
        risen = delays(simulation, rate, rate + vigilance.shift, 4 * vigilance.horizon)
        share, half = float((steady < _LATE).mean()), float(np.median(risen))
        found = float((risen < _LATE).mean())
        print(f"override rate {rate:.2f}: false alarms {share:.3f} (set {vigilance.false_alarm}), ten points more: ")
        print(f"    found {found:.3f}, after {half:.0f} reviews (median), {np.quantile(risen, 0.9):.0f} (nine of ten)")
        if share > _allowed(vigilance.false_alarm, simulation.runs):
            missed.append(f"override rate {rate}: false alarms {share:.3f}, set {vigilance.false_alarm}")
        if half > bound:
            missed.append(f"override rate {rate}: found after {half:.0f} reviews, bound {bound}")
    return missed


def delays(simulation: Simulation, before: float, after: float, horizon: int) -> NDArray[np.int64]:
    """Reviews until each run rings; _LATE where it does not."""
    found = []
    for _ in range(simulation.runs):
        first = simulation.rng.random(simulation.vigilance.baseline) < before
        later = simulation.rng.random(horizon) < after
        alarm = rung("c", "q", _reviews([*first, *later]), simulation.vigilance)
        found.append(_LATE if alarm is None else int(alarm.detail["reviews"]))
    return np.array(found)


def _reviews(differs: Sequence[bool]) -> list[DecidedReview]:
    return [DecidedReview(_START + timedelta(minutes=n), bool(one)) for n, one in enumerate(differs)]


def weeks(simulation: Simulation) -> list[str]:
    """Weeks: the share of steady ones that ring, and of those with ten points moved."""
    set_to = simulation.vigilance.weekly_false_alarm
    steady, moved = (_ringing(simulation, shares) for shares in (_STEADY, _MOVED))
    print(
        f"weeks of 300: ring for nothing {steady:.4f} (set {set_to}), ten points moved: found {moved:.3f} in one week"
    )
    return [f"weeks: ring for nothing {steady:.4f}, set {set_to}"] if steady > _allowed(set_to, simulation.runs) else []


def _ringing(simulation: Simulation, shares: Sequence[float]) -> float:
    rang = 0
    for run in range(simulation.runs):
        before, week = simulation.rng.multinomial(2400, _STEADY), simulation.rng.multinomial(300, shares)
        past, now = (dict(zip(_LABELS, map(int, counts), strict=True)) for counts in (before, week))
        found = compared(f"{run} {shares[0]}", past, now, False, simulation.vigilance)
        rang += found is not None and found.alarm
    return rang / simulation.runs


def _allowed(share: float, runs: int) -> float:
    return share + 3 * (share * (1 - share) / runs) ** 0.5


if __name__ == "__main__":
    sys.exit(main())
