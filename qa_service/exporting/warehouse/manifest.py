"""The manifest of a feed: which files count, and what is in them."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from qa_service.exporting.warehouse.schema import TABLES, VERSION, Table
from qa_service.store.tables_schedules import WarehouseFeedRow, WarehouseFileRow

_NO_BASIS = "agents and teams are left out: no legal basis for monitoring workers is recorded (QA_MONITORING_BASIS)"


def of(name: str, feed: WarehouseFeedRow, at: datetime, files: Sequence[WarehouseFileRow]) -> bytes:
    """As JSON; `feed` as it is once the manifest counts."""
    content = {
        "schema": VERSION,
        "feed": name,
        "run": feed.done,
        "made_at": written(at),
        "whole_since": feed.whole_since,
        "names_agents": feed.names_agents,
        "note": None if feed.names_agents else _NO_BASIS,
        "tables": {table.name: _table(table, files) for table in TABLES.values()},
    }
    return json.dumps(content, indent=1).encode() + b"\n"


def _table(table: Table, files: Sequence[WarehouseFileRow]) -> dict[str, Any]:
    return {
        "key": table.key,
        "deleted_by": table.deleted_by,
        "columns": {column.name: column.kind for column in table.written},
        "files": [_file(file) for file in files if file.table_name == table.name],
    }


def _file(file: WarehouseFileRow) -> dict[str, Any]:
    return {
        "name": file.name,
        "period": file.period or None,
        "runs": [file.first_run, file.run],
        "changed": [None if file.changed_from is None else written(file.changed_from), written(file.changed_until)],
        "rows": file.rows,
        "bytes": file.size,
        "sha256": file.sha256,
    }


def written(at: datetime) -> str:
    """A moment in UTC, to the millisecond."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
