"""The checks of the contract, held against the example that stands in the documentation, and against breaches of it."""

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from clients.generate import SCHEMAS, schemas
from qa_service.documents.analysis import ANALYSIS
from tests.contract import BEHAVIOURS, breaches

SAMPLES = Path(__file__).parents[2] / "eval" / "samples"


def example() -> dict[str, Any]:
    """The example with all behaviours that the guide names."""
    absent = {"present": False, "status": "absent", "probability": 0.02, "evidence": []}
    analysis = copy.deepcopy(ANALYSIS)
    return analysis | {"courtesy": dict.fromkeys(BEHAVIOURS, absent) | analysis["courtesy"]}


@pytest.mark.parametrize("name", schemas())
def test_the_shipped_schema_is_that_of_the_code(name: str) -> None:
    assert json.loads((SCHEMAS / name).read_text()) == schemas()[name], "run python -m clients.generate --document"


def test_the_samples_are_what_may_come_in() -> None:
    validator = jsonschema_rs.validator_for(schemas()["qa-interaction-1.json"])
    documents = [json.loads(path.read_text()) for path in SAMPLES.glob("*.json") if "expected" not in path.name]
    assert documents
    assert [error for document in documents for error in validator.iter_errors(document)] == []
    assert not validator.is_valid({"id": "a", "client": "acme", "channel": "fax", "turns": []})


def test_the_example_keeps_the_contract() -> None:
    assert breaches(example(), [{"speaker": "customer"}, {"speaker": "agent"}]) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "qa-analysis/2"),
        (("intent", "label"), "weather"),
        (("intent", "distribution"), {"billing": 0.5, "other": 0.4}),
        (("intent", "evidence", 0, "quote"), "la bolletta di marzo"),
        (("resolution", "label"), "resolved"),
        (("sentiment", "turns"), []),
        (("sentiment", "turns", 0, "label"), "angry"),
        (("transcript", 0, "turn"), 7),
        (("transcript", 1, "speaker"), "customer"),
        (("courtesy", "apology", "evidence"), []),
        (("courtesy", "apology", "evidence", 0, "turn"), 0),
        (("courtesy", "applause"), {"present": None, "status": None, "probability": 0.5, "evidence": []}),
        (("pii",), [{"turn": 9, "start": 3, "end": 4, "type": "PHONE"}]),
        (("mood",), "good"),
    ],
)
def test_a_breach_is_named(path: tuple[str | int, ...], value: object) -> None:
    analysis: Any = example()
    place = analysis
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert breaches(analysis)


def test_other_parties_than_those_of_the_text_are_a_breach() -> None:
    assert breaches(example(), [{"speaker": "agent"}, {"speaker": "customer"}])
