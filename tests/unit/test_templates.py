"""Ready criteria: what their loader refuses, and that each holds, fails and does not apply where it should."""

from typing import Any

import pytest
import yaml

from qa_service.bootstrap.engines import criterion_templates
from qa_service.errors import BadRubric
from qa_service.scoring.templates import alone, parse_templates
from tests.unit.test_score import VOCABULARY

TEMPLATE: dict[str, Any] = {
    "id": "thanks",
    "name": {"it": "Grazie", "en": "Thanks"},
    "sector": "every_sector",
    "reference": {"it": "Contratto", "en": "Contract"},
    "criterion": {
        "question": {"it": "Ringrazia?", "en": "Are thanks given?"},
        "rule": {"kind": "phrase", "any": {"it": ["grazie"], "en": ["thank you"]}},
    },
    "quality": {
        "gold": "hand",
        "n": 60,
        "right": 0.9,
        "kappa": [0.8, 0.7, 0.9],
        "asked": 40,
        "accused": 12,
        "looked_at": 10,
        "wrongly": 1,
        "command": "python -m eval.templates",
        "measured_on": "2026-12-01",
    },
}


def changed(path: str, value: Any) -> dict[str, Any]:
    """The template with one value replaced, or removed by `...`."""
    raw: dict[str, Any] = yaml.safe_load(yaml.safe_dump(TEMPLATE))
    *way, last = path.split(".")
    node = raw
    for part in way:
        node = node[part]
    if value is ...:
        del node[last]
    else:
        node[last] = value
    return raw


def test_a_template_carries_its_id_and_its_italian_reference_into_the_criterion() -> None:
    (template,) = parse_templates(yaml.safe_dump([TEMPLATE]), VOCABULARY, "mine.yaml")
    assert template.criterion.id == "thanks"
    assert template.criterion.reference == "Contratto"
    assert template.quality.kappa == (0.8, 0.7, 0.9)


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("id", "two words", "mine.yaml: [0].id: string should match pattern"),
        ("id", ..., "mine.yaml: [0].id: "),
        ("name.en", ..., "mine.yaml: [0].name.en: field required"),
        ("sector", "mining", "mine.yaml: [0].sector: input should be 'every_sector', "),
        ("criterion", ..., "mine.yaml: [0]: is no template: it has no criterion"),
        ("criterion.rule.kind", "phrases", "mine.yaml: [0].criterion.rule.kind: 'phrases' is no kind of clause here"),
        ("criterion.rule.any.it", ["[PHON]"], "mine.yaml: [0].criterion.rule.any.it[0]: [PHON] is no masked datum"),
        ("criterion.question.it", ..., "mine.yaml: [0].criterion.question.it: field required"),
        ("criterion.id", "thanks", "mine.yaml: [0].criterion.id: 'id' is said of the template, once"),
        (
            "criterion.rule",
            {"kind": "answer", "criterion": "other", "verdicts": ["yes"]},
            "mine.yaml: [0].criterion.rule.criterion: 'other' is no criterion of this rubric",
        ),
        ("quality", ..., "mine.yaml: [0].quality: field required"),
        ("quality.kappa", ..., "mine.yaml: [0].quality: n, right and kappa stand where a gold does, and only there"),
        ("quality.gold", "none", "mine.yaml: [0].quality: n, right and kappa stand where a gold does, and only there"),
        ("quality.wrongly", 11, "mine.yaml: [0].quality: needs wrongly <= looked_at <= accused <= asked"),
        ("quality.kapa", 1, "mine.yaml: [0].quality.kapa: extra inputs are not permitted"),
    ],
)
def test_a_fault_is_refused_with_its_file_and_its_path(path: str, value: Any, sentence: str) -> None:
    with pytest.raises(BadRubric) as refused:
        parse_templates(yaml.safe_dump([changed(path, value)]), VOCABULARY, "mine.yaml")
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id: thanks", "mine.yaml: is no list of templates"),
        ("- 1", "mine.yaml: [0]: is no template: it has no criterion"),
        ("- [", "mine.yaml: line 1, column 4: cannot be read as YAML"),
        ("", "mine.yaml: is no list of templates"),
    ],
)
def test_a_file_that_is_no_list_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(BadRubric) as refused:
        parse_templates(text, VOCABULARY, "mine.yaml")
    assert sentence in str(refused.value)


def test_an_id_stands_once() -> None:
    twice = [TEMPLATE, changed("sector", "energy")]
    with pytest.raises(BadRubric, match=r"mine.yaml: \[1\].id: 'thanks' is the id of an earlier template"):
        parse_templates(yaml.safe_dump(twice), VOCABULARY, "mine.yaml")


def test_twenty_five_templates_come_with_the_service_in_both_languages() -> None:
    templates = criterion_templates()
    assert len(templates) == len({template.id for template in templates}) == 25
    for template in templates:
        assert alone(template.criterion).criteria == (template.criterion,)
