"""First half of a run: what is there is held against what was told, and what has changed is written down."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from qa_service.exporting.warehouse import dimensions
from qa_service.exporting.warehouse.dimensions import Names, Rows
from qa_service.exporting.warehouse.facts import Facts
from qa_service.exporting.warehouse.reading import Reader
from qa_service.exporting.warehouse.schema import FACTS
from qa_service.store import warehouse
from qa_service.store.rubrics import Rubrics
from qa_service.store.warehouse import Unit

_AT_ONCE = 500
WHOLE, NO_PERIOD = "whole", ""
"""The key and the month of a table of names, which is told of as one."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a feed: its number, its moment, and the number of the last one that is done."""

    schedule_id: UUID
    number: int
    done: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Comparison:
    """`still` raises where this process is not to go on."""

    reader: Reader
    rubrics: Rubrics
    run: Run
    still: Callable[[], None]
    names: Names = field(default_factory=Names)

    def compare(self) -> dict[str, Rows]:
        """Write down all that is to be told, and return the tables of names."""
        store, id = self.reader.store, self.run.schedule_id
        with store.reading() as session:
            periods = warehouse.periods(session, id) - {NO_PERIOD}
        for period in sorted(periods | set(self.reader.periods())):
            for kind in FACTS:
                self._compare(kind, period, self.reader.facts(kind, period))
                self.still()
        with store.reading() as session:
            tables = dict(dimensions.tables(session, self.names, self.reader.maker, self.rubrics))
        for name, rows in tables.items():
            self._compare_table(name, rows)
        return tables

    def _compare(self, kind: str, period: str, facts: Iterable[Facts]) -> None:
        with self.reader.store.reading() as session:
            told = warehouse.told(session, self.run.schedule_id, kind, period)
        seen: set[str] = set()
        changed: list[Unit] = []
        for fact in facts:
            self.names.note(fact)
            seen.add(fact.key)
            before = told.get(fact.key)
            if before is None or before.digest != fact.digest:
                changed.append(Unit(kind, fact.key, period, fact.digest, fact.shape))
            if len(changed) >= _AT_ONCE:
                self._put(changed)
                changed = []
        self._put(changed)
        self._lose(kind, period, [key for key, unit in told.items() if key not in seen and not unit.is_gone])

    def _compare_table(self, name: str, rows: Rows) -> None:
        with self.reader.store.reading() as session:
            told = warehouse.told(session, self.run.schedule_id, name, NO_PERIOD)
        digest = dimensions.digest(rows)
        if WHOLE not in told or told[WHOLE].digest != digest:
            self._put([Unit(name, WHOLE, NO_PERIOD, digest)])

    def _put(self, units: list[Unit]) -> None:
        if units:
            with self.reader.store.transaction() as session:
                warehouse.put(session, self.run.schedule_id, units, self.run.number, self.run.at)

    def _lose(self, kind: str, period: str, keys: list[str]) -> None:
        if keys:
            with self.reader.store.transaction() as session:
                warehouse.lose(session, self.run.schedule_id, kind, period, keys, self.run.number, self.run.at)
