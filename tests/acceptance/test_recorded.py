"""What callers see is what was recorded before the service was rebuilt, but for the differences that are listed."""

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from tests.acceptance.chaos import ROOT
from tests.recorded import answers
from tests.recorded.answers import Answer
from tests.recorded.compare import Difference, Intended, differences, intended

BEFORE = Answer("GET /v1/x as qa", "GET /v1/x", 200, {"etag": "a"}, '{"name": "warden", "n": 1, "share": 0.25}')


@pytest.mark.recorded
@pytest.mark.timeout(1200)
def test_every_answer_is_as_recorded_but_for_what_is_listed() -> None:
    compared = subprocess.run(
        [sys.executable, "-m", "tests.recorded.compare"], cwd=ROOT, capture_output=True, text=True
    )
    assert compared.returncode == 0, f"{compared.stdout[-20_000:]}\n{compared.stderr[-2_000:]}"


def test_what_is_recorded_is_named_once_and_covers_every_role() -> None:
    kept = list(answers.read(answers.RECORDED))
    assert len({answer.request for answer in kept}) == len(kept)
    roles = ("admin", "qa", "team_leader", "coach", "client_viewer", "agent", "no key", "revoked key")
    for role in roles:
        assert sum(answer.request.partition(" (")[0].endswith(f" as {role}") for answer in kept) > 50, role


def _difference(body: str) -> Difference:
    (difference,) = differences({BEFORE.request: BEFORE}, {BEFORE.request: replace(BEFORE, body=body)})
    return difference


def test_a_changed_answer_is_a_difference_unless_it_is_listed() -> None:
    difference = _difference('{"name": "recovery", "n": 1, "share": 0.25}')
    assert difference.changed == [' "name": "warden",', ' "name": "recovery",']
    assert difference.left([]) == difference.changed
    assert difference.left([Intended("POST *", "another request")]) == difference.changed
    assert difference.left([Intended("GET /v1/*", "all of it")]) == []
    assert difference.left([Intended("GET /v1/*", "a word", "warden|recovery")]) == []
    assert difference.left([Intended("GET /v1/*", "half of it", "warden")]) == [' "name": "recovery",']


def test_listed_words_mean_no_other_words_and_listed_rounding_no_other_number() -> None:
    words = Intended("*", "a word", words={"warden": "recovery"})
    rounding = Intended("*", "the quantile", within=1e-6)
    assert _difference('{"name": "recovery", "n": 1, "share": 0.25}').left([words]) == []
    assert _difference('{"name": "recovery", "n": 2, "share": 0.25}').left([words])
    assert _difference('{"name": "recovery", "n": 1, "share": 0.2500001}').left([words, rounding]) == []
    assert _difference('{"name": "recovery", "n": 1, "share": 0.2500001}').left([rounding])
    assert _difference('{"name": "warden", "n": 1, "share": 0.26}').left([rounding])
    assert _difference('{"name": "warden", "share": 0.25}').left([words, rounding])


@pytest.mark.parametrize("change", [{"status": 201}, {"headers": {}}, {"body": '{"n":1}'}, {"files": {"a": "b"}}])
def test_nothing_of_an_answer_may_change_in_silence(change: dict[str, Any]) -> None:
    before = Answer("r", "GET /", 200, {"etag": "a"}, '{"n": 1}')
    assert list(differences({"r": before}, {"r": replace(before, **change)}))
    assert list(differences({"r": before}, {}))
    assert list(differences({}, {"r": before}))


def test_each_listed_difference_says_why() -> None:
    assert all(entry.request and entry.reason for entry in intended())
