"""One criterion put into a rubric: in its place, in another section, in a new one; the rest stays as it is."""

import pytest

from qa_service.domain.rubric import Criterion, Rubric, Wording
from qa_service.errors import BadRubric
from qa_service.scoring.placing import SectionChoice, with_criterion
from tests.unit.test_criterion_form import DEFAULT, EXAMPLE
from tests.unit.test_score import VOCABULARY


def asked(id: str, **fields: object) -> Criterion:
    body = {"id": id, "question": {"it": "C'è?", "en": "Is it?"}, "rule": {"kind": "person"}}
    return Criterion.model_validate(body | fields)


def ids(rubric: Rubric) -> dict[str, list[str]]:
    return {section.id: [criterion.id for criterion in section.criteria] for section in rubric.sections}


def test_a_new_one_stands_last_and_the_rest_is_as_it_was() -> None:
    placed = with_criterion(EXAMPLE, asked("new_one"), SectionChoice("sale"))
    rubric = placed.parsed(VOCABULARY)
    last = len(EXAMPLE.sections[1].criteria)
    assert placed.path == f"sections[1].criteria[{last}]"
    assert rubric.sections[1].criteria[-1] == asked("new_one")
    assert rubric.sections[1].criteria[:-1] == EXAMPLE.sections[1].criteria
    assert rubric.sections[0] == EXAMPLE.sections[0]
    assert rubric.name_at_version == EXAMPLE.name_at_version


def test_one_that_is_there_changes_in_its_place() -> None:
    placed = with_criterion(EXAMPLE, asked("not_rude", weight=3), SectionChoice("courtesy"))
    assert placed.path == "sections[0].criteria[1]"
    assert ids(placed.parsed(VOCABULARY)) == ids(EXAMPLE)
    assert placed.parsed(VOCABULARY).sections[0].criteria[1].weight == 3


def test_it_moves_to_another_section_or_to_one_of_its_own() -> None:
    moved = with_criterion(EXAMPLE, asked("greeting"), SectionChoice("sale")).parsed(VOCABULARY)
    assert "greeting" not in ids(moved)["courtesy"]
    assert ids(moved)["sale"][-1] == "greeting"
    name = Wording(it="Procedura", en="Procedure")
    own = with_criterion(EXAMPLE, asked("greeting"), SectionChoice("procedure", name)).parsed(VOCABULARY)
    assert ids(own)["procedure"] == ["greeting"]
    assert own.sections[-1].name == name


def test_a_section_without_criteria_goes_but_for_courtesy() -> None:
    alone = with_criterion(DEFAULT, asked("privacy"), SectionChoice("procedure")).parsed(VOCABULARY)
    back = with_criterion(alone, asked("privacy"), SectionChoice("courtesy"))
    assert list(ids(back.parsed(VOCABULARY))) == ["courtesy", "resolution"]
    three = three_sections()
    placed = with_criterion(three, asked("of_first"), SectionChoice("last"))
    assert placed.path == "sections[1].criteria[1]"  # the first section is gone, and those behind it move up
    assert ids(placed.parsed(VOCABULARY)) == {"courtesy": ["of_courtesy"], "last": ["of_last", "of_first"]}
    with pytest.raises(BadRubric):
        with_criterion(three, asked("of_courtesy"), SectionChoice("last")).parsed(VOCABULARY)


def three_sections() -> Rubric:
    name = {"it": "Parte", "en": "Part"}
    sections = [
        {"id": id, "name": name, "criteria": [asked(f"of_{id}").model_dump(mode="json")]}
        for id in ("first", "courtesy", "last")
    ]
    return Rubric.model_validate({"id": "three", "version": 1, "name": name, "sections": sections})


def test_a_refusal_about_the_criterion_names_the_place_inside_it() -> None:
    phrase = {"kind": "phrase", "any": {"it": ["ciao"]}, "where": {"after": "nobody"}}
    with pytest.raises(BadRubric) as refused:
        with_criterion(EXAMPLE, asked("late", rule=phrase), SectionChoice("sale")).parsed(VOCABULARY)
    assert refused.value.where == "rule.where.after"
    weightless = with_criterion(EXAMPLE, asked("alone", weight=0), SectionChoice("procedure"))
    with pytest.raises(BadRubric) as refused:
        weightless.parsed(VOCABULARY)
    assert refused.value.where == "sections[2]"  # of the rubric, not of the criterion
