"""Adapting a shipped head to a client's answers: what is gained, and that nothing is lost."""

import json
from dataclasses import replace

import numpy as np
import pytest

from qa_service.domain import withheld
from qa_service.domain.adaptation import Adaptation, Known, version_of
from qa_service.domain.turn_features import TurnFeatures
from qa_service.errors import BadInput
from qa_service.learning import side_by_side
from qa_service.learning.adapting import learn_adaptation
from qa_service.learning.cases import AdaptationCase
from qa_service.learning.crosstest import balance
from qa_service.store.codec import dump
from tests.unit.learning_cases import PARTIES, by_shipped, by_signal, cases


def _answer(adaptation: Adaptation, case: AdaptationCase) -> str | None:
    assert case.setting.features is not None
    return adaptation.answer(case.setting.features, PARTIES).label


def test_what_people_go_by_is_learned_and_holds_on_others() -> None:
    learned = learn_adaptation("resolution", cases(80, by_signal))
    report = learned.report
    assert learned.artefact is not None
    assert report.changes
    assert report.n == 80
    assert report.adapted.auc is not None
    assert report.shipped.auc is not None
    assert report.adapted.auc > 0.97
    assert report.shipped.auc < 0.7  # drawn at random
    adaptation = Adaptation.from_bytes(learned.artefact)
    new = cases(60, by_signal, seed=1)
    assert np.mean([_answer(adaptation, case) == case.answer for case in new]) > 0.95
    assert sum(move.right_after for move in report.moves) > sum(move.right_before for move in report.moves)


def test_the_shipped_head_stays_where_people_say_the_same() -> None:
    learned = learn_adaptation("resolution", cases(80, by_shipped))
    assert learned.artefact is None
    assert not learned.report.changes
    assert learned.report.adapted == learned.report.shipped


def test_the_shipped_head_stays_where_answers_are_noise() -> None:
    rng = np.random.default_rng(3)
    kept = 0
    for seed in range(8):
        noise = cases(40, lambda signal, chance: str(rng.choice(["resolved", "unresolved"])), seed=seed)
        kept += learn_adaptation("resolution", noise).artefact is None
    # A clear gain is one at 5 %, over the shipped head and over its chances weighed anew.
    assert kept >= 7


def test_the_same_answers_give_the_same_bytes() -> None:
    first, second = (learn_adaptation("resolution", cases(60, by_signal)).artefact for _ in range(2))
    assert first is not None
    assert first == second
    assert first != learn_adaptation("resolution", cases(60, by_signal, seed=5)).artefact


def test_an_artefact_comes_back_from_its_bytes_and_holds_no_words() -> None:
    artefact = learn_adaptation("resolution", cases(60, by_signal)).artefact
    assert artefact is not None
    assert len(artefact) < 64 * 1024
    assert Adaptation.from_bytes(artefact).to_bytes() == artefact
    assert b"frase" not in artefact
    assert version_of("resolution", artefact).startswith("resolution@sha256:")


@pytest.mark.parametrize(
    "body", [b"", b"\x00\x00\x00\x00", b"\x02\x00\x00\x00{}", b"\xff\xff\xff\xff{}", b"\x02\x00\x00\x00[]"]
)
def test_other_bytes_are_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="is no"):
        Adaptation.from_bytes(body)


def test_the_largest_artefact_is_small() -> None:
    # Intents: 14 labels, 5 pools of 384 numbers of 2 bytes, and what is known: 9 x 384 x 2
    known = Known(np.zeros(384, np.float32), np.zeros((384, 8), np.float32), 1.0)
    labels = tuple(f"label-{number}" for number in range(14))
    weights = np.zeros((5 * 384, 14), np.float16).tobytes()
    whole = Adaptation("intent", "heads@sha256:0123456789ab", labels, 1.0, (0.0,) * 14, weights, ("x",), known, 1000)
    assert len(whole.to_bytes()) < 64 * 1024


def test_too_few_answers_are_refused_in_one_sentence() -> None:
    with pytest.raises(BadInput, match="has 10 answers of people to learn from; 20 are needed"):
        learn_adaptation("resolution", cases(10, by_signal))
    with pytest.raises(BadInput, match="fewer than two different answers"):
        learn_adaptation("resolution", cases(40, lambda signal, chance: "resolved"))


def test_answers_without_comparable_features_are_left_out_and_counted() -> None:
    answers = cases(60, by_signal)
    older = cases(10, by_signal, seed=2, encoder="heads@0")
    bare = [replace(case, setting=replace(case.setting, features=None)) for case in cases(5, by_signal, seed=3)]
    few_words = cases(7, by_signal, seed=4, reasons=("Too little was said to judge the whole.",))
    # The encoder of the latest week counts.
    left_out = [replace(case, interaction=f"unused-{case.interaction}") for case in (*older, *bare, *few_words)]
    learned = learn_adaptation("resolution", [*left_out, *answers])
    assert learned.report.n == 60
    assert learned.report.unused == 22
    assert set(learned.learned_from) == {case.interaction for case in answers}


def test_answers_that_no_shipped_head_gives_are_left_out() -> None:
    """A label of an older vocabulary, and answers beside a model from elsewhere."""
    old = [replace(case, answer="reopened") for case in cases(5, by_signal, seed=2)]
    elsewhere = [_answered_elsewhere(case) for case in cases(6, by_signal, seed=3)]
    report = learn_adaptation("resolution", [*old, *elsewhere, *cases(60, by_signal)]).report
    assert (report.n, report.unused) == (60, 11)


def _answered_elsewhere(case: AdaptationCase) -> AdaptationCase:
    features = case.setting.features
    assert features is not None
    assert features.shipped is not None
    other = replace(features, shipped=replace(features.shipped, by_others=("resolution",)))
    return replace(case, setting=replace(case.setting, features=other))


def test_it_speaks_where_the_shipped_reader_found_it_strange_after_enough_answers() -> None:
    learned = learn_adaptation("resolution", cases(80, by_signal, reasons=(None, withheld.STRANGE)))
    (strange,) = learned.report.withheld
    assert (strange.n, strange.allowed) == (40, True)
    assert learned.artefact is not None
    adaptation = Adaptation.from_bytes(learned.artefact)
    new = cases(40, by_signal, seed=1, reasons=(withheld.STRANGE,))
    assert np.mean([_answer(adaptation, case) == case.answer for case in new]) > 0.85  # 5 % are too far off
    far = [_far(case) for case in new]
    assert {_answer(adaptation, case) for case in far} == {None}


def _far(case: AdaptationCase) -> AdaptationCase:
    """The same conversation, unlike all that was answered."""
    features = case.setting.features
    assert features is not None
    moved = TurnFeatures.of(
        features.encoder, features.turn_vectors + 5, features.names, features.turn_chances, features.cues
    )
    return replace(case, setting=replace(case.setting, features=replace(moved, shipped=features.shipped)))


def test_nine_strange_answers_are_too_few() -> None:
    answers = [*cases(80, by_signal), *cases(9, by_signal, seed=6, reasons=(withheld.STRANGE,))]
    learned = learn_adaptation("resolution", answers)
    (strange,) = learned.report.withheld
    assert not strange.allowed
    assert learned.artefact is not None
    adaptation = Adaptation.from_bytes(learned.artefact)
    new = cases(10, by_signal, seed=1, reasons=(withheld.STRANGE,))
    assert {_answer(adaptation, case) for case in new} == {None}


def test_facts_of_the_conversation_bind_it() -> None:
    artefact = learn_adaptation("resolution", cases(80, by_signal)).artefact
    assert artefact is not None
    adaptation = Adaptation.from_bytes(artefact)
    (case,) = cases(1, by_signal, reasons=("No turn of the customer was found.",))
    assert case.setting.features is not None
    answer = adaptation.answer(case.setting.features, PARTIES)
    assert (answer.label, answer.reason) == (None, "No turn of the customer was found.")


def test_evidence_is_the_turn_that_shows_it() -> None:
    artefact = learn_adaptation("resolution", cases(80, by_signal)).artefact
    assert artefact is not None
    adaptation = Adaptation.from_bytes(artefact)
    strongest = []
    for case in cases(20, by_signal, seed=9):
        assert case.setting.features is not None
        strongest.append(int(adaptation.by_turn(case.answer, case.setting.features, PARTIES).argmax()))
    assert np.mean([turn == len(PARTIES) - 1 for turn in strongest]) > 0.9  # the signal lies in the last turn


def test_the_report_is_plain_json() -> None:
    document = json.loads(dump(learn_adaptation("resolution", cases(60, by_signal)).report))
    assert document["answers"].keys() == {"resolved", "unresolved"}


def test_sums_of_the_figures() -> None:
    chances = np.array([[0.9, 0.1], [0.6, 0.4], [0.7, 0.3], [0.2, 0.8]])
    true = np.array([0, 1, 0, 1])
    # label 0 against the rest: 0.9 and 0.7 against 0.6 and 0.2: all above
    assert side_by_side.auc(chances, true) == 1.0
    # of label 0 both are found, of label 1 one of two
    assert side_by_side.balanced(chances, true) == 0.75
    # one case a bin: 0.6 (wrong) 0.6 off, then 0.3, 0.2 and 0.1 off
    assert side_by_side.calibration_error(chances, true) == pytest.approx((0.6 + 0.3 + 0.2 + 0.1) / 4)


def test_always_the_most_frequent_label_gains_no_balance() -> None:
    answers = np.zeros((20, 2))
    answers[:16, 0] = answers[16:, 1] = 1
    assert balance(np.log(np.tile([0.8, 0.2], (20, 1))), answers) == 0.5
