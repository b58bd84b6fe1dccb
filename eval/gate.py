"""The gate: which figures must hold. Pure but for `load`.

A bound names a figure by its path (`corpus/intent accuracy`) and what is `wanted`. Where today's models do not reach
that, a `floor` beside it says what they hold: below the floor the gate closes, between the two it says what is missed.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Report = Mapping[str, Any]
_OURS = re.compile(r"^qa_service\.understand\.")
_STUB = re.compile(r"(?i)fake|stub|dummy|mock|scripted|constant|majority|cue")
_SHA = re.compile(r"@sha256:[0-9a-f]{12}")
LEAST_DISTINCT = 0.5
"""Of the interactions of the test part at least this share must have got a distribution of their own."""


@dataclass(frozen=True, slots=True)
class Bound:
    """`most`: the figure must stay at or under the bound; else at or over it."""

    figure: str
    wanted: float
    floor: float | None = None
    most: bool = False

    def holds(self, value: float, bound: float) -> bool:
        """Whether the value is on the right side."""
        return value <= bound if self.most else value >= bound

    @property
    def side(self) -> str:
        """In words."""
        return "at most" if self.most else "at least"


@dataclass(frozen=True, slots=True)
class Bounds:
    """`sets`: the fewest items with which a set counts as measured."""

    sets: Mapping[str, int]
    figures: Sequence[Bound]


def load(path: Path) -> Bounds:
    """Reads bounds.toml. Raises ValueError that names the entry which makes no sense."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    figures = [Bound(**entry) for entry in raw["bound"]]
    for bound in figures:
        if bound.figure.split("/")[0] not in raw["sets"]:
            raise ValueError(f"{path}: {bound.figure!r} belongs to no set under [sets]")
        if bound.floor is not None and bound.holds(bound.floor, bound.wanted):
            raise ValueError(f"{path}: the floor of {bound.figure!r} is as good as what is wanted; drop the floor")
    return Bounds(raw["sets"], figures)


def misses(report: Report, bounds: Bounds) -> list[str]:
    """One sentence for everything that closes the gate; empty: open."""
    return [*_model(report), *_sets(report, bounds.sets), *_figures(report, bounds.figures)]


def wanting(report: Report, bounds: Bounds) -> list[str]:
    """One sentence for every figure that holds its floor but not what is wanted."""
    found = []
    for bound in bounds.figures:
        value = value_of(report, bound.figure)
        if value is not None and not bound.holds(value, bound.wanted):
            found.append(f"{bound.figure} is {value:.3f}; wanted: {bound.side} {bound.wanted:g}")
    return found


def value_of(report: Report, path: str) -> float | None:
    """The figure at `set/name`; None when it was not measured."""
    name, figure = path.split("/", 1)
    found = report.get("sets", {}).get(name, {}).get("figures", {}).get(figure)
    return None if found is None else float(found["value"])


def _model(report: Report) -> list[str]:
    model = report.get("model")
    if not model:
        return [f"no model was loaded: {report.get('why_no_model', 'the report does not say why')}"]
    found = []
    for port, name in model["engines"].items():
        if not _OURS.match(name) or _STUB.search(name.rsplit(".", 1)[-1]):
            found.append(f"a stub stands at the port {port}: {name}")
    for part in ("encoder", "heads"):
        version = model["versions"].get(part)
        if version is None or not _SHA.search(version):
            found.append(f"the weights of the {part} are not pinned by sha256: {version}")
    own = report.get("sets", {}).get("corpus")
    if own and own.get("distinct") is not None and own["distinct"] < LEAST_DISTINCT * own["n"]:
        found.append(f"the reader says the same of different interactions ({own['distinct']} answers to {own['n']})")
    return found


def _sets(report: Report, least: Mapping[str, int]) -> list[str]:
    found = []
    for name, fewest in least.items():
        measured = report.get("sets", {}).get(name)
        if measured is None:
            found.append(f"{name} was not measured: {report.get('missing', {}).get(name, 'it was not asked for')}")
        elif measured["n"] < fewest:
            found.append(f"{name} was measured on {measured['n']} {measured['unit']}; at least {fewest} are needed")
    return found


def _figures(report: Report, figures: Sequence[Bound]) -> list[str]:
    found = []
    for bound in figures:
        least = bound.wanted if bound.floor is None else bound.floor
        value = value_of(report, bound.figure)
        if value is None:
            found.append(f"{bound.figure} is missing; it must be {bound.side} {least:g}")
        elif value != value or not bound.holds(value, least):
            found.append(f"{bound.figure} is {value:.3f}; it must be {bound.side} {least:g}")
    return found
