"""Rubrics that cannot be used as they stand: each refused in one sentence with the place of the fault."""

import json
from pathlib import Path
from typing import Any

import pytest

from qa_service.bootstrap.engines import read_rubric
from qa_service.errors import BadRubric
from qa_service.scoring.load import parse, parse_text
from qa_service.scoring.text import read
from tests.unit.test_rubric import EXAMPLE, THANKS
from tests.unit.test_score import VOCABULARY


def changed(path: str, value: Any) -> dict[str, Any]:
    """The example with one value replaced (or removed, by `...`)."""
    raw: dict[str, Any] = read(EXAMPLE)
    *way, last = [int(part) if part.isdecimal() else part for part in path.split(".")]
    node: Any = raw
    for part in way:
        node = node[part]
    if value is ...:
        del node[last]
    else:
        node[last] = value
    return raw


COURTESY, SALE = "sections.0.criteria", "sections.1.criteria"


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (
            f"{COURTESY}.0.rule.label",
            "gretting",
            "sections[0].criteria[0].rule.label: 'gretting' is no courtesy label; use one of greeting, ",
        ),
        (
            f"{COURTESY}.2.rule.of.1.label",
            "empaty",
            "sections[0].criteria[2].rule.of[1].label: 'empaty' is no courtesy label; use one of ",
        ),
        (
            f"{COURTESY}.2.only_if.labels",
            ["sad"],
            "sections[0].criteria[2].only_if.labels[0]: 'sad' is no sentiment label; use one of negative, ",
        ),
        (
            f"{SALE}.3.applies.intents",
            ["sale"],
            "sections[1].criteria[3].applies.intents: 'sale' is no intent label; use one of billing, ",
        ),
        (
            f"{COURTESY}.0.rule.kind",
            "behavior",
            "sections[0].criteria[0].rule.kind: 'behavior' is no kind of clause here; use behaviour, intent, ",
        ),
        (f"{COURTESY}.0.rule", ..., "sections[0].criteria[0].rule: field required"),
        (f"{COURTESY}.0.rule.label", ..., "sections[0].criteria[0].rule.label: field required"),
        (f"{COURTESY}.0.wieght", 3, "sections[0].criteria[0].wieght: extra inputs are not permitted"),
        (f"{COURTESY}.0.weight", -1, "sections[0].criteria[0].weight: input should be greater than or equal to 0"),
        (f"{COURTESY}.0.weight", float("nan"), "sections[0].criteria[0].weight: input should be a finite number"),
        (f"{COURTESY}.0.weight", float("inf"), "sections[0].criteria[0].weight: input should be a finite number"),
        (f"{COURTESY}.0.question.en", ..., "sections[0].criteria[0].question.en: field required"),
        (f"{COURTESY}.0.reference", "a\x00b", "sections[0].criteria[0].reference: holds a NUL character"),
        (f"{COURTESY}.1.critical.cap", 101, "sections[0].criteria[1].critical.cap: input should be less than or "),
        (f"{COURTESY}.1.critical.fails", True, "sections[0].criteria[1].critical: needs either a cap (0 to 100) or "),
        (f"{COURTESY}.1.critical.cap", ..., "sections[0].criteria[1].critical: needs either a cap (0 to 100) or "),
        (f"{COURTESY}.1.critical.harms", "us", "sections[0].criteria[1].critical.harms: input should be 'customer', "),
        (f"{COURTESY}.4.rule.at_most", ..., "sections[0].criteria[4].rule: needs at_least, at_most or both"),
        (f"{COURTESY}.4.rule.at_least", 61, "sections[0].criteria[4].rule: at_least is over at_most, so it could "),
        (f"{COURTESY}.2.rule.of", [], "sections[0].criteria[2].rule.of: tuple should have at least 2 items"),
        (f"{COURTESY}.2.rule.of.0", {"kind": "person"}, "sections[0].criteria[2].rule.of[0].kind: 'person' is no "),
        (f"{COURTESY}.0.id", "two words", "sections[0].criteria[0].id: string should match pattern"),
        (f"{COURTESY}.1.id", "greeting", "sections[0].criteria[1].id: criterion ids are used twice: ['greeting']"),
        (f"{SALE}.0.id", "quick", "sections[1].criteria[0].id: criterion ids are used twice: ['quick']"),
        ("sections.1.id", "courtesy", "sections[1].id: section ids are used twice: ['courtesy']"),
        ("sections.0.id", "manners", "sections: a section with id 'courtesy' is required"),
        (f"{SALE}.0.wanted", False, "sections[1].criteria[0]: a person's yes means that the criterion is met"),
        (
            f"{SALE}.1.only_if.criterion",
            "identify",
            "sections[1].criteria[1].only_if.criterion: 'identify' is no criterion of this rubric",
        ),
        (
            f"{SALE}.1.only_if.criterion",
            "identity_apology",
            "sections[1].criteria[1]: the answers wait for each other in a circle: identity_apology -> identity_a",
        ),
        (
            f"{SALE}.0.only_if",
            {"kind": "not", "of": {"kind": "answer", "criterion": "identity_apology", "verdicts": ["yes"]}},
            "the answers wait for each other in a circle: ",
        ),
        ("id", "a/b", "id: string should match pattern"),
    ],
)
def test_a_fault_is_refused_with_its_path(path: str, value: Any, sentence: str) -> None:
    with pytest.raises(BadRubric) as refused:
        parse(changed(path, value), VOCABULARY)
    assert sentence in str(refused.value)


DEEP = 3000


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id: [", "line 1, column 6: cannot be read as YAML"),
        ("id: a\nid: b", "line 2, column 1: cannot be read as YAML: 'id' stands here twice"),
        ("a: &x [1]\nb: *x", "cannot be read as YAML: aliases"),
        ("a: \x01", "cannot be read as YAML"),
        ("a: 0b2", "id: field required"),
        ("a: " + "9" * 5000, "holds a number that cannot be read"),
        ("- 1", "input should be a valid dictionary or instance of Rubric"),
        ("", "input should be a valid dictionary or instance of Rubric"),
        ("!!python/object/apply:os.system [ls]", "cannot be read as YAML"),
        ('{"id": 1,}', "line 1, column 10: cannot be read as JSON"),
        ('{"id": "a", "id": "b"}', "'id' stands twice in one object"),
        ("- " * DEEP, "is nested too deeply"),
        ('{"a":' * 100_000, "is nested too deeply"),
    ],
)
def test_a_text_that_cannot_be_taken_as_it_stands_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(BadRubric) as refused:
        parse_text(text, VOCABULARY)
    assert sentence in str(refused.value)


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(tmp_path: Path) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("id: città".encode("latin-1"))
    for path, why in ((tmp_path / "none.yaml", "no such file or directory"), (latin, "it is no text in UTF-8")):
        with pytest.raises(BadRubric) as refused:
            read_rubric(path)
        assert str(refused.value) == f"{path}: cannot be read ({why}); check the path"


def test_a_key_that_is_no_text_is_refused() -> None:
    raw = {**read(EXAMPLE), "\ud800": 1}
    with pytest.raises(BadRubric, match="unable to parse raw data as a unicode string"):
        parse_text(json.dumps(raw), VOCABULARY)


def test_words_are_words_and_only_true_and_false_are_more() -> None:
    assert read("[no, yes, on, Off, true, false, 2026-03-01]") == [
        *("no", "yes", "on", "Off"),
        *(True, False),
        "2026-03-01",
    ]


@pytest.mark.parametrize(
    ("depth", "place"), [(9, "sections[0].criteria[0]: "), (100, "sections[0].criteria[0]: "), (DEEP, "")]
)
def test_clauses_nested_beyond_reason_are_refused(depth: int, place: str) -> None:
    clause: dict[str, Any] = THANKS
    for _ in range(depth):
        clause = {"kind": "not", "of": clause}
    with pytest.raises(BadRubric) as refused:
        parse(changed(f"{COURTESY}.0.rule", clause), VOCABULARY)
    assert str(refused.value) == f"{place}its clauses are nested too deeply; split them into criteria"
