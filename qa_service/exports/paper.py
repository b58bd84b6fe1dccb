"""A page of figures as plain data: what PDF and XLSX are made of, whatever it was made from."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Unit = Literal["share", "score", "count", "seconds"]


class Amount(NamedTuple):
    """A number with a unit of its own, for columns whose numbers differ in it."""

    value: float
    unit: Unit


class Count(NamedTuple):
    """What the machine alone counted: `value` is `numerator` of `denominator`, or the mean of `denominator` scores."""

    value: float
    numerator: float
    denominator: int


Cell = str | float | int | Amount | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with what it rests on.

    `share` is 0..1, `score` 0..100. `low` and `high` are None where no interval is known; `value` None where there is
    no figure to show, and `note` then says why. `n_machine` interactions carry a machine's answer, `n_human` a
    person's; `machine` is the machine's own count, which the value corrects.
    """

    label: str
    value: float | None
    unit: Unit = "share"
    low: float | None = None
    high: float | None = None
    n_machine: int | None = None
    n_human: int | None = None
    note: str = ""
    machine: Count | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its own heading; numbers stay numbers. `units` says how a column's numbers are read, `widths` how
    the room is shared between all columns (empty: numbers take what they need, words the rest).
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    units: tuple[Unit | None, ...] = ()
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """A passage that shows something: what, the masked words, and where they stand."""

    about: str
    quote: str
    where: str


@dataclass(frozen=True, slots=True)
class Paper:
    """All of it, worded in `language`. `facts` are label and value; `notices` is what a reader must know first."""

    title: str
    subtitle: str
    language: Literal["it", "en"]
    facts: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    extracts: tuple[Extract, ...] = ()
    footer: str = ""
