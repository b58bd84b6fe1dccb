"""A rubric as text: written so that it is read back as it was, and each path found on its line."""

import pytest

from qa_service import resources
from qa_service.domain.rubric import Rubric
from qa_service.errors import BadRubric
from qa_service.scoring.text import line_of, read, write

TEXT = """id: x
version: 1
sections:
  - id: courtesy
    criteria:
      - id: one
        rule: {kind: any, of: [{kind: person}, {kind: behaviour, label: no}]}
      - id: two
        rule:
          kind: behaviour
          label: nobody
"""


def test_what_is_written_is_read_back() -> None:
    values = read((resources.path("rubrics") / "default.yaml").read_text(encoding="utf-8"))
    rubric = Rubric.model_validate(values)
    text = write(rubric.model_dump(mode="json", exclude_defaults=True))
    assert Rubric.model_validate(read(text)) == rubric
    assert "weight: 10\n" in text  # and not 10.0


def test_a_rubric_is_written_as_a_person_would_write_it() -> None:
    long = ["parola"] * 14
    text = write(
        {"name": {"it": "Città", "en": "Town"}, "id": "a", "sections": [{"weights": [1.0, 2.5], "long": long}]}
    )
    # in its own order, its own letters, whole numbers plain, the innermost in one line of at most 110 characters
    assert text == (
        "name: {it: Città, en: Town}\n"
        "id: a\n"
        "sections:\n"
        "- weights: [1, 2.5]\n"
        f"  long: [{', '.join(long[:13])},\n"
        "    parola]\n"
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "a: &x [1]\nb:\n  - *x\n",
            "line 3, column 5: cannot be read as YAML: aliases (*) are not read here; write it out",
        ),
        ("a: \x01", "cannot be read as YAML: it holds characters that YAML does not know"),
        ("a: " + "9" * 5000, "holds a number that cannot be read"),
        ("- " * 3000, "is nested too deeply; split it into criteria"),
        ('\n{"id": }', "line 2, column 8: cannot be read as JSON: expecting value"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadRubric) as refused:
        read(text)
    assert str(refused.value) == sentence


def test_words_that_look_like_truth_stay_words() -> None:
    assert read(write({"verdicts": ["no", "yes"], "wanted": False})) == {"verdicts": ["no", "yes"], "wanted": False}


def test_a_path_is_found_on_its_line() -> None:
    assert line_of(TEXT, "version") == 2
    assert line_of(TEXT, "sections[0].criteria[0].rule.of[1].label") == 7
    assert line_of(TEXT, "sections[0].criteria[1].rule.label") == 11
    assert line_of(TEXT, "sections[0].criteria[1].question") == 8  # it is missing: the criterion that lacks it
    assert line_of(TEXT, "line 4, column 2") == 4
    assert line_of(TEXT, "sections[1].criteria") == 3  # there is no second section
    assert line_of(TEXT, "sections.criteria") == 3
    assert line_of(TEXT, "[0]") is None
    assert line_of(TEXT, "name") is None
    assert line_of("a: &x [1]\nb: *x", "a") is None
    assert line_of("a: [", "a") is None
