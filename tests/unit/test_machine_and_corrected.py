"""The machine's count and the corrected estimate stand as two things, in every file and on the command line; no single
value stands beside an interval over more than half of the scale.
"""

import csv
import io
from dataclasses import replace
from typing import Any

import openpyxl
import pypdfium2
import pytest
from rich.console import Console

from qa_service.cli import figures_text
from qa_service.documents.figures import FigureView
from qa_service.documents.key_figures import KpiView
from qa_service.domain.estimate import Estimate, MachineCount, Method, Note, Sampling, ScoreGroup, ShareGroup
from qa_service.domain.key_figure import Value
from qa_service.domain.rubric import Wording
from qa_service.exports import key_figures, pdf, scorecard, text_files, xlsx
from qa_service.exports.naming import naming_of
from qa_service.exports.wording import Language
from qa_service.kpi.pack import Kpi, Measured
from tests.oracles.estimates import estimate_mean, estimate_share
from tests.unit.export_documents import LABELS

SHARE = Estimate(
    0.565, 0.41, 0.72, 0.95, 80, 12, Method.POST_STRATIFIED, Sampling.SIMPLE, machine=MachineCount(23, 74)
)  # fmt: skip
WIDE = replace(SHARE, value=0.45, low=0.17, high=0.73, n_human=2, note=Note.FEW_CHECKS)
SCORE = Estimate(
    61.2, 55.0, 68.0, 0.95, 89, 12, Method.REGRESSION, Sampling.SIMPLE, top=100.0, machine=MachineCount(5682.3, 89)
)  # fmt: skip
BOTH = {"it": "Figura", "en": "Figure"}


def kpi(id: str, found: Value) -> dict[str, Any]:
    about = Kpi.model_construct(id=id, name=Wording.model_validate(BOTH), formula=id)
    return KpiView.of(Measured(about, found, None, None)).model_dump(mode="json", exclude_unset=True)


def figure_document(figure: Estimate) -> dict[str, Any]:
    return FigureView.of(figure).model_dump(mode="json", exclude_unset=True)


PACK: dict[str, Any] = {
    "pack": "p",
    "name": BOTH,
    "reference": "",
    "reference_in": {"it": "", "en": ""},
    "endings_note": {"it": "", "en": ""},
    "aspects": [
        {
            "id": "a",
            "name": BOTH,
            "kpis": [
                kpi("resolved", Value(SHARE.value, 23, 74, "share", (), SHARE)),
                kpi("unsure", Value(WIDE.value, 23, 74, "share", (), WIDE)),
                kpi("courtesy", Value(SCORE.value, 5682.3, 89, "score", (), SCORE)),
                kpi("answered", Value(0.5, 15, 30, "share")),
            ],
        }
    ],
}
CARD: dict[str, Any] = {
    "n": 80,
    "n_checked": 12,
    "resolution": {"resolved": {"n": 23, "share": 0.2875}},
    "cannot_tell": {"n": 6, "share": 0.075},
    "figures": {
        "resolution": figure_document(SHARE),
        "courtesy": figure_document(SCORE),
        "escalation": figure_document(WIDE),
        "criteria": {"greeting": figure_document(SHARE), "thanks": figure_document(WIDE)},
    },
    "pooled": {},
    "notice": BOTH,
}


def test_an_estimate_carries_the_count_that_it_corrects() -> None:
    # 23 of the 74 that the machine decided; it could not tell of 6
    share, mean = estimate_share(ShareGroup(23, 51, 6)), estimate_mean(ScoreGroup(4, 300.0, 23000.0))
    assert isinstance(share, Estimate)
    assert isinstance(mean, Estimate)
    assert (share.machine, mean.machine) == (MachineCount(23, 74), MachineCount(300.0, 4))
    assert mean.top == 100.0
    undecided = estimate_share(ShareGroup(0, 0, 6))
    assert isinstance(undecided, Estimate)
    assert undecided.machine is None


@pytest.mark.parametrize(("low", "high", "wide"), [(0.2, 0.7, False), (0.2, 0.71, True), (0.0, 1.0, True)])
def test_an_interval_over_more_than_half_of_the_scale_is_wide(low: float, high: float, wide: bool) -> None:
    assert replace(SHARE, low=low, high=high).wide is wide
    assert replace(SCORE, low=100 * low, high=100 * high).wide is wide


def test_documents_add_the_count_and_keep_the_value() -> None:
    shown = figure_document(SHARE)
    assert (shown["value"], shown["wide"]) == (0.565, False)
    assert shown["machine"] == {"value": 0.3108, "numerator": 23, "denominator": 74}
    resolved, unsure, courtesy, answered = PACK["aspects"][0]["kpis"]
    assert (resolved["value"], resolved["machine"]) == (0.565, shown["machine"])
    assert unsure["figure"]["wide"]
    assert courtesy["machine"] == {"value": 63.8461, "numerator": 5682.3, "denominator": 89}
    assert answered["machine"] is None  # nothing is corrected: 15 of 30 is 50 %


def printed(shown: str) -> str:
    """Text with all its spaces alike: a PDF breaks lines where it likes."""
    return " ".join(shown.replace("\u00a0", " ").split())


def text_of(raw: bytes) -> str:
    document = pypdfium2.PdfDocument(raw)
    return printed(" ".join(page.get_textpage().get_text_range() for page in document))


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "it",
            (
                "macchina 31,1 % (23 su 74) → corretto 56,5 %",
                "macchina 31,1 % (23 su 74) → corretto 17,0 % – 73,0 %",
                "macchina 63,8 (media di 89) → corretto 61,2",
            ),
        ),
        (
            "en",
            (
                "machine 31.1% (23 of 74) → corrected 56.5%",
                "machine 31.1% (23 of 74) → corrected 17.0% – 73.0%",
                "machine 63.8 (mean of 89) → corrected 61.2",
            ),
        ),
    ],
)
def test_a_scorecard_in_pdf_says_both(language: Language, sentences: tuple[str, ...]) -> None:
    text = text_of(pdf.render(scorecard.paper(CARD, "client", "acme", naming_of(language, LABELS, []))))
    for sentence in sentences:
        assert sentence in text
    assert ("45,0 %" if language == "it" else "45.0%") not in text  # the value of the wide one
    why = "Poche verifiche" if language == "it" else "Few checks"
    assert why in text


def sheets(paper: Any) -> list[list[tuple[Any, ...]]]:
    sink = io.BytesIO()
    xlsx.write_paper(sink, paper)
    return [[tuple(cell.value for cell in row) for row in sheet] for sheet in openpyxl.load_workbook(sink)]


def test_a_spreadsheet_holds_both_as_numbers() -> None:
    _, figures, criteria, *_ = sheets(scorecard.paper(CARD, "client", "acme", naming_of("en", LABELS, [])))
    assert figures[0][1:7] == ("Corrected", "Low", "High", "Machine", "Yes", "Of")
    assert figures[1][1:7] == (0.565, 0.41, 0.72, 0.3108, 23, 74)
    assert figures[2][1:7] == (61.2, 55, 68, 63.8461, None, 89)
    assert figures[3][1:7] == (None, 0.17, 0.73, 0.3108, 23, 74)
    assert [row[:7] for row in criteria[1:3]] == [
        ("greeting", 0.565, 0.41, 0.72, 0.3108, 23, 74),
        ("thanks", None, 0.17, 0.73, 0.3108, 23, 74),
    ]


def test_key_figures_in_every_file_hold_both() -> None:
    _, rows = sheets(key_figures.paper(PACK, "acme", "en"))
    assert [row[1:7] for row in rows[1:5]] == [
        (0.565, 0.41, 0.72, 0.3108, 23, 74),
        (None, 0.17, 0.73, 0.3108, 23, 74),
        (61.2, 55, 68, 63.8461, None, 89),
        (0.5, None, None, None, 15, 30),
    ]
    sink = io.BytesIO()
    text_files.write_csv(sink, key_figures.COLUMNS, key_figures.records(PACK, "it"))
    names = ("value", "low", "high", "machine_value", "numerator", "denominator")
    lines = [tuple(line[name] for name in names) for line in csv.DictReader(io.StringIO(sink.getvalue().decode()))]
    assert lines == [
        ("0.565", "0.41", "0.72", "0.3108", "23", "74"),
        ("", "0.17", "0.73", "0.3108", "23", "74"),
        ("61.2", "55.0", "68.0", "63.8461", "5682.3", "89"),
        ("0.5", "", "", "", "15", "30"),
    ]
    text = text_of(pdf.render(key_figures.paper(PACK, "acme", "it")))
    assert "31,1 %" in text
    assert "per questo può differire dalla frazione" in text
    assert "5.682" not in text


def test_the_command_line_shows_both() -> None:
    console = Console(width=200, record=True, file=io.StringIO())
    figures_text.scorecard(console, CARD)
    figures_text.kpis(console, PACK)
    lines = [printed(line.replace("│", " ")) for line in console.export_text().splitlines()]
    assert "resolution 31.1 % (23 of 74) 56.5 % 41.0 % to 72.0 % 80 12" in lines
    assert any(
        line.startswith("escalation 31.1 % (23 of 74) - 17.0 % to 73.0 % 80 2 wide: rests on few checks")
        for line in lines
    )
    assert "courtesy 63.8 (mean of 89) 61.2 55.0 to 68.0 89 12" in lines
    assert "Figure 31.1 % (23 of 74) 56.5 % 41.0 % to 72.0 %" in lines
    assert "Figure 50.0 % (15 of 30)" in lines
