"""Refusals are given templates and values: a text that is put together where it is raised has no translation."""

import ast
import pickle
from datetime import datetime
from enum import StrEnum
from typing import Literal

import pytest
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator

from qa_service.errors import BadDocument, BadInput, Sentence, say
from qa_service.foreign import PYDANTIC, in_words, of_pydantic
from tests import sentences

TREES = sentences.trees()
REFUSALS = sentences.refusals(TREES)


@pytest.mark.parametrize("name", [name for name in TREES if name not in sentences.MADE_BY_HAND])
def test_no_refusal_is_put_together_where_it_is_raised(name: str) -> None:
    assert sentences.built(TREES[name], REFUSALS) == []


@pytest.mark.parametrize(
    "planted",
    [
        'raise NotFound(f"no sample {id}")',
        'raise NotFound("no sample " + id)',
        'raise NotFound("no sample {}".format(id))',
        "raise NotFound(str(error))",
        'raise errors.NotFound(f"no sample {id}")',
        'raise BadInput("is no label", hint=f"use {known}")',
        'raise BadInput("is no label" if one else f"no {known}")',
        'hint = "; ".join(known)\nraise BadInput("is no label", hint=hint)',
        'hint = "use one"\nraise BadInput("is no label", hint=hint)',
        'WHY = f"no {known}"\nraise BadInput(WHY)',
        'raise BadDocument(first["msg"])',
        'say(f"no sample {id}")',
        "say(text)",
        "Sentence(text)",
    ],
)
def test_a_planted_text_is_found(planted: str) -> None:
    assert len(sentences.built(ast.parse(planted), REFUSALS)) == 1


def test_templates_are_found_where_they_stand() -> None:
    code = """
WHY = say("no")
raise BadInput(WHY if first else "yes {n}", n=1, hint="do" if second else say("ask {name}", name=name))
"""
    found = [template for template, _ in sentences.templates(ast.parse(code), REFUSALS)]
    assert sorted(found) == ["ask {name}", "do", "no", "yes {n}"]


def test_classes_of_errors_anywhere_are_refusals() -> None:
    assert {"QaError", "BadRubric", "TooLarge", "Malformed", "NoMemory"} <= REFUSALS


def test_an_error_survives_the_way_between_processes() -> None:
    error = BadDocument("holds {count} turns", count=3, where=say("line {line}", line=2), hint="split it")
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is BadDocument
    assert str(copy) == "line 2: holds 3 turns; split it"
    assert (copy.where, copy.place, copy.what, copy.hint) == (error.where, error.place, error.what, error.hint)
    assert copy.sentence == error.sentence


def test_braces_in_values_and_in_texts_without_values_are_not_slots() -> None:
    assert str(say("holds {name!r} in braces", name="{x}")) == "holds '{x}' in braces"
    assert str(say("write {client} in it")) == "write {client} in it"


class _Colour(StrEnum):
    RED, BLUE = "red", "blue"


class _Everything(BaseModel):
    model_config = ConfigDict(extra="forbid")

    whole: int = 1
    number: float = Field(default=1, ge=0.0, le=1.5)
    above: float = Field(default=1, gt=0, lt=2)
    channel: Literal["call", "chat", "email"] = "call"
    moment: AwareDatetime | None = None
    plain: datetime | None = None
    short: str = Field(default="ab", min_length=2, max_length=3, pattern="^a")
    colour: _Colour = _Colour.RED
    numbers: list[int] = Field(default=[1], min_length=1)
    pair: tuple[int, ...] = Field(default=(1,), min_length=1)
    names: dict[str, int] = {}
    flag: bool = True

    @field_validator("flag")
    @classmethod
    def _is_set(cls, flag: bool) -> bool:
        if not flag:
            raise ValueError(say("needs {wanted!r}", wanted="yes"))
        return flag


@pytest.mark.parametrize(
    "given",
    [
        {"more": 1},
        {"whole": "x"},
        {"whole": []},
        {"number": -1},
        {"number": 2},
        {"number": "x"},
        {"number": []},
        {"above": 0},
        {"above": 2.0},
        {"channel": "fax"},
        {"moment": "2026-01-01T10:00:00"},
        {"moment": "2026-13-01T10:00:00"},
        {"moment": "20x"},
        {"plain": "2x"},
        {"short": "a"},
        {"short": "abcd"},
        {"short": "bcd"},
        {"short": 1},
        {"colour": "green"},
        {"numbers": []},
        {"numbers": 1},
        {"pair": ()},
        {"pair": 1},
        {"names": 1},
        {"flag": "maybe"},
        {"flag": []},
        {"flag": False},
    ],
    ids=str,
)
def test_what_pydantic_says_is_a_template_of_the_table_and_the_same_words(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as raised:
        _Everything.model_validate(given)
    detail = raised.value.errors()[0]
    sentence = of_pydantic(detail)
    assert str(sentence) == detail["msg"][0].lower() + detail["msg"][1:]
    assert sentence.template in {form.template for form in PYDANTIC[detail["type"]]}


def test_what_pydantic_says_in_new_words_stands_as_it_came() -> None:
    assert of_pydantic({"type": "missing", "msg": "Field is missing"}) == Sentence("field is missing")
    assert of_pydantic({"type": "new", "msg": "Brand new {x}"}) == Sentence("brand new {x}")


def test_reasons_of_libraries_are_known_with_their_values() -> None:
    assert in_words("expected ',', but found '}'") == say(
        "expected {expected}, but found {found}", expected="','", found="'}'"
    )
    assert in_words("expected ,, in [x]") == "expected ,, in [x]"


def test_hints_and_places_make_the_sentence() -> None:
    assert str(BadInput("is no label", where="labels", hint="use one")) == "labels: is no label; use one"
    assert str(BadInput("is no label", hint=None)) == "is no label"
