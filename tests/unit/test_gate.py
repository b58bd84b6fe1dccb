"""The gate of the evaluation can close: each reason to close it is planted here into a report that passes."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval import gate, report, run
from eval.figures import Figure, Result
from eval.gate import Bound, Bounds
from eval.service import Service, identity
from models.interaction_encoder.samples import corpus
from qa_service.errors import MissingModel
from tests.fakes import GreetingMeansAgent, MarkedPii

SHA = "@sha256:0123456789ab"
GOOD: dict[str, Any] = {
    "limit": None,
    "missing": {},
    "baselines": {},
    "model": {
        "engines": {
            "reader": "qa_service.understand.reader.HeadsReader",
            "pii": "qa_service.understand.pii.PresidioFinder",
            "roles": "qa_service.understand.roles.HeadsRoleFinder",
        },
        "versions": {"encoder": f"e5-small{SHA}", "heads": f"heads{SHA}"},
    },
    "sets": {
        "corpus": report.result_json(
            Result(
                200,
                "interactions",
                {"intent accuracy": Figure(0.91, 0.88, 0.94), "calibration error": Figure(0.02)},
                distinct=200,
            )
        ),
        "star": report.result_json(Result(207, "chats", {"resolved AUC": Figure(0.75, 0.7, 0.8)})),
    },
}
BOUNDS = Bounds(
    {"corpus": 180, "star": 200},
    (
        Bound("corpus/intent accuracy", 0.90),
        Bound("corpus/calibration error", 0.06, most=True),
        Bound("star/resolved AUC", 0.80, floor=0.72),
    ),
)


def planted(change: Callable[[dict[str, Any]], object]) -> list[str]:
    """What the gate says of the good report after one change."""
    bad = copy.deepcopy(GOOD)
    change(bad)
    return gate.misses(bad, BOUNDS)


def test_the_gate_is_open_where_every_figure_holds() -> None:
    assert gate.misses(GOOD, BOUNDS) == []


def test_a_figure_between_floor_and_bound_is_said_to_be_wanting_and_keeps_the_gate_open() -> None:
    assert gate.wanting(GOOD, BOUNDS) == ["star/resolved AUC is 0.750; wanted: at least 0.8"]


def test_a_missed_bound_closes_the_gate() -> None:
    def worse(bad: dict[str, Any]) -> None:
        bad["sets"]["corpus"]["figures"]["intent accuracy"]["value"] = 0.899

    assert planted(worse) == ["corpus/intent accuracy is 0.899; it must be at least 0.9"]


def test_a_figure_under_its_floor_closes_the_gate() -> None:
    def worse(bad: dict[str, Any]) -> None:
        bad["sets"]["star"]["figures"]["resolved AUC"]["value"] = 0.71

    assert planted(worse) == ["star/resolved AUC is 0.710; it must be at least 0.72"]


def test_an_error_above_its_bound_closes_the_gate() -> None:
    def worse(bad: dict[str, Any]) -> None:
        bad["sets"]["corpus"]["figures"]["calibration error"]["value"] = 0.07

    assert planted(worse) == ["corpus/calibration error is 0.070; it must be at most 0.06"]


def test_a_figure_that_is_no_number_closes_the_gate() -> None:
    def lost(bad: dict[str, Any]) -> None:
        bad["sets"]["corpus"]["figures"]["intent accuracy"]["value"] = float("nan")

    assert planted(lost) == ["corpus/intent accuracy is nan; it must be at least 0.9"]


def test_a_missing_set_closes_the_gate_and_says_why_it_is_missing() -> None:
    def lost(bad: dict[str, Any]) -> None:
        del bad["sets"]["star"]
        bad["missing"]["star"] = "FileNotFoundError: star/dev.jsonl.gz"

    assert planted(lost) == [
        "star was not measured: FileNotFoundError: star/dev.jsonl.gz",
        "star/resolved AUC is missing; it must be at least 0.72",
    ]


def test_a_set_that_was_cut_short_closes_the_gate() -> None:
    assert planted(lambda bad: bad["sets"]["star"].update(n=50)) == [
        "star was measured on 50 chats; at least 200 are needed"
    ]


def test_a_missing_figure_closes_the_gate() -> None:
    assert planted(lambda bad: bad["sets"]["corpus"]["figures"].pop("intent accuracy")) == [
        "corpus/intent accuracy is missing; it must be at least 0.9"
    ]


def test_a_missing_model_closes_the_gate_with_its_reason() -> None:
    def absent() -> Service:
        raise MissingModel("the heads are not on this machine; run: make models")

    made, results = run.measure({"star": lambda service, limit: Result(1, "chats", {})}, absent, None, False)
    assert results == {}
    said = gate.misses(made, BOUNDS)
    assert said[0] == "no model was loaded: the heads are not on this machine; run: make models"
    assert "star was not measured: it was not asked for" in said


def test_a_stub_at_a_port_closes_the_gate() -> None:
    class Constant:
        """A reader of the test's own."""

    stub = Service(Constant(), MarkedPii(), GreetingMeansAgent(), GOOD["model"]["versions"])  # type: ignore[arg-type]
    said = planted(lambda bad: bad.update(model=identity(stub)))
    assert [sentence.split(":")[0] for sentence in said] == [
        "a stub stands at the port reader",
        "a stub stands at the port pii",
        "a stub stands at the port roles",
    ]


def test_weights_without_a_sha256_close_the_gate() -> None:
    assert planted(lambda bad: bad["model"]["versions"].update(heads="heads-of-mine")) == [
        "the weights of the heads are not pinned by sha256: heads-of-mine"
    ]


def test_a_reader_that_always_says_the_same_closes_the_gate_under_any_name() -> None:
    assert planted(lambda bad: bad["sets"]["corpus"].update(distinct=1)) == [
        "the reader says the same of different interactions (1 answers to 200)"
    ]


def test_a_set_whose_files_are_not_there_is_named_as_missing() -> None:
    def unreadable(service: Service, limit: int | None) -> Result:
        raise FileNotFoundError("star/dev.jsonl.gz")

    service = Service(None, MarkedPii(), GreetingMeansAgent())  # type: ignore[arg-type]
    made, _ = run.measure({"star": unreadable}, lambda: service, None, False)
    assert made["missing"] == {"star": "FileNotFoundError: star/dev.jsonl.gz"}


@pytest.mark.slow
def test_the_shipped_bounds_name_only_sets_that_can_be_run() -> None:
    bounds = gate.load(run.HERE / "bounds.toml")
    assert set(bounds.sets) <= set(run.all_sets())
    in_test = [s for s in run_parts() if s == "test"]
    assert bounds.sets["corpus"] <= len(in_test)


def run_parts() -> list[str]:
    """The part of every interaction of the corpus."""
    from models.interaction_encoder import split

    parts = split.load()
    return [parts[sample.id] for sample in corpus() if sample.id in parts]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('[[bound]]\nfigure = "moon/f1"\nwanted = 0.5\n', "belongs to no set"),
        ('[[bound]]\nfigure = "star/f1"\nwanted = 0.5\nfloor = 0.6\n', "as good as what is wanted"),
        ('[[bound]]\nfigure = "star/f1"\nwanted = 0.5\nfloor = 0.4\nmost = true\n', "as good as what is wanted"),
    ],
)
def test_bounds_that_make_no_sense_are_refused(tmp_path: Path, entry: str, said: str) -> None:
    path = tmp_path / "bounds.toml"
    path.write_text(f"[sets]\nstar = 1\n{entry}")
    with pytest.raises(ValueError, match=said):
        gate.load(path)
