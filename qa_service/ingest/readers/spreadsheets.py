"""Spreadsheets (XLSX): the rows of the first sheet that has any, within limits, whatever their archive says."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qa_service.errors import BadDocument
from qa_service.ingest.readers.source import Source

LARGEST = 128 << 20
"""Bytes of all parts, unpacked: the strings of a workbook lie in the memory."""
MOST_CELLS = 300_000
"""About so many are read in five seconds."""
MOST_ROWS = 200_000
MOST_COLUMNS = 100
_MOST_ELEMENTS = 3 * MOST_CELLS
"""Of XML, all parts together: a cell is of two with a number, of three with its own text."""
_MOST_PARTS = 2_000
_PIECE = 1 << 20


def is_one(source: Source) -> bool:
    """A ZIP archive with a workbook in it. Raises OSError."""
    if not source.head.startswith(b"PK\x03\x04"):
        return source.suffix in (".xlsx", ".xlsm")
    if source.suffix in (".xlsx", ".xlsm"):
        return True
    try:
        with zipfile.ZipFile(source.path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):  # its head was read: what fails is inside
        return False


def rows(path: Path) -> list[dict[str, Any]]:
    """Each row by the names of the first one. Raises BadDocument: it is damaged, encrypted, or over a limit."""
    _check(path)
    import openpyxl  # only where there is a spreadsheet

    try:
        with path.open("rb") as file:  # of a path the library looks at the ending
            workbook = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            sheets = (list(_rows(sheet)) for sheet in workbook.worksheets)
            return next((found for found in sheets if found), [])
    except BadDocument:
        raise
    except Exception as error:  # the library raises its own, and whatever its parts raise
        raise _damaged() from error


def _check(path: Path) -> None:
    """What its archive may unpack to, and hold: the library of the archive reads no more of a part than it says."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
                raise BadDocument(
                    "is a spreadsheet of over {limit} bytes, unpacked", limit=LARGEST, hint="split it, or give CSV"
                )
            _check_elements(archive)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise _damaged() from error


def _check_elements(archive: zipfile.ZipFile) -> None:
    """Without parsing them. Raises BadDocument."""
    elements = 0
    for part in archive.infolist():
        if not part.filename.endswith((".xml", ".rels")):
            continue
        with archive.open(part) as file:
            while piece := file.read(_PIECE):
                elements += piece.count(b"<") - piece.count(b"</")
                if elements > _MOST_ELEMENTS:
                    raise BadDocument(
                        "holds more cells than are read (about {limit})", limit=MOST_CELLS, hint="split it, or give CSV"
                    )


def _damaged() -> BadDocument:
    return BadDocument(
        "is a damaged or encrypted spreadsheet", hint="save it anew as .xlsx without a password, or as CSV"
    )


def _rows(sheet: Any) -> Iterator[dict[str, Any]]:
    sheet.reset_dimensions()
    columns: list[str] = []
    lines = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
    for number, cells in enumerate(lines):
        if number >= MOST_ROWS:
            raise BadDocument("holds over {limit} rows", limit=MOST_ROWS, hint="split it")
        if not any(cell is not None for cell in cells):
            continue
        if not columns:
            columns = ["" if cell is None else str(cell).strip() for cell in cells]
        else:
            yield {name: cell for name, cell in zip(columns, cells, strict=False) if name}
