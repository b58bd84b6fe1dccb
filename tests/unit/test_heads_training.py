"""The training of the heads on small made-up data whose answer is known."""

import numpy as np
import pytest
from scipy import sparse

from models.heads import learn, linear, thresholds
from models.heads.learn import Recipe, Rows
from models.heads.rows import one_hot, targets
from models.interaction_encoder.samples import LabelledTurn, Sample
from qa_service.domain.interaction import Party
from qa_service.understand import ngrams

RNG = np.random.default_rng(3)
LABELS = {
    "intent": ("billing", "sales"),
    "resolution": ("resolved", "pending"),
    "sentiment": ("negative", "neutral", "positive"),
    "courtesy": ("thanks", "blame"),
}


def test_a_linear_model_finds_what_parts_two_labels():
    inputs = RNG.normal(size=(400, 3)).astype(np.float32)
    wanted = np.stack([inputs[:, 0] > 0, inputs[:, 0] <= 0], axis=1).astype(np.float32)
    found = linear.fit(inputs, wanted, "softmax", 1e-3)(inputs)
    assert (found.argmax(axis=1) == wanted.argmax(axis=1)).mean() > 0.98


def test_several_labels_are_found_independently_of_the_scale_of_the_inputs():
    inputs = (RNG.normal(size=(400, 2)) * [1000, 0.001]).astype(np.float32)
    wanted = (inputs > 0).astype(np.float32)
    found = linear.fit(inputs, wanted, "sigmoid", 1e-3)(inputs)
    assert ((found > 0) == (wanted > 0.5)).mean() > 0.98


@pytest.mark.slow
def test_sparse_inputs_are_fitted_label_by_label():
    dense = (RNG.random((300, 6)) > 0.5).astype(np.float32)
    found = linear.fit(sparse.csr_matrix(dense), dense[:, :2], "sigmoid", 1e-4)(sparse.csr_matrix(dense))
    assert ((found > 0) == (dense[:, :2] > 0.5)).all()


def test_rarer_labels_weigh_more_and_equal_ones_the_same():
    wanted = np.array([[1, 0]] * 3 + [[0, 1]], np.float32)
    # shares 3/4 and 1/4 of two labels: factors (3/4 * 2)^-1 and (1/4 * 2)^-1
    weights = linear.balance(wanted, 1.0, np.ones(4, np.float32))
    assert weights.tolist() == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2])
    assert linear.balance(wanted, 0.0, np.ones(4, np.float32)).tolist() == [1, 1, 1, 1]


def test_the_mixture_leaves_an_expert_of_noise_aside():
    wanted = one_hot_rows(RNG.integers(0, 2, 500))
    knows, guesses = 4 * (wanted - 0.5) + RNG.normal(size=(500, 2)), RNG.normal(size=(500, 2)) * 4
    weight, _ = learn.mix([knows.astype(np.float32), guesses.astype(np.float32)], wanted, "softmax")
    assert weight[0] > 10 * weight[1]
    assert (weight >= 0).all()


def test_the_mixture_puts_overconfident_logits_right():
    truth = RNG.integers(0, 2, 4000)
    # said is right in 80 % of the cases with log-odds of 10; honest log-odds are ln(0.8 / 0.2) = 1.386
    said = np.where(RNG.random(4000) < 0.8, truth, 1 - truth)
    logits = (10.0 * (2 * said - 1)[:, None]).astype(np.float32)
    weight, bias = learn.mix([logits], truth[:, None].astype(np.float32), "sigmoid")
    assert float(10 * weight[0]) == pytest.approx(np.log(4), abs=0.15)
    assert float(bias[0]) == pytest.approx(0, abs=0.15)


def one_hot_rows(numbers):
    return np.eye(2, dtype=np.float32)[numbers]


def test_held_rows_teach_the_experts_nothing():
    # Labels are pure chance and every interaction has a word of its own: only leakage could beat one half.
    count = 300
    wanted = one_hot_rows(RNG.integers(0, 2, count))
    grams = [[ngrams.grams(f"parola{chr(97 + i % 26)}{chr(97 + i // 26)} ancora")] * 2 for i in range(count)]
    dense, tuned = RNG.normal(size=(count, 2)).astype(np.float32), RNG.normal(size=(count, 2)).astype(np.float32)
    held = np.arange(count) % 2 == 0
    rows = Rows(dense, grams, wanted, np.ones(count, np.float32), tuned, held)
    experts = learn.train(rows, Recipe("softmax", 0.1, 1e-4))
    said = experts(rows)
    assert (said[0] == tuned).all()
    right = said[2].argmax(axis=1) == wanted.argmax(axis=1)
    assert right[held].mean() < 0.65


def test_the_threshold_is_where_f1_is_to_be_expected_highest():
    # chances 0.9, 0.8, 0.1: taking one 2*0.9/(1+1.8) = 0.643, two 3.4/3.8 = 0.895, three 3.6/4.8 = 0.75
    assert thresholds.best_cut(np.array([0.1, 0.9, 0.8], np.float32)) == pytest.approx(0.8)


def test_the_two_strongest_turns_count_the_same_for_every_label():
    best = RNG.normal(size=(400, 3, 2)).astype(np.float32)
    present = best[:, :, 0] + np.array([0.0, -1.0, 1.0]) > 0
    fitted = thresholds.pool_weights(best, present)
    assert fitted.weight[0, 0] > 5 * abs(fitted.weight[1, 0])
    assert fitted.weight[3, 0] < fitted.weight[2, 0] < fitted.weight[4, 0]


def turn(party, text="parole", **known):
    return LabelledTurn(Party(party), text, **known)


def test_a_turn_that_nobody_judged_teaches_nothing():
    sample = Sample("x", "it", "x", (turn("customer"), turn("agent")))
    assert all(target(sample, t) is None for n, target in targets(LABELS).items() if n != "role" for t in sample.turns)


def test_evidence_turns_teach_the_label_of_the_interaction_and_the_others_nothing_shown():
    shows, plain = turn("agent", shows_resolution=True), turn("agent", shows_resolution=False)
    sample = Sample("x", "it", "x", (shows, plain), resolution="pending")
    outcome = targets(LABELS)["resolution_turn"]
    assert np.asarray(outcome(sample, shows)).tolist() == [0, 1, 0]
    assert np.asarray(outcome(sample, plain)).tolist() == [0, 0, 1]


def test_courtesy_targets_name_every_label_shown():
    shown = turn("agent", courtesy=frozenset({"blame"}))
    assert np.asarray(targets(LABELS)["courtesy"](Sample("x", "it", "x", (shown,)), shown)).tolist() == [0, 1]


def test_one_hot_of_an_unknown_label_is_all_zero():
    assert one_hot("nothing", ("a", "b")).tolist() == [0, 0]
