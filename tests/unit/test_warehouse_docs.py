"""docs/warehouse.md says of every table and column what the feed writes."""

import re
from pathlib import Path

from qa_service.exporting.warehouse.schema import CHANGED_AT, TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "warehouse.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| (\w+) \| (\w+) \| (.*) \| (.+) \|$", re.M)


def described(table: str) -> list[tuple[str, str]]:
    """The columns of a table on the page, with their types."""
    section = PAGE.partition(f"\n### {table}\n")[2].partition("\n### ")[0].partition("\n## ")[0]
    return [(name, kind) for name, kind, _meaning, _null in _ROW.findall(section) if name != "column"]


def test_every_table_is_described_column_by_column_in_order() -> None:
    for table in TABLES.values():
        assert described(table.name) == [(column.name, column.kind) for column in table.columns], table.name
        assert CHANGED_AT not in table.columns


def test_the_page_describes_no_other_table() -> None:
    tables = PAGE.partition("\n## Tables\n")[2].partition("\n## ")[0]
    assert re.findall(r"^### (\w+)$", tables, re.M) == list(TABLES)


def test_keys_and_deletions_are_named() -> None:
    for table in TABLES.values():
        section = PAGE.partition(f"\n### {table.name}\n")[2].partition("\n| column")[0]
        if table.name != "deletions":
            assert f"`{table.key}`" in section
        if table.deleted_by is not None:
            assert f"`{table.deleted_by}`" in section
