"""A rubric as text: written so that it is read back as it was, and each path found on its line."""

from qa_service import resources
from qa_service.domain.rubric import Rubric
from qa_service.score.text import line_of, read, write

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


def test_words_that_look_like_truth_stay_words() -> None:
    assert read(write({"verdicts": ["no", "yes"], "wanted": False})) == {"verdicts": ["no", "yes"], "wanted": False}


def test_a_path_is_found_on_its_line() -> None:
    assert line_of(TEXT, "version") == 2
    assert line_of(TEXT, "sections[0].criteria[0].rule.of[1].label") == 7
    assert line_of(TEXT, "sections[0].criteria[1].rule.label") == 11
    assert line_of(TEXT, "sections[0].criteria[1].question") == 8  # it is missing: the criterion that lacks it
    assert line_of(TEXT, "line 4, column 2") == 4
    assert line_of(TEXT, "name") is None
    assert line_of("a: [", "a") is None
