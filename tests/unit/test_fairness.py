"""What the evaluation counts as accused, as found, and as hanging on the wrong thing."""

import json

import pytest

from eval import accused, by_eye, robust
from eval.accused import Verdict
from models.interaction_encoder.samples import real_style
from qa_service.domain.understanding import Behaviour, Judgement, Sentiment, Understanding

NOBODY = Sentiment((), None, None)
LABELS = ("thanks", "rudeness", "blame", "impatience", "inappropriate_informality")


def understood(chances: dict[str, float], intent: str | None = None) -> Understanding:
    """Labels with the probability with which the machine found them."""
    courtesy = {label: Behaviour(label in chances, chances.get(label, 0.0)) for label in LABELS}
    return Understanding(Judgement(intent, 0.9, {}), Judgement(None, 0.3, {}), NOBODY, courtesy)


def test_a_finding_stands_from_the_line_of_the_domain_and_waits_under_it() -> None:
    verdict = Verdict.of(understood({"rudeness": 0.71, "blame": 0.69, "thanks": 0.9}))
    assert verdict.standing == {"rudeness"}
    assert verdict.waiting == {"blame"}
    assert verdict.without("rudeness").standing == frozenset()


def test_shares_count_conversations_and_a_doubt_beside_an_accusation_is_none_of_its_own() -> None:
    both, doubted, none = (
        Verdict.of(understood(found)) for found in ({"rudeness": 0.8, "blame": 0.5}, {"blame": 0.5}, {})
    )
    # four conversations: one accused, one only doubted
    assert accused._shares([both, doubted, none, none]) == {"accused": 0.25, "doubted": 0.25}
    assert accused._found([both, doubted, none, none]) == {"found": 0.25, "found or doubted": 0.5}


def test_a_label_that_comes_or_goes_is_a_change_and_praise_is_no_accusation() -> None:
    rude, plain, thanked = frozenset({"rudeness"}), frozenset[str](), frozenset({"thanks"})
    pairs = [("it", rude, plain), ("it", plain, thanked), ("en", plain, plain), ("en", rude, rude)]
    changed = robust._changed(pairs)
    # one accusation of four went; labels changed in two of four; English in none
    assert changed == {"accusations": 0.25, "accusations it": 0.5, "accusations en": 0.0, "labels": 0.5}


@pytest.mark.parametrize(("said", "grade"), [("billing", "right"), ("other", "debatable"), (None, "wrong")])
def test_an_answer_is_right_debatable_or_wrong(said: str | None, grade: str) -> None:
    judgement = {"intent": ["billing"], "intent_debatable": ["other"]}
    assert by_eye._grade("intent", judgement, understood({}, said)) == grade


def test_an_accusation_that_a_fair_reader_could_defend_is_not_unjust() -> None:
    judgement = {"negative": [], "negative_debatable": ["blame"]}
    assert not by_eye._unjust(judgement, understood({"blame": 0.9}))
    assert by_eye._unjust(judgement, understood({"rudeness": 0.9}))


def test_the_judgements_by_eye_hold_labels_and_no_words_of_a_dialogue() -> None:
    judged = [json.loads(line) for line in by_eye.JUDGED.read_text(encoding="utf-8").splitlines()]
    assert len(judged) == 30
    assert all(row["intent"] and row["resolution"] for row in judged)
    assert not any("text" in row or "turns" in row for row in judged)


@pytest.mark.parametrize("part", ["train", "dev", "test"])
def test_the_real_style_has_clean_and_guilty_conversations_of_writers_in_one_part_only(part: str) -> None:
    samples = real_style(part)
    clean = [sample for sample in samples if not accused.negatives(sample)]
    assert {sample.lang for sample in clean} == {"it", "en"}
    assert any(accused.negatives(sample) for sample in samples)
    others = {sample.group for other in ("train", "dev", "test") if other != part for sample in real_style(other)}
    assert not {sample.group for sample in samples} & others
