"""Spreadsheets: the only file that knows xlsxwriter. Text stays text: no formula, no link is made of it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from typing import IO, Any

from qa_service.errors import BadInput, say
from qa_service.exports.columns import Column, Record
from qa_service.exports.paper import Cell, Figure, Paper, Table, Unit
from qa_service.exports.wording import word

_MOST_ROWS = 1_048_575
_MOST_LETTERS = 32_767
_FORMATS = {"share": "0.0%", "score": "0.0", "count": "#,##0", "seconds": "0.0", "moment": "yyyy-mm-dd hh:mm:ss"}
_EPOCH = datetime(2000, 1, 1)
"""Written as the time of making, so that equal papers give equal bytes."""
_OPTIONS = {
    "constant_memory": True,
    "remove_timezone": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_paper(sink: IO[bytes], paper: Paper) -> None:
    """A sheet of figures, one for each table, one of extracts."""
    with _book(sink) as book:
        book.add(paper.title, _about(paper), (34, 60))
        if paper.figures:
            book.add(word("figures", paper.language), _figures(paper), (44, 12, 12, 12, 12, 12, 12, 14, 14, 50), head=1)
        for table in paper.tables:
            book.add(table.title, _table(table), (40,) + (16,) * (len(table.header) - 1), table.units, head=1)
        if paper.extracts:
            book.add(word("extracts", paper.language), _extracts(paper), (36, 90, 40), head=1)


def write_records(
    sink: IO[bytes], columns: Sequence[Column], records: Iterable[Record], sheet: str = "interactions"
) -> None:
    """One sheet of this name, a row a record; times are UTC. Raises BadInput when a sheet cannot hold them all."""
    header = [f"{column.name} (UTC)" if column.kind == "moment" else column.name for column in columns]

    def rows() -> Iterator[Sequence[Any]]:
        yield header
        for number, record in enumerate(records):
            if number == _MOST_ROWS:
                hint = say("ask for csv, jsonl or parquet, or for a shorter period")
                raise BadInput("a spreadsheet holds at most {limit} rows", limit=_MOST_ROWS, hint=hint)
            yield [record[column.name] for column in columns]

    with _book(sink) as book:
        book.add(sheet, rows(), (20,) * len(columns), head=1)


class _Book:
    """A workbook, sheet after sheet and row after row."""

    def __init__(self, sink: IO[bytes]) -> None:
        import xlsxwriter

        self._book = xlsxwriter.Workbook(sink, _OPTIONS)
        self._book.set_properties({"created": _EPOCH})
        self._formats = {name: self._book.add_format({"num_format": code}) for name, code in _FORMATS.items()}
        self._bold = self._book.add_format({"bold": True, "bottom": 1})
        self._names: set[str] = set()

    def add(
        self,
        name: str,
        rows: Iterable[Sequence[Any]],
        widths: Sequence[int],
        units: Sequence[Unit | None] = (),
        head: int = 0,
    ) -> None:
        """A sheet; a cell may be a pair of number and unit. `head` rows stay in view."""
        sheet = self._book.add_worksheet(self._free(name))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(head, 0)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                unit = units[column] if units and at >= head else None
                self._write(sheet, at, column, cell, unit, bold=at < head)

    def _write(self, sheet: Any, row: int, column: int, cell: Any, unit: str | None, *, bold: bool) -> None:
        if isinstance(cell, tuple):
            cell, unit = cell
        if isinstance(cell, str):
            sheet.write_string(row, column, cell[:_MOST_LETTERS], self._bold if bold else None)
        elif isinstance(cell, datetime):
            sheet.write_datetime(row, column, cell.astimezone(UTC).replace(tzinfo=None), self._formats["moment"])
        elif cell is not None:
            sheet.write_number(row, column, cell, self._formats[unit] if unit else None)

    def _free(self, name: str) -> str | None:
        """A sheet's name as Excel allows it, once each."""
        clean = "".join(" " if letter in "[]:*?/\\'" else letter for letter in name).strip()
        if not clean:
            return None
        tries = (f"{clean[:28]} {number}" if number > 1 else clean[:31] for number in count(1))
        free = next(candidate for candidate in tries if candidate.lower() not in self._names)
        self._names.add(free.lower())
        return free

    def close(self) -> None:
        """Write what is left."""
        self._book.close()


@contextmanager
def _book(sink: IO[bytes]) -> Iterator[_Book]:
    book = _Book(sink)
    yield book
    book.close()


def _about(paper: Paper) -> Iterator[Sequence[Cell]]:
    yield (paper.title,)
    yield (paper.subtitle,)
    yield from paper.facts
    yield ()
    for notice in (*paper.notices, paper.footer):
        yield (notice,)


def _figures(paper: Paper) -> Iterator[Sequence[Any]]:
    names = ("figure", "corrected", "low", "high", "machine_value", "yes", "out_of", "n_machine", "n_human", "note")
    yield [word(name, paper.language) for name in names]
    for figure in paper.figures:
        yield _figure(figure)


def _figure(figure: Figure) -> Sequence[Any]:
    value, yes, of = figure.machine or (None, None, None)
    numbers = [(number, figure.unit) for number in (figure.value, figure.low, figure.high, value)]
    # the sum of scores behind a mean says nothing to a reader
    counts = [yes if figure.unit == "share" else None, of, figure.n_machine, figure.n_human]
    return (figure.label, *numbers, *((count, "count") for count in counts), figure.note)


def _table(table: Table) -> Iterator[Sequence[Cell]]:
    yield table.header
    yield from table.rows
    if table.note:
        yield (table.note,)


def _extracts(paper: Paper) -> Iterator[Sequence[Cell]]:
    yield [word(name, paper.language) for name in ("about", "quote", "where")]
    for extract in paper.extracts:
        yield (extract.about, extract.quote, extract.where)
