"""From a scorecard document to a paper, as it stands and with parts missing."""

from typing import Any

import pytest

from qa_service.documents.agreement import AutoPart
from qa_service.domain.agreement import AutoScore, Grounds
from qa_service.domain.rubric import Rubric
from qa_service.exports.naming import naming_of
from qa_service.exports.scorecard import paper
from tests.unit.export_documents import LABELS

RUBRIC = Rubric.model_validate(
    {
        "id": "r",
        "version": 1,
        "name": {"it": "R", "en": "R"},
        "sections": [
            {
                "id": "courtesy",
                "name": {"it": "Cortesia", "en": "Courtesy"},
                "criteria": [
                    {
                        "id": "greeting",
                        "question": {"it": "Saluta?", "en": "Greets?"},
                        "rule": {"kind": "behaviour", "label": "greeting"},
                    }
                ],
            }
        ],
    }
)
NAMING = naming_of("it", LABELS, [RUBRIC])
BARE: dict[str, Any] = {
    "n": 4,
    "resolution": {"resolved": {"n": 3, "share": 0.75}},
    "cannot_tell": {"n": 1, "share": 0.25},
}


def estimate(value: float | None, **more: Any) -> dict[str, Any]:
    return {"value": value, "low": 0.1, "high": 0.9, "n_machine": 40, "n_human": 10, "note": None, **more}


FULL: dict[str, Any] = {
    **BARE,
    "n_checked": 10,
    "since": "2026-01-01T00:00:00+00:00",
    "until": None,
    "client": "acme",
    "channel": "call",
    "monitoring_basis": "accordo",
    "notice": {"it": "Avviso.", "en": "Notice."},
    "versions": {"encoder": "e@1", "service": "0.1.0"},
    "figures": {
        "resolution": estimate(0.8),
        "courtesy": estimate(71.0, low=60.0, high=80.0, note="not_yet_checked_here"),
        "sections": {"resolution": estimate(40.0)},
        "critical": {"customer": {"value": None, "n_machine": 3, "minimum": 5, "note": "too_few"}},
        "criteria": {
            "greeting": estimate(0.9),
            "of a rubric that is gone": estimate(0.2, note="something new"),
            "rare": {"value": None, "n_machine": 2, "minimum": 5, "note": "too_few"},
        },
    },
    "courses": {
        "resolution": {
            "weeks": [
                {"week": "2026-01-12", **estimate(0.5)},
                {"week": "2026-01-05", **estimate(0.4)},
                {"week": "2026-01-19", "value": None, "minimum": 5, "note": "too_few"},
            ],
            "trend": {"change_a_week": 0.012, "low": -0.01, "high": 0.034, "level": 0.95, "weeks": 3},
        },
    },
}


def test_everything_of_a_full_document_is_on_the_paper() -> None:
    made = paper(FULL, "agent", "a17", NAMING)
    assert (made.title, made.subtitle, made.notices[0]) == ("Scheda dell'operatore", "Operatore a17", "Avviso.")
    assert made.notices[1].startswith(
        "Ciò che la macchina trova contro un operatore con meno del 70,0 % di probabilità"
    )
    assert len(made.notices) == 2
    facts = dict(made.facts)
    assert facts["Periodo"] == "2026-01-01 – a oggi"
    assert (facts["Interazioni"], facts["Verificate da persone"]) == ("4", "10")
    assert (facts["Committente"], facts["Canale"], facts["Base giuridica del monitoraggio"]) == (
        "acme",
        "Telefonata",
        "accordo",
    )
    labels = [figure.label for figure in made.figures]
    assert labels == ["Casi risolti", "Cortesia (0-100)", "resolution (0-100)", "Errori critici verso il cliente"]
    assert made.figures[1].note.startswith("Non ancora verificato qui")
    assert (made.figures[3].value, made.figures[3].note) == (None, "Servono almeno 5 interazioni.")
    assert made.footer == "encoder e@1 · service 0.1.0"


def test_criteria_stand_weakest_first_and_those_without_a_figure_last() -> None:
    table = paper(FULL, "agent", "a17", NAMING).tables[0]
    assert [row[:2] for row in table.rows] == [("of a rubric that is gone", 0.2), ("Saluta?", 0.9), ("rare", None)]


@pytest.mark.parametrize(
    ("auto", "said"),
    [
        (AutoScore(True, Grounds.HOLDS, 0.71, 0.6, 64, 30), "macchina"),
        (AutoScore(True, Grounds.NOT_CHECKED), "macchina, non ancora verificata qui"),
        (AutoScore(False, Grounds.TOO_FEW, None, 0.6, 5, 30), "serve una persona: verificate 5 di 30"),
        (AutoScore(False, Grounds.BELOW, 0.41, 0.6, 64, 30), "solo persone: concordanza almeno 0,41, richiesto 0,60"),
        (AutoScore(False, Grounds.BELOW, None, 0.6, 64, 30), "solo persone: concordanza almeno –, richiesto 0,60"),
    ],
)
def test_a_criterion_says_who_answers_it(auto: AutoScore, said: str) -> None:
    criteria = {"greeting": {**estimate(0.9), "auto": AutoPart.of(auto).model_dump()}}
    table = paper({**FULL, "figures": {"criteria": criteria}}, "agent", "a17", NAMING).tables[0]
    assert table.rows[0][-1] == said


def test_weeks_are_in_order_and_the_trend_is_in_points() -> None:
    table = paper(FULL, "agent", "a17", NAMING).tables[-1]
    assert [row[0] for row in table.rows] == ["2026-01-05", "2026-01-12"]
    assert table.rows[0][1:] == (0.4, 0.1, 0.9, None, None, None)
    assert table.note == "Casi risolti: 1,2 punti a settimana (-1,0 – 3,4)."  # 100 times a share


def test_a_document_that_lacks_figures_and_courses_still_makes_a_paper() -> None:
    made = paper(BARE, "client", "acme", naming_of("en", LABELS, []))
    assert made.figures == ()
    assert [table.title for table in made.tables] == ["How cases ended"]
    assert made.tables[0].rows == (("Resolved", 3, 0.75), ("Cannot tell", 1, 0.25))
    assert made.notices[0].startswith("Figures made by a machine")
    assert dict(made.facts)["Period"] == "from the beginning – until now"
