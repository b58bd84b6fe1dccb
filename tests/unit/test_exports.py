"""The builders of exported files, each file opened again by another library."""

import csv
import io
import json
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

import openpyxl
import pyarrow.parquet
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.domain.exports import Format, Kind, form_of, forms
from qa_service.domain.interaction import Automatic, Channel
from qa_service.errors import BadInput
from qa_service.exports import (
    columns,
    parquet,
    pdf,
    text_files,
    xlsx,
)
from qa_service.exports.paper import Extract, Figure, Paper, Table
from qa_service.exports.safe import spreadsheet_safe
from qa_service.exports.wording import coefficient, number

ID = uuid.UUID(int=7)
ROME = timezone(timedelta(hours=1))
FORMULA = '=HYPERLINK("http://elsewhere.example";"x")'


@dataclass
class Row:
    """As much of an interaction's row as the columns ask for."""

    id: uuid.UUID = ID
    external_id: str = FORMULA
    client: str = "acme"
    agent: str | None = "a17"
    team: str | None = "nord"
    channel: Channel = Channel.CALL
    automatic: Automatic | None = None
    direction: str = "inbound"
    lang: str | None = "it"
    customer: str | None = None
    case_ref: str | None = "+39 06"
    state: str = "done"
    failure: str | None = None
    started_at: datetime | None = datetime(2026, 3, 1, 10, 0, tzinfo=ROME)
    ended_at: datetime | None = None
    received_at: datetime | None = datetime(2026, 3, 1, 10, 30, tzinfo=ROME)
    done_at: datetime | None = None
    duration: float | None = 61.5
    intent: str | None = "billing"
    resolution: str | None = None
    resolution_probability: float | None = -0.5
    courtesy: float | None = 82.5
    to_be_confirmed: str | None = "rudeness blame"
    sentiment_start: str | None = "negative"
    sentiment_end: str | None = "neutral"
    confidence: float | None = 0.93
    site: str | None = "bari"
    vendor: str | None = None
    sourcing: str | None = "in_house"


PAPER = Paper(
    "Scheda dell'operatore",
    "Operatore a17",
    "it",
    facts=(("Periodo", "2026-01-01 – 2026-03-31"),),
    notices=("Cifre prodotte da una macchina.",),
    figures=(
        Figure("Casi risolti", 0.834, "share", 0.79, 0.871, 1204, 80),
        Figure("Cortesia", 82.3, "score"),
        Figure("Accessibilità", None, note="Non misurabile."),
    ),
    tables=(
        Table(
            "Esito: casi [2026]", ("Esito", "Numero", "Quota"), (("=1+1", 1000, 0.83),), units=(None, "count", "share")
        ),
        Table("Esito: casi [2026]", ("Esito",), (("@x",),)),
    ),
    extracts=(Extract("Empatia", '#import "x" $a$ [PERSON]', "call-1"),),
    footer="qa-service",
)


def records(agents: bool = True) -> tuple[tuple[columns.Column, ...], list[dict[str, Any]]]:
    visible = columns.visible(agents)
    return visible, [dict(record) for record in columns.records([Row(), Row(external_id="b", agent=None)], visible)]


# --- tables


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "  =1", "-", "=cmd|' /C calc'!A0"]
)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert spreadsheet_safe(text) == f"'{text}"


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not str(spreadsheet_safe(text)).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("value", [-1.5, None, "a=1", ""])
def test_what_is_no_formula_stays_as_it_is(value: object) -> None:
    assert spreadsheet_safe(value) == value


def test_csv_is_read_again_with_its_formulas_as_text_and_times_in_utc() -> None:
    sink = io.BytesIO()
    text_files.write_csv(sink, *records())
    rows = list(csv.DictReader(io.StringIO(sink.getvalue().decode(), newline="")))
    assert [row["id"] for row in rows] == [f"'{FORMULA}", "b"]
    assert rows[0]["case"] == "'+39 06"
    assert rows[0]["resolution_probability"] == "-0.5"  # a number, which no spreadsheet runs
    assert rows[0]["started_at"] == "2026-03-01T09:00:00.000+00:00"
    assert rows[0]["channel"] == "call"
    assert rows[1]["agent"] == ""


def test_json_lines_keep_text_untouched() -> None:
    sink = io.BytesIO()
    text_files.write_jsonl(sink, records()[1])
    lines = [json.loads(line) for line in sink.getvalue().splitlines()]
    assert (lines[0]["id"], lines[0]["agent"], lines[0]["courtesy"]) == (FORMULA, "a17", 82.5)


def test_parquet_has_types() -> None:
    sink = io.BytesIO()
    parquet.write(sink, *records())
    table = pyarrow.parquet.read_table(io.BytesIO(sink.getvalue()))
    assert str(table.schema.field("started_at").type) == "timestamp[ms, tz=UTC]"
    assert table.column("courtesy").to_pylist() == [82.5, 82.5]
    assert table.column("started_at").to_pylist()[0] == datetime(2026, 3, 1, 10, 0, tzinfo=ROME)


def test_without_the_extra_parquet_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(BadInput, match=r"extra `export`.*install qa-service\[export\]"):
        parquet.write(io.BytesIO(), *records())


def test_without_the_extra_parquet_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Format.PARQUET in forms(Kind.INTERACTIONS)
    monkeypatch.setattr("qa_service.domain.exports.find_spec", lambda name: None)
    assert forms(Kind.INTERACTIONS) == (Format.CSV, Format.JSONL, Format.XLSX)
    with pytest.raises(BadInput, match=r"use one of csv, jsonl, xlsx; parquet needs qa-service\[export\]"):
        form_of(Kind.INTERACTIONS, "parquet", "format")


@pytest.mark.slow
def test_a_spreadsheet_of_interactions_holds_text_where_a_formula_was() -> None:
    sink = io.BytesIO()
    xlsx.write_records(sink, *records())
    sheet = openpyxl.load_workbook(io.BytesIO(sink.getvalue())).active
    assert sheet is not None
    header = [cell.value for cell in sheet[1]]
    first = dict(zip(header, sheet[2], strict=True))
    assert (first["id"].value, first["id"].data_type, first["id"].hyperlink) == (FORMULA, "s", None)
    assert first["started_at (UTC)"].value == datetime(2026, 3, 1, 9)
    assert first["courtesy"].data_type == "n"


def test_who_may_not_see_agents_gets_no_column_that_tells_of_them() -> None:
    sink = io.BytesIO()
    text_files.write_csv(sink, *records(agents=False))
    assert b"a17" not in sink.getvalue()
    assert b"nord" not in sink.getvalue()
    assert not {"agent", "team"} & set(sink.getvalue().decode().splitlines()[0].split(","))


# --- papers


def test_a_pdf_says_what_the_paper_says_and_is_the_same_each_time() -> None:
    made = pdf.render(PAPER)
    assert made == pdf.render(PAPER)
    text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made))
    for wanted in (
        "Scheda dell'operatore",
        "83,4 %",
        "79,0 % – 87,1 %",
        "1.204",
        "nessun dato",
        "Non misurabile.",
        "=1+1",
    ):
        assert wanted in text
    assert '«#import "x" $a$ [PERSON]»' in text  # the markup of the typesetter is text as well
    assert "senza intervallo" in text


def test_a_pdf_can_be_drawn() -> None:
    page = pypdfium2.PdfDocument(pdf.render(PAPER))[0]
    picture = page.render(scale=0.5).to_numpy()
    ink = (picture < 128).mean()
    assert 0.002 < ink < 0.2  # neither an empty sheet nor a black one


def test_a_long_paper_goes_on_on_further_pages() -> None:
    long = Paper("t", "s", "en", extracts=PAPER.extracts * 60)
    assert len(pypdfium2.PdfDocument(pdf.render(long))) > 2


def test_a_spreadsheet_of_figures_keeps_numbers_as_numbers_and_text_as_text() -> None:
    sink = io.BytesIO()
    xlsx.write_paper(sink, PAPER)
    book = openpyxl.load_workbook(io.BytesIO(sink.getvalue()))
    assert book.sheetnames[1:] == ["Indicatori", "Esito  casi  2026", "Esito  casi  2026 2", "Estratti"]
    figures = book["Indicatori"]
    assert [cell.value for cell in figures[2]][:4] == ["Casi risolti", 0.834, 0.79, 0.871]
    assert figures["B2"].number_format == "0.0%"
    assert figures["B4"].value is None
    cell = book["Esito  casi  2026"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_equal_spreadsheets_are_equal_bytes() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    xlsx.write_paper(first, PAPER)
    xlsx.write_paper(second, PAPER)
    assert first.getvalue() == second.getvalue()


def test_numbers_are_written_as_each_language_writes_them() -> None:
    assert coefficient(-0.004, "it") == "0,00"  # what rounds to nothing has no sign
    assert number(0.834, "share", "it") == "83,4 %"
    assert number(0.834, "share", "en") == "83.4%"
    assert number(1234567, "count", "it") == "1.234.567"
    assert number(None, "score", "en") == "–"
