"""Files of a run: made here first, written down as about to come, then put at the place."""

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from qa_service.connectors.target import Target
from qa_service.exporting.warehouse.comparing import NO_PERIOD, Run
from qa_service.exporting.warehouse.schema import CHANGED_AT, Table
from qa_service.exports import parquet
from qa_service.store import warehouse
from qa_service.store.repository import Store
from qa_service.store.tables_events import WHOLE_INSTALLATION
from qa_service.store.tables_schedules import WarehouseFileRow

_GROUP = 5_000
"""Rows in memory at a time of one table."""


class Changed(NamedTuple):
    """Rows of one table by name, with the moment at which they changed."""

    table: str
    rows: Sequence[Mapping[str, Any]]
    at: datetime


@dataclass
class _Draft:
    """A file that grows on this machine."""

    table: Table
    path: Path
    add: Callable[[Sequence[Mapping[str, Any]]], None]
    waiting: list[Mapping[str, Any]] = field(default_factory=list)
    rows: int = 0
    ends: list[datetime] = field(default_factory=list)

    def take(self, changed: Changed) -> None:
        """Rows to be written."""
        self.waiting += ({**row, CHANGED_AT.name: changed.at} for row in changed.rows)
        self.ends = [min([*self.ends, changed.at]), max([*self.ends, changed.at])]
        if len(self.waiting) >= _GROUP:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        self.add(self.waiting)
        self.rows += len(self.waiting)
        self.waiting = []


@dataclass(frozen=True, slots=True)
class FileWriter:
    """To one place, for one run. `still` raises where this process is not to go on."""

    store: Store
    target: Target
    run: Run
    still: Callable[[], None]
    written: list[WarehouseFileRow] = field(default_factory=list)

    def write(self, tables: Sequence[Table], period: str, changes: Iterable[Changed], *, is_whole: bool) -> None:
        """One file a table that has rows; a table of names gets one that may be empty."""
        with tempfile.TemporaryDirectory(prefix="warehouse-") as folder:
            drafts = self._drafted(tables, Path(folder), changes, even_empty=period == NO_PERIOD)
            for draft in drafts:
                self._put(draft, period, is_whole)

    def _drafted(
        self, tables: Sequence[Table], folder: Path, changes: Iterable[Changed], *, even_empty: bool
    ) -> list[_Draft]:
        by_name = {table.name: table for table in tables}
        drafts: dict[str, _Draft] = {}
        with ExitStack() as stack:
            if even_empty:
                drafts = {table.name: stack.enter_context(_draft(table, folder)) for table in tables}
            for changed in changes:
                if changed.rows and changed.table not in drafts:
                    drafts[changed.table] = stack.enter_context(_draft(by_name[changed.table], folder))
                if changed.rows:
                    drafts[changed.table].take(changed)
        return list(drafts.values())

    def _put(self, draft: _Draft, period: str, is_whole: bool) -> None:
        first, run = 1 if is_whole else self.run.done + 1, self.run
        folder = f"{draft.table.name}/period={period}" if period else draft.table.name
        row = WarehouseFileRow(
            client=WHOLE_INSTALLATION,
            schedule_id=run.schedule_id,
            name=f"{folder}/part-{first:06}-{run.number:06}.parquet",
            table_name=draft.table.name,
            period=period,
            first_run=first,
            run=run.number,
            rows=draft.rows,
            size=draft.path.stat().st_size,
            sha256=_sha256(draft.path),
            changed_from=draft.ends[0] if draft.ends else None,
            changed_until=draft.ends[1] if draft.ends else run.at,
        )
        with self.store.transaction() as session:
            warehouse.keep_file(session, row)
        self.still()
        self.target.put(draft.path, row.name)
        self.still()
        self.written.append(row)


@contextmanager
def _draft(table: Table, folder: Path) -> Iterator[_Draft]:
    path = folder / f"{table.name}.parquet"
    with path.open("wb") as file, parquet.written(file, table.written) as add:
        draft = _Draft(table, path, add)
        yield draft
        draft.flush()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
