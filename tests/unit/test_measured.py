"""The machine's measured error: what follows from confusion counts for one question, and what is refused."""

import json
from typing import Any

import pytest

from qa_service import resources
from qa_service.domain.clauses import AskPerson, IntentIs, ResolutionIs, SentimentIs, ShowsBehaviour
from qa_service.domain.estimate import MachineError, ScoreError
from qa_service.domain.measured import LabelQuestion, MeasuredErrors, label_question, parse
from qa_service.domain.rubric import Criterion, Wording
from qa_service.errors import BadInput
from qa_service.figures.basis import Basis
from qa_service.figures.questions import versions

CONFUSION = {
    "resolved": {"resolved": 80, "pending": 10, "not_applicable": 4},
    "pending": {"resolved": 6, "pending": 50},
    "escalated": {"resolved": 2, "escalated": 20},
    "not_applicable": {"resolved": 1, "not_applicable": 9},
}
MEASURED = MeasuredErrors("heads@1", "a set", {"label:resolution": CONFUSION}, {"courtesy": ScoreError(1.0, 10.0, 50)})
DOCUMENT: dict[str, Any] = {
    "schema": "qa-measured/1",
    "model": "heads@1",
    "on": "a set",
    "families": {"label:resolution": CONFUSION},
    "scores": {"courtesy": {"bias": 1.0, "deviation": 10.0, "n": 50}},
}


def test_a_yes_no_question_adds_up_its_labels_and_leaves_out_what_does_not_apply() -> None:
    resolved = LabelQuestion("label:resolution", frozenset({"resolved"}), frozenset({"not_applicable"}))
    # true yes: 80 + 10; true no: 6 + 50 + 2 + 20, of which 6 + 2 were called resolved
    assert MEASURED.share(resolved) == MachineError(80, 90, 70, 78)
    in_hand = LabelQuestion("label:resolution", frozenset({"resolved", "pending"}), frozenset({"not_applicable"}))
    assert MEASURED.share(in_hand) == MachineError(80 + 10 + 6 + 50, 146, 20, 22)


def test_an_unwanted_behaviour_turns_yes_and_no_round() -> None:
    plain = LabelQuestion("label:resolution", frozenset({"resolved"}))
    turned = LabelQuestion("label:resolution", frozenset({"resolved"}), opposite=True)
    one, other = MEASURED.share(plain), MEASURED.share(turned)
    assert one is not None
    assert other == MachineError(one.no_right, one.no, one.yes_right, one.yes)


def test_what_the_set_does_not_hold_is_not_known() -> None:
    assert MEASURED.share(LabelQuestion("label:intent", frozenset({"billing"}))) is None
    assert MEASURED.share(LabelQuestion("label:resolution", frozenset({"unresolved"}))) is None


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        (ShowsBehaviour(kind="behaviour", label="apology"), LabelQuestion("courtesy:apology", frozenset({"yes"}))),
        (
            ResolutionIs(kind="resolution", labels=("resolved",)),
            LabelQuestion("label:resolution", frozenset({"resolved"})),
        ),
        (IntentIs(kind="intent", labels=("claim",)), LabelQuestion("label:intent", frozenset({"claim"}))),
        (
            SentimentIs(kind="sentiment", at="end", labels=("negative",)),
            LabelQuestion("label:sentiment_end", frozenset({"negative"})),
        ),
        (AskPerson(kind="person"), None),
    ],
)
def test_a_criterion_is_as_sure_as_the_label_behind_it(rule: Any, asked: LabelQuestion | None) -> None:
    assert label_question(Criterion(id="c", question=Wording(it="?", en="?"), rule=rule)) == asked


def test_an_error_speaks_for_the_model_that_was_measured() -> None:
    basis = Basis(MEASURED)
    resolved = LabelQuestion("label:resolution", frozenset({"resolved"}))
    assert basis.error(resolved, ("heads@1", "default@1")) == MEASURED.share(resolved)
    assert basis.error(resolved, ("heads@2",)) is None
    assert basis.error(resolved, ("heads@1, heads@2",)) is None
    assert basis.score_error("courtesy", ("heads@1",)) == ScoreError(1.0, 10.0, 50)
    assert Basis().error(resolved, ("heads@1",)) is None


def test_an_error_does_not_speak_for_what_a_client_has_adapted() -> None:
    basis = Basis(MEASURED)
    resolved = LabelQuestion("label:resolution", frozenset({"resolved"}))
    for own in (
        "resolution@sha256:0123",
        "courtesy:blame@sha256:45, resolution@sha256:0123",
        "resolution@sha256:1, shipped",
    ):
        assert basis.error(resolved, ("heads@1", own)) is None
        assert basis.score_error("courtesy", ("heads@1", own)) is None
    # Another head was adapted; this one is the shipped one still.
    assert basis.error(resolved, ("heads@1", "courtesy:blame@sha256:45")) == MEASURED.share(resolved)


def test_figures_name_the_shipped_heads_beside_adapted_ones() -> None:
    own = {"version:heads:heads@1": 5, "version:adapted:resolution@sha256:01": 3}
    judged = {"n": 5, "label:resolution:resolved": 4, "label:resolution:unclear": 1}
    assert versions({**judged, **own}) == {"adapted": "resolution@sha256:01, shipped", "heads": "heads@1"}
    assert versions({"n": 3, "label:resolution:resolved": 3, **own}) == {
        "adapted": "resolution@sha256:01",
        "heads": "heads@1",
    }
    assert versions({"n": 5, "version:heads:heads@1": 5}) == {"heads": "heads@1"}


def test_the_file_comes_back_as_it_was_meant() -> None:
    assert parse(DOCUMENT, "measured.json") == MEASURED


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "other/1"},
        {"families": {"label:resolution": {"resolved": {"resolved": -1}}}},
        {"families": {"label:resolution": 3}},
        {"scores": {"courtesy": {"bias": 1.0}}},
    ],
)
def test_a_damaged_file_is_refused_with_what_to_do(change: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=r"measured\.json.*eval\.measured"):
        parse({**DOCUMENT, **change}, "measured.json")


def test_the_shipped_file_can_be_read() -> None:
    text = (resources.path("heads") / "measured.json").read_text(encoding="utf-8")
    found = parse(json.loads(text), "measured.json")
    assert (
        found.share(LabelQuestion("label:resolution", frozenset({"resolved"}), frozenset({"not_applicable"})))
        is not None
    )
    assert found.scores["courtesy"].n >= 2
