"""A released migration once more, on a database that went through an earlier form of it: makes what is missing, and
leaves alone what is there.

Two migrations were edited after databases had been through them. The files stay as they are now; a private copy of
each runs here with an `op` that looks before it acts.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import sqlalchemy as sa
from alembic import op

from qa_service.store.migrations import full_text, policies

_VERSIONS = Path(__file__).parent / "versions"
_COUNTED = ("daily_total", "weekly_total")
"""Tables that are sums of others: one that lacks a column is made anew, and `db upgrade` fills what is empty."""


def replay(*revisions: str) -> None:
    """Run these released revisions again, in this order, where something of them is missing."""
    missing = Missing()
    for revision in revisions:
        module = _private_copy(revision)
        for name in ("op", "protect", "make_index", "backfill"):
            if hasattr(module, name):
                setattr(module, name, missing if name == "op" else getattr(missing, name))
        module.upgrade()


def _private_copy(revision: str) -> ModuleType:
    """The module of a revision, apart from the one that Alembic runs."""
    (path,) = _VERSIONS.glob(f"{revision}_*.py")
    module = ModuleType(f"replayed_{revision}")
    exec(compile(path.read_bytes(), path, "exec"), module.__dict__)
    return module


class Missing:
    """What released migrations use of Alembic's `op` and of the modules beside this one."""

    f = staticmethod(op.f)
    get_bind = staticmethod(op.get_bind)

    def __init__(self) -> None:
        self._made: set[str] = set()

    def create_table(self, name: str, *items: Any) -> None:
        """Also in place of a sum that lacks columns."""
        if name in _COUNTED and self._lacks_columns(name, items):
            op.drop_table(name)
        if not _has_table(name):
            op.create_table(name, *items)
            self._made.add(name)

    def create_index(self, name: str, table: str, columns: Sequence[str], **options: Any) -> None:
        """By its name."""
        if not _has_index(table, name):
            op.create_index(name, table, columns, **options)

    @contextmanager
    def batch_alter_table(self, table: str, **options: Any) -> Iterator["_MissingInTable"]:
        """Columns and indexes."""
        yield _MissingInTable(table)

    def protect(self, *tables: str) -> None:
        """Row-level security, where a table has none."""
        policies.protect(*(table for table in tables if not _has_policy(table)))

    def make_index(self) -> None:
        """The full-text index."""
        if not _has_full_text():
            full_text.make_index()

    def backfill(self) -> None:
        """Words of old interactions, if the table for them was made just now."""
        if "search" in self._made:
            full_text.backfill()

    @staticmethod
    def _lacks_columns(name: str, items: Sequence[Any]) -> bool:
        wanted = {item.name for item in items if isinstance(item, sa.Column)}
        return _has_table(name) and not wanted <= _columns(name)


class _MissingInTable:
    """The same inside of a `batch_alter_table`."""

    def __init__(self, table: str) -> None:
        self._table = table

    def add_column(self, column: "sa.Column[Any]") -> None:
        if column.name not in _columns(self._table):
            with op.batch_alter_table(self._table) as batch:
                batch.add_column(column)

    def create_index(self, name: str, columns: Sequence[str], **options: Any) -> None:
        if not _has_index(self._table, name):
            op.create_index(name, self._table, columns, **options)


def _has_table(name: str) -> bool:
    return sa.inspect(op.get_bind()).has_table(name)


def _columns(table: str) -> set[str]:
    return {column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)}


def _has_index(table: str, name: str) -> bool:
    return any(index["name"] == name for index in sa.inspect(op.get_bind()).get_indexes(table))


def _has_policy(table: str) -> bool:
    if op.get_bind().dialect.name != "postgresql":
        return True
    query = sa.text("SELECT 1 FROM pg_policies WHERE schemaname = current_schema() AND tablename = :table")
    return op.get_bind().execute(query, {"table": table}).first() is not None


def _has_full_text() -> bool:
    if op.get_bind().dialect.name == "sqlite":
        return _has_table("search_fts")
    query = sa.text("SELECT 1 FROM pg_indexes WHERE schemaname = current_schema() AND indexname = 'ix_search_words'")
    return op.get_bind().execute(query).first() is not None
