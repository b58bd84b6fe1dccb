"""CSV and JSON Lines, written as the records come in."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, Any

from qa_service.exports.columns import Column, Record, written
from qa_service.exports.safe import spreadsheet_safe


def write_csv(sink: IO[bytes], columns: Sequence[Column], records: Iterable[Record]) -> None:
    """RFC 4180 in UTF-8, one header line; no cell is a formula to a spreadsheet."""
    with _text(sink) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([column.name for column in columns])
        for record in records:
            writer.writerow([spreadsheet_safe(written(record[column.name])) for column in columns])


def write_jsonl(sink: IO[bytes], documents: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line, in UTF-8."""
    for document in documents:
        sink.write(json.dumps(document, ensure_ascii=False, default=written).encode() + b"\n")


@contextmanager
def _text(sink: IO[bytes]) -> Iterator[io.TextIOWrapper]:
    """`sink` as text for as long as the `with` lasts; it stays open afterwards."""
    text = io.TextIOWrapper(sink, "utf-8", newline="")
    yield text
    text.detach()
