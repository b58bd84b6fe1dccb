"""Parquet: the only file that knows pyarrow, which is an extra."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import IO, Any

from qa_service.errors import BadInput, say
from qa_service.exports.columns import Column, Record

_GROUP = 20_000
"""Rows in memory at a time, and in one row group."""


def write(sink: IO[bytes], columns: Sequence[Column], records: Iterable[Record]) -> None:
    """Typed columns, moments in UTC. Raises BadInput where the extra is not installed."""
    with written(sink, columns) as add:
        for group in _groups(iter(records)):
            add(group)


@contextmanager
def written(sink: IO[bytes], columns: Sequence[Column]) -> Iterator[Callable[[Sequence[Record]], None]]:
    """A file that records are added to, so many at a time as make one row group. Raises BadInput where the extra is not
    installed.
    """
    arrow, parquet = _library()
    types = {
        "text": arrow.string(),
        "number": arrow.float64(),
        "moment": arrow.timestamp("ms", "UTC"),
        "integer": arrow.int64(),
        "flag": arrow.bool_(),
        "day": arrow.date32(),
    }
    schema = arrow.schema([(column.name, types[column.kind]) for column in columns])
    with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        yield lambda records: writer.write_table(arrow.Table.from_pylist(records, schema))


def _groups(records: Iterator[Record]) -> Iterator[list[Any]]:
    while group := list(islice(records, _GROUP)):
        yield group


def _library() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        hint = say("install qa-service[export] on the worker, or ask for csv or jsonl")
        raise BadInput("Parquet files need the extra `export`, which is not installed", hint=hint) from None
    return pyarrow, pyarrow.parquet
