"""A data warehouse beside a feed: DuckDB reads what the manifest names, as docs/warehouse.md says."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

_TYPES = {
    "text": "VARCHAR",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "flag": "BOOLEAN",
    "day": "DATE",
    "moment": "TIMESTAMP WITH TIME ZONE",
}
_FACTS = ("contacts", "answers", "review_answers", "calls")


class Mirror:
    """Loads each file once, by its sha256. `read` gives the bytes of a file at the place by its name."""

    def __init__(self, read: Callable[[str], bytes], folder: Path) -> None:
        self.read, self.folder = read, folder
        self.base = duckdb.connect()
        self.loaded: set[str] = set()
        self.last_run = 0

    def sync(self) -> dict[str, Any]:
        """Bring it up to date; the manifest that it went by."""
        manifest: dict[str, Any] = json.loads(self.read("manifest.json"))
        if self.last_run < manifest["whole_since"] or not self.last_run:
            self._begin(manifest)
        for name, table in manifest["tables"].items():
            if table["deleted_by"] is None and name != "deletions":
                self.base.execute(f'DELETE FROM "{name}"')
            for file in table["files"]:
                self._load(name, table, file)
        for name in _FACTS:
            self._tidy(name, manifest["tables"][name])
        self.last_run = manifest["run"]
        return manifest

    def _begin(self, manifest: dict[str, Any]) -> None:
        self.loaded = set()
        for name, table in manifest["tables"].items():
            columns = ", ".join(f'"{column}" {_TYPES[kind]}' for column, kind in table["columns"].items())
            self.base.execute(f'CREATE OR REPLACE TABLE "{name}" ({columns})')

    def _load(self, name: str, table: dict[str, Any], file: dict[str, Any]) -> None:
        is_whole = table["deleted_by"] is None and name != "deletions"
        if file["sha256"] in self.loaded and not is_whole:
            return
        content = self.read(file["name"])
        assert hashlib.sha256(content).hexdigest() == file["sha256"], file["name"]
        assert len(content) == file["bytes"]
        path = self.folder / "load.parquet"
        path.write_bytes(content)
        before = self.count(name)
        self.base.execute(f"INSERT INTO \"{name}\" BY NAME SELECT * FROM read_parquet('{path}')")
        assert self.count(name) - before == file["rows"]
        self.loaded.add(file["sha256"])

    def _tidy(self, name: str, table: dict[str, Any]) -> None:
        """Of each key the latest row, unless it was deleted since."""
        key, deleted_by = table["key"], table["deleted_by"]
        self.base.execute(
            f"""CREATE OR REPLACE TABLE "{name}" AS SELECT DISTINCT rows.* FROM "{name}" rows
            LEFT JOIN (SELECT key, max(changed_at) AS gone_at FROM deletions WHERE "table" = '{name}' GROUP BY key) gone
            ON gone.key = rows.{deleted_by}
            WHERE gone_at IS NULL OR rows.changed_at >= gone_at
            QUALIFY rows.changed_at = max(rows.changed_at) OVER (PARTITION BY rows.{key})"""
        )

    def count(self, name: str) -> int:
        """How many rows a table has."""
        return int(self.rows(f'SELECT count(*) FROM "{name}"')[0][0])

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query finds."""
        return self.base.execute(query).fetchall()
