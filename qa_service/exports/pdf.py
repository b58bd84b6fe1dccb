"""A paper as PDF: the only file that knows typst. Its own fonts are used, so every machine makes the same bytes."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from qa_service.errors import EngineFailed
from qa_service.exports.paper import Amount, Cell, Figure, Paper, Table, Unit
from qa_service.exports.wording import Language, counted, number, word

MEDIA_TYPE = "application/pdf"
_TEMPLATE = Path(__file__).with_name("paper.typ")
_NAMED = ("figures", "extracts", "page", "of", "n_machine", "n_human", "no_figure", "no_interval")


def render(paper: Paper) -> bytes:
    """The file, tagged for screen readers and without a date of its own. Raises EngineFailed."""
    import typst

    values = {"paper": json.dumps(_values(paper), ensure_ascii=False)}
    try:
        pdf: bytes = typst.compile(
            _TEMPLATE.read_bytes(), sys_inputs=values, font_paths=_fonts(), ignore_system_fonts=True, format="pdf"
        )
    except typst.TypstError as error:
        raise EngineFailed("the PDF could not be set") from error
    return pdf


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _values(paper: Paper) -> dict[str, Any]:
    """The paper with every number worded: the template draws, and decides nothing."""
    language = paper.language
    return {
        **asdict(paper),
        "words": {key: word(key, language) for key in _NAMED},
        "figures": [_figure(figure, language) for figure in paper.figures],
        "tables": [_table(table, language) for table in paper.tables],
    }


def _figure(figure: Figure, language: Language) -> dict[str, Any]:
    full = 100.0 if figure.unit == "score" else 1.0
    drawn = figure.unit in ("share", "score")
    ends = (figure.low, figure.high)
    bounded = None not in ends
    return {
        "label": figure.label,
        "value": None if figure.value is None else number(figure.value, figure.unit, language),
        "at": figure.value / full if drawn and figure.value is not None else None,
        "ends": [end / full for end in ends if end is not None] if drawn and bounded else None,
        "interval": " – ".join(number(end, figure.unit, language) for end in ends) if bounded else None,
        "n_machine": None if figure.n_machine is None else number(figure.n_machine, "count", language),
        "n_human": None if figure.n_human is None else number(figure.n_human, "count", language),
        "counted": _counted(figure, language),
        "note": figure.note,
    }


def _counted(figure: Figure, language: Language) -> str:
    """The machine's count and what it was corrected to, as two things."""
    if figure.machine is None or figure.low is None or figure.high is None:
        return ""
    ends = [number(end, figure.unit, language) for end in (figure.low, figure.high)]
    value = number(figure.value, figure.unit, language) if figure.value is not None else " – ".join(ends)
    full = 100.0 if figure.unit == "score" else 1.0
    key = "machine_alone" if figure.low <= 0 and figure.high >= full else "machine_corrected"
    return word(key, language).format(counted(figure.machine, figure.unit, language), value)


def _table(table: Table, language: Language) -> dict[str, Any]:
    units = table.units or (None,) * len(table.header)
    rows = [[_cell(cell, unit, language) for cell, unit in zip(row, units, strict=True)] for row in table.rows]
    numeric = [unit is not None for unit in units]
    about = {"title": table.title, "header": table.header, "note": table.note, "widths": table.widths}
    return {**about, "rows": rows, "numeric": numeric}


def _cell(cell: Cell, unit: Unit | None, language: Language) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, Amount):
        return number(cell.value, cell.unit, language)
    return str(cell) if isinstance(cell, str) or unit is None else number(cell, unit, language)
