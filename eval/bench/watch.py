"""Do alarms ring as often as set when nothing changes, and how soon when something does?

    python -m eval.bench.watch [--runs 600] [--seed 1]

Simulates through the functions that the service calls: question by question reviews with a true override rate of 5,
10 and 20 %, a baseline of 200 and 500 further reviews, steady or risen by ten points; weeks of 300 answers against
eight before, steady or with ten points moved. Then a centre of its own questions: reviews after a baseline of 50, and
ten criteria in weeks of 100 contacts, one of which drifts. Takes a minute. Exit 1 if a steady machine rings more often
than set (three standard errors of the simulation are allowed), or when half of the shifts are found later than BOUND,
OWN_BOUND and DRIFTS say.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.rollups import summed
from qa_service.domain.watching import Measure, Tally, Vigilance, WatchedShare
from qa_service.figures.own_criteria import moved
from qa_service.figures.watching import rung
from qa_service.figures.weekly import compared
from qa_service.store.alarms import DecidedReview

BOUND = {0.05: 120, 0.10: 180, 0.20: 280}
"""Reviews within which half of the ten-point shifts must be found, by the rate before."""
OWN_RISE = 0.25
OWN_BOUND = {0.05: 90, 0.10: 130, 0.20: 190}
"""The same for own criteria, whose baseline is short, where the rate rises by 25 points."""
DRIFTS = {(Measure.YES, 0.3): 1, (Measure.YES, 0.4): 4, (Measure.UNCLEAR, 0.2): 1}
"""Weeks within which half of the drifts of one criterion must be found, by its measure and the share it drifts to."""
_CRITERIA, _CONTACTS, _MOST_WEEKS = 10, 100, 4
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


class Answering(NamedTuple):
    """How a criterion is answered: the share of yes where it is decided, and of what cannot be told."""

    yes: float
    unclear: float


_USUAL = Answering(0.6, 0.05)


def main() -> int:
    """Prints a line a case; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    simulation = Simulation(given.runs, np.random.default_rng(given.seed), Vigilance())
    own = replace(simulation, vigilance=replace(simulation.vigilance, baseline=simulation.vigilance.own_baseline))
    missed = [
        *overrides(simulation, "override rate", BOUND, simulation.vigilance.shift),
        *weeks(simulation),
        *overrides(own, "own criterion, override rate", OWN_BOUND, OWN_RISE),
        *quiet_centre(simulation),
        *drifts(simulation),
    ]
    print("\n".join(missed) if missed else "all bounds kept")
    return 1 if missed else 0


def overrides(simulation: Simulation, name: str, bounds: Mapping[float, int], rise: float) -> list[str]:
    """Override rates: the share of steady runs that ring, and the reviews until a risen rate is found."""
    missed, vigilance = [], simulation.vigilance
    for rate, bound in bounds.items():
        steady = delays(simulation, rate, rate, vigilance.horizon)
        risen = delays(simulation, rate, rate + rise, 4 * vigilance.horizon)
        share, half = float((steady < _LATE).mean()), float(np.median(risen))
        found = float((risen < _LATE).mean())
        print(
            f"{name} {rate:.2f}: false alarms {share:.3f} (set {vigilance.false_alarm}), {100 * rise:.0f} points more: "
        )
        print(f"    found {found:.3f}, after {half:.0f} reviews (median), {np.quantile(risen, 0.9):.0f} (nine of ten)")
        if share > _allowed(vigilance.false_alarm, simulation.runs):
            missed.append(f"{name} {rate}: false alarms {share:.3f}, set {vigilance.false_alarm}")
        if half > bound:
            missed.append(f"{name} {rate}: found after {half:.0f} reviews, bound {bound}")
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


def quiet_centre(simulation: Simulation) -> list[str]:
    """Ten own criteria that do not change: the share of weeks in which any of their measures rings."""
    set_to, rng, rang = simulation.vigilance.weekly_false_alarm, simulation.rng, 0
    for _ in range(simulation.runs):
        watched = []
        for number in range(_CRITERIA):
            steady = Answering(rng.uniform(0.1, 0.9), rng.uniform(0.0, 0.2))
            before = _verdicts(rng, steady, simulation.vigilance.weeks)
            watched += _watched(f"criterion:{number}", before, _verdicts(rng, steady, 1))
        rang += bool(moved(watched, simulation.vigilance))
    share = rang / simulation.runs
    print(f"a quiet centre of {_CRITERIA} own criteria, {_CONTACTS} contacts a week:")
    print(f"    rings for nothing in {share:.4f} of weeks (set {set_to})")
    return [f"a quiet centre rings in {share:.4f} of weeks"] if share > _allowed(set_to, simulation.runs) else []


def drifts(simulation: Simulation) -> list[str]:
    """One of ten own criteria drifts from one week to the next: the weeks until it rings, in young and old centres."""
    missed = []
    for (measure, after), bound in DRIFTS.items():
        for known in (3, simulation.vigilance.weeks):
            late = np.array([_weeks_until(simulation, measure, after, known) for _ in range(simulation.runs)])
            half, first, most = float(np.median(late)), float((late == 1).mean()), float((late < _LATE).mean())
            case = f"own criterion, {measure} {getattr(_USUAL, measure.name.lower())} to {after}"
            print(f"{case}, after {known} weeks: found within {_MOST_WEEKS} weeks {most:.3f}, in the first {first:.3f}")
            if half > bound:
                missed.append(f"{case}: found after {half:.0f} weeks, bound {bound}")
    return missed


def _weeks_until(simulation: Simulation, measure: Measure, after: float, known: int) -> int:
    """Weeks of drift until the criterion rings; those that went by until then count among the weeks before."""
    rng, longest = simulation.rng, simulation.vigilance.weeks
    drifted = _USUAL._replace(**{measure.name.lower(): after})
    for late in range(_MOST_WEEKS):
        usual = _verdicts(rng, _USUAL, min(known, longest - late))
        before = summed([usual, _verdicts(rng, drifted, late)])
        watched = _watched("criterion:own", before, _verdicts(rng, drifted, 1))
        for number in range(_CRITERIA - 1):
            past, week = _verdicts(rng, _USUAL, known), _verdicts(rng, _USUAL, 1)
            watched += _watched(f"criterion:{number}", past, week)
        alarms = moved(watched, simulation.vigilance)
        if any((share.question, share.measure) == ("criterion:own", measure) for share, _ in alarms):
            return late + 1
    return _LATE


def _verdicts(rng: np.random.Generator, answering: Answering, weeks: int) -> dict[str, int]:
    unclear = int(rng.binomial(_CONTACTS * weeks, answering.unclear))
    yes = int(rng.binomial(_CONTACTS * weeks - unclear, answering.yes))
    return {"yes": yes, "no": _CONTACTS * weeks - unclear - yes, "unclear": unclear}


def _watched(question: str, before: Mapping[str, int], week: Mapping[str, int]) -> list[WatchedShare]:
    return [
        WatchedShare(question, "c@1", measure, *(Tally.of_verdicts(counts, measure) for counts in (before, week)))
        for measure in Measure
    ]


def _allowed(share: float, runs: int) -> float:
    return share + 3 * (share * (1 - share) / runs) ** 0.5


if __name__ == "__main__":
    sys.exit(main())
