"""What is known of many recordings beside their sound: a CSV table, a line a file, or what their names tell."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from qa_service.errors import BadDocument, BadInput, say
from qa_service.ingest.name_pattern import NamePart, NamePattern

FILE = "file"
COLUMNS = (
    *("id", "client", "agent", "team", "channel", "direction", "lang", "started_at", "customer", "case", "queue"),
    *("site", "vendor", "sourcing"),
)
"""What a table may hold beside `file`, and a pattern name; as in the document `qa-interaction/1`."""
_FIELDS = (*COLUMNS, "day", "time")
_PLACE = re.compile(r"\{(\w+)\}|\*")
_SHAPES = {
    "day": (re.compile(r"\d{4}-?\d{2}-?\d{2}"),),
    "time": (re.compile(r"\d{2}[-.]?\d{2}[-.]?\d{2}"), re.compile(r"\d{2}[-.]?\d{2}")),
}
_LONGEST_PATTERN = 300
_LARGEST = 8 * 1024 * 1024


def read(raw: bytes) -> dict[str, dict[str, Any]]:
    """By file name, the fields of its interaction; separated by comma, semicolon or tab, whichever the first line has.

    Raises BadDocument with the line of the fault.
    """
    if len(raw) > _LARGEST:
        raise BadDocument("is over {limit} bytes", limit=_LARGEST, where="table", hint="split it")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadDocument("is not UTF-8", where="table", hint="save it as CSV UTF-8") from None
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count))
    try:
        names = _header(next(rows, []))
        return _rows(rows, names)
    except csv.Error as error:
        raise BadDocument(
            "cannot be read ({error})", error=error, where="table", hint="check its quotation marks"
        ) from None


def _header(cells: Sequence[str]) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    if FILE not in names:
        raise BadDocument(
            "has no column `file`",
            where="table line 1",
            hint=say("name the columns: file, {columns}", columns=", ".join(COLUMNS)),
        )
    for name in names:
        if name not in (FILE, *COLUMNS):
            raise BadDocument(
                "has a column {name!r} that nobody knows",
                name=name,
                where="table line 1",
                hint=say("use {columns}", columns=", ".join(COLUMNS)),
            )
    return names


def _rows(rows: Any, names: Sequence[str]) -> dict[str, dict[str, Any]]:
    documents: dict[str, dict[str, Any]] = {}
    for cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        where = f"table line {rows.line_num}"
        if len(cells) != len(names):
            raise BadDocument(
                "has {cells} cells instead of {count}",
                cells=len(cells),
                count=len(names),
                where=where,
                hint="fix the line",
            )
        fields = {name: cell.strip() for name, cell in zip(names, cells, strict=True) if cell.strip()}
        file = fields.pop(FILE, "")
        if not file or file in documents:
            raise BadDocument(
                say("names the file {file!r} twice", file=file) if file else say("names no file"), where=where
            )
        documents[file] = _document(fields)
    return documents


def _document(fields: Mapping[str, str]) -> dict[str, Any]:
    document: dict[str, Any] = dict(fields)
    if "queue" in document:
        document["queue"] = {"name": document["queue"]}
    return document


def pattern(text: str) -> NamePattern:
    """A pattern of file names: `{client}_{agent}_{day}_{time}_{id}`; `*` stands for anything. The ending is left out.

    Raises BadInput on a field that nobody knows or that stands twice, and on one that is very long.
    """
    if len(text) > _LONGEST_PATTERN:
        raise BadInput("is over {limit} characters", limit=_LONGEST_PATTERN, where="pattern", hint="shorten it")
    parts, last, seen = [], 0, set()
    for place in _PLACE.finditer(text):
        parts.append(_literal(text[last : place.start()]))
        last, name = place.end(), place[1]
        if name is not None and (name not in _FIELDS or name in seen):
            raise BadInput(
                "holds {name!r} in braces",
                name=name,
                where="pattern",
                hint=say("each of {fields} once", fields=", ".join(_FIELDS)),
            )
        seen.add(name or "")
        parts.append(NamePart(name, _SHAPES.get(name, ()), least=1) if name else NamePart())
    return NamePattern((*parts, _literal(text[last:])))


def _literal(text: str) -> NamePart:
    return NamePart(forms=(re.compile(re.escape(text)),))


def by_name(stem: str, file_pattern: NamePattern) -> dict[str, Any]:
    """What the name of a file (without its ending) tells. Raises BadInput when it does not fit the pattern."""
    fields = file_pattern.match(stem)
    if fields is None:
        raise BadInput("does not fit the pattern for file names", where=stem, hint="rename it, or change the pattern")
    day, time = fields.pop("day", ""), fields.pop("time", "")
    if day:
        digits, clock = re.sub(r"\D", "", day), (re.sub(r"\D", "", time) + "000000")[:6]
        date = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
        fields["started_at"] = f"{date}T{clock[:2]}:{clock[2:4]}:{clock[4:]}"
    return _document(fields)


def known(name: str, file_pattern: NamePattern | None, table: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """What the name of a file tells, and what the table says of it, which counts more. Raises BadInput."""
    path = PurePath(name.replace("\\", "/"))
    return {**(by_name(path.stem, file_pattern) if file_pattern else {}), **table.get(path.name, {})}
