"""Ready criteria: what their loader refuses, how they are measured, and that all of them answer the corpus."""

from datetime import date
from typing import Any

import pytest
import yaml

from eval.criteria import UNREAD
from eval.measured import truth
from eval.templates import (
    BY_LABELS,
    COMMAND,
    ENOUGH,
    GOLD,
    TEMPLATES,
    TemplateCase,
    accusations,
    cases,
    hand_labels,
    measured,
    quality,
    report,
    with_quality,
)
from eval.text import Read, with_ends
from models.interaction_encoder import split
from models.interaction_encoder.augment import always_masked
from models.interaction_encoder.samples import Sample, corpus, read_lines
from qa_service.bootstrap.engines import criterion_templates
from qa_service.domain.scorecard import Verdict
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


@pytest.mark.slow
def test_each_template_alone_answers_the_corpus_and_shows_what_it_rests_on() -> None:
    samples = with_ends(always_masked(split.of_part(corpus(), "test", split.load())))
    reads = [Read(sample, truth(Read(sample, UNREAD))) for sample in samples]
    rows = list(cases(criterion_templates(), reads, split.load(), hand_labels()))
    assert len(rows) == 25 * len(samples)
    spoken = [row for row in rows if row.template not in {BY_LABELS, "demands_and_needs", "office_in_charge"}]
    assert {Verdict.YES, Verdict.NO, Verdict.NOT_APPLICABLE} <= {row.answer for row in spoken}
    assert not [row for row in spoken if row.answer is Verdict.UNCLEAR and row.template != "heard_when_unhappy"]


def test_the_stated_quality_names_its_command_and_what_was_read() -> None:
    gold = hand_labels()
    for template in criterion_templates():
        quality = template.quality
        assert quality.command == COMMAND
        read = sum(id == template.id for id, _ in gold)
        if quality.gold == "hand":  # what could not be told is not counted
            assert ENOUGH <= quality.n <= read
        if quality.gold == "none":
            assert quality.looked_at <= read


def test_the_gold_names_interactions_of_the_corpus_and_no_words() -> None:
    parts, ids = split.load(), {template.id for template in criterion_templates()}
    for line in read_lines(GOLD):
        assert set(line) == {"template", "id", "answer"}
        assert line["template"] in ids
        assert line["id"] in parts


CASE = Sample("it-a-001", "it", "it-a", ())


def rows_of(*pairs: tuple[Verdict, Verdict | None]) -> list[TemplateCase]:
    return [TemplateCase("thanks", CASE, "test", answer, gold) for answer, gold in pairs]


def test_quality_is_counted_on_what_was_read_and_answered() -> None:
    yes, no, none = Verdict.YES, Verdict.NO, Verdict.NOT_APPLICABLE
    rows = rows_of((yes, yes), (yes, no), (no, no), (none, none), (Verdict.UNCLEAR, yes), (yes, None))
    found = quality(rows)
    assert found["n"] == 4  # one could not be told, of one nobody knows
    assert found["cannot tell"] == 1
    assert found["right"] == 0.75
    # Cohen: observed 3/4; chance (yes 1*2 + no 2*1 + not applicable 1*1) / 16 = 5/16; (12 - 5) / (16 - 5) = 0.64
    assert found["kappa"][0] == 0.64
    assert found["yes"] == "0.50/1.00 (of 2/1)"
    assert found["no"] == "1.00/0.50 (of 1/2)"


def test_wrong_noes_are_those_that_somebody_read() -> None:
    rows = rows_of((Verdict.NO, Verdict.NO), (Verdict.NO, Verdict.NOT_APPLICABLE), (Verdict.NO, None))
    assert accusations(rows) == {"accused": 3, "looked_at": 2, "wrongly": 1}


def test_few_true_answers_state_no_kappa() -> None:
    few = report(rows_of(*[(Verdict.YES, Verdict.YES)] * (ENOUGH - 1)))
    assert measured(few, "thanks", date(2026, 12, 1)) == {
        "gold": "none",
        "asked": ENOUGH - 1,
        "accused": 0,
        "looked_at": 0,
        "wrongly": 0,
        "command": COMMAND,
        "measured_on": "2026-12-01",
    }
    enough = measured(report(rows_of(*[(Verdict.YES, Verdict.YES)] * ENOUGH)), "thanks", date(2026, 12, 1))
    assert (enough["gold"], enough["n"], enough["right"]) == ("hand", ENOUGH, 1.0)


def test_quality_is_written_into_the_file_and_the_rest_stays() -> None:
    (path,) = TEMPLATES.glob("insurance.yaml")
    text = path.read_text(encoding="utf-8")
    written = with_quality(text, {"claim_number": TEMPLATE["quality"]})
    first, second = parse_templates(written, VOCABULARY, path.name)
    assert first.quality.n == 60
    assert second == parse_templates(text, VOCABULARY, path.name)[1]
    assert len(written.splitlines()) == len(text.splitlines())
