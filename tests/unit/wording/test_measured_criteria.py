"""The criteria that are measured, and how: gold, answers and figures, with the sums."""

from dataclasses import replace

import pytest
import yaml

from eval.criteria import CRITERIA, CriterionCase, cases, exact, figures, reads_back
from models.interaction_encoder.samples import LabelledTurn, Sample
from qa_service.domain.interaction import Party
from qa_service.domain.rubric import Rubric
from qa_service.scoring.load import parse_text
from tests.unit.test_score import VOCABULARY, rubric

PATTERNS = yaml.safe_load((CRITERIA / "patterns.yaml").read_text(encoding="utf-8"))


def sample(*lines: str, lang: str = "it", shown: str = "") -> Sample:
    parties = {"a": Party.AGENT, "c": Party.CUSTOMER}
    turns = tuple(
        LabelledTurn(parties[line[0]], line[3:], courtesy=frozenset({shown} if shown else ())) for line in lines
    )
    return Sample("s", lang, "g", turns, info={"channel": "call"})


def guides() -> Rubric:
    return parse_text((CRITERIA / "guides.yaml").read_text(encoding="utf-8"), VOCABULARY)


def test_the_criteria_load_and_each_pattern_has_its_criterion() -> None:
    assert set(PATTERNS) <= {criterion.id for criterion in guides().criteria}


@pytest.mark.parametrize(
    ("lines", "is_read_back"),
    [
        (("c: tre quattro sette otto", "a: tre quattro sette otto, giusto?"), True),
        (("c: 3 4 7", "a: 3 4 7"), True),
        (("c: IT001E99", "a: confermo it001e99"), True),
        (("c: tre quattro", "a: tre quattro"), False),  # two tokens are no number
        (("a: tre quattro sette", "c: tre quattro sette"), False),  # the customer repeats
        (("c: tre quattro sette", "a: sette quattro tre"), False),
    ],
)
def test_a_number_is_read_back_where_an_agent_repeats_it(lines: tuple[str, ...], is_read_back: bool) -> None:
    assert reads_back(sample(*lines)) is is_read_back


def test_an_answer_is_compared_with_the_label_and_with_the_pattern() -> None:
    asked = sample("c: ok", "a: Altro che posso fare per lei?", shown="offer_of_help")
    unread = replace(asked, lang="en")
    only = {"offer_of_help": {"it": "altro che posso", "en": "anything else"}}
    (yes, no) = cases([asked, unread], [asked, unread], guides(), only)["offer_of_help"]
    assert (yes.gold, yes.answer, yes.pattern) == (True, True, True)
    assert (no.gold, no.answer, no.pattern) == (True, False, False)


def test_figures_leave_out_what_could_not_be_told_and_say_how_much() -> None:
    rows = [(True, True), (True, False), (False, False), (False, False), (True, None)]
    found = figures([CriterionCase(sample("a: x"), gold, answer, gold) for gold, answer in rows])
    # of the four told: observed 3/4; chance (2 * 1 + 2 * 3) / 16 = 1/2; kappa (3/4 - 1/2) / (1/2) = 0.5
    assert found["kappa"][0] == 0.5
    assert (found["n"], found["yes"], found["withheld"]) == (5, 3, 0.2)
    assert (found["precision"], found["recall"]) == (1.0, 0.5)
    assert found["pattern kappa"][0] == 1.0


def test_exact_reaches_every_clause_that_looks_for_words() -> None:
    inner = {"kind": "phrase", "any": {"it": ["a"]}}
    plain = rubric({"id": "x", "rule": {"kind": "any", "of": [inner, {"kind": "not", "of": inner}]}})
    assert [clause.exact for _, clause in exact(plain).criteria[0].clauses("") if clause.kind == "phrase"] == [True] * 2
