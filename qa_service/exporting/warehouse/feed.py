"""One run of a feed, from the store to the place.

What is to be told is written down before anything goes out, and what a run told counts once its manifest lies at the
place. Whoever dies in between leaves a run that the next one tells again, under another number.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from qa_service.connectors.target import Target
from qa_service.exporting.warehouse import manifest
from qa_service.exporting.warehouse.comparing import NO_PERIOD, Comparison, Run
from qa_service.exporting.warehouse.dimensions import Rows
from qa_service.exporting.warehouse.facts import FactMaker
from qa_service.exporting.warehouse.reading import Reader
from qa_service.exporting.warehouse.schema import DELETIONS, DIMENSIONS, FACTS, TABLES
from qa_service.exporting.warehouse.writing import Changed, FileWriter
from qa_service.store import warehouse
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.tables_schedules import WarehouseFeedRow, WarehouseFileRow
from qa_service.store.warehouse import Change

_MOST_FILES = 30
"""Of one table and month; with more, the next run makes one of them."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a run brought to its place."""

    files: int
    rows: int
    size: int


@dataclass(frozen=True, slots=True)
class Feed:
    """Of one scheduled export to one place. `still` is asked between the steps, and raises where this process is not to
    go on. `is_whole`: everything is written anew, and readers begin anew.
    """

    store: Store
    rubrics: Rubrics
    maker: FactMaker
    target: Target
    schedule_id: UUID
    name: str
    clock: Callable[[], datetime]
    is_whole: bool = False
    still: Callable[[], None] = lambda: None

    def run(self) -> Written:
        """Tell all that has changed. Raises SourceFault."""
        with self.store.transaction() as session:
            row = warehouse.begin(session, self.schedule_id)
            run = Run(row.schedule_id, row.begun, row.done, warehouse.next_moment(row, self.clock()))
            is_whole = self.is_whole or (row.names_agents and not self.maker.names_agents)
        self.still()
        reader = Reader(self.store, self.maker)
        names = Comparison(reader, self.rubrics, run, self.still).compare()
        writer = FileWriter(self.store, self.target, run, self.still)
        superseded = _Telling(reader, writer, run, names, is_whole).tell()
        self._end(run, writer.written, superseded, is_whole)
        self._clear()
        sizes = [(file.rows, file.size) for file in writer.written]
        return Written(len(sizes), sum(rows for rows, _ in sizes), sum(size for _, size in sizes))

    def _end(self, run: Run, written: Sequence[WarehouseFileRow], superseded: set[str], is_whole: bool) -> None:
        with self.store.reading() as session:
            row = warehouse.feed(session, self.schedule_id)
            kept = [file for file in warehouse.files(session, self.schedule_id) if file.name not in superseded]
        self._note(row, run, is_whole)
        with tempfile.TemporaryDirectory(prefix="warehouse-") as folder:
            path = Path(folder) / "manifest.json"
            path.write_bytes(manifest.of(self.name, row, run.at, kept))
            self.still()
            self.target.put(path, "manifest.json")
        self.still()
        with self.store.transaction() as session:
            self._note(warehouse.finish(session, self.schedule_id, run.number, run.at, superseded), run, is_whole)
        self.still()

    def _note(self, row: WarehouseFeedRow, run: Run, is_whole: bool) -> None:
        row.names_agents, row.done = self.maker.names_agents, run.number
        row.whole_since = run.number if is_whole else row.whole_since

    def _clear(self) -> None:
        """Remove from the place what no manifest names any more: erased rows go with it."""
        with self.store.reading() as session:
            stale = warehouse.files(session, self.schedule_id, is_stale=True)
        for file in stale:
            self.target.remove(file.name)
            self.still()
            with self.store.transaction() as session:
                warehouse.removed(session, self.schedule_id, file.name)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Second half of a run: files of what was written down as changed."""

    reader: Reader
    writer: FileWriter
    run: Run
    names: dict[str, Rows]
    is_whole: bool

    def tell(self) -> set[str]:
        """Write the files; the names of those whose place they take."""
        id = self.run.schedule_id
        with self.reader.store.transaction() as session:
            warehouse.adopt(session, id, self.run.done, self.run.number, self.run.at)
        with self.reader.store.reading() as session:
            changes = list(warehouse.changes(session, id, self.run.number))
            files = warehouse.files(session, id)
        dirty = {(change.kind, change.period) for change in changes}
        anew = self._anew(changes, files)
        superseded = {file.name for file in files if _unit_of(file) in anew}
        for kind, period in sorted(part for part in dirty | anew if part[0] in FACTS):
            self._write(kind, period, is_whole=(kind, period) in anew)
        for table in DIMENSIONS:
            if (table.name, NO_PERIOD) in dirty | anew:
                superseded |= {file.name for file in files if file.table_name == table.name}
                rows = Changed(table.name, self.names[table.name], self.run.at)
                self.writer.write([table], NO_PERIOD, [rows], is_whole=True)
        return superseded | self._delete(changes, files)

    def _anew(self, changes: Sequence[Change], files: Sequence[WarehouseFileRow]) -> set[tuple[str, str]]:
        """The kinds and months whose files are all written anew: something in them is gone, or there are many."""
        counts = Counter((file.table_name, file.period) for file in files)
        many = {_unit_of(file) for file in files if counts[file.table_name, file.period] >= _MOST_FILES}
        gone = {(change.kind, period) for change in changes if change.is_gone for period in change.periods}
        every = {_unit_of(file) for file in files} if self.is_whole else set()
        return {part for part in many | gone | every if part[0] != DELETIONS.name}

    def _write(self, kind: str, period: str, *, is_whole: bool) -> None:
        self.writer.write(FACTS[kind], period, self._changed(kind, period, is_whole=is_whole), is_whole=is_whole)

    def _changed(self, kind: str, period: str, *, is_whole: bool) -> Iterator[Changed]:
        with self.reader.store.reading() as session:
            told = warehouse.changed_at(session, self.run.schedule_id, kind, period)
        for facts in self.reader.facts(kind, period):
            run, at = told.get(facts.key, (None, self.run.at))
            if run is not None and (is_whole or run == self.run.number):
                yield from (Changed(table, rows, at) for table, rows in facts.rows.items())

    def _delete(self, changes: Sequence[Change], files: Sequence[WarehouseFileRow]) -> set[str]:
        """Tell what is gone. Who begins anew need not hear of it."""
        if self.is_whole:
            return {file.name for file in files if file.table_name == DELETIONS.name}
        rows = [
            {"table": table.name, "key": change.key}
            for change in changes
            if change.kind in FACTS
            for table in (FACTS[change.kind] if change.is_gone else FACTS[change.kind][1:])
            if change.is_gone or change.is_reshaped
        ]
        if rows:
            self.writer.write([DELETIONS], NO_PERIOD, [Changed(DELETIONS.name, rows, self.run.at)], is_whole=False)
        return set()


def _unit_of(file: WarehouseFileRow) -> tuple[str, str]:
    """The kind of unit and the month that a file tells of."""
    kind = next((kind for kind, tables in FACTS.items() if TABLES[file.table_name] in tables), file.table_name)
    return kind, file.period
