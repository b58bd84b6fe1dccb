"""Every expected number is a sum that can be done by hand."""

import random

import pytest

from models import measures


def test_accuracy_is_the_share_of_equal_pairs():
    assert measures.accuracy(["a", "b", "a", "b"], ["a", "b", "b", "b"]) == 3 / 4


def test_macro_f1_is_the_mean_over_the_labels_of_the_gold():
    # a: 1 hit, 2 gold, 1 said -> 2*1/3; b: 2 hits, 2 gold, 3 said -> 2*2/5; mean (2/3 + 4/5) / 2
    assert measures.macro_f1(["a", "b", "a", "b"], ["a", "b", "b", "b"]) == pytest.approx((2 / 3 + 4 / 5) / 2)


def test_an_answer_outside_the_gold_labels_costs_but_adds_no_label():
    # a: 1 hit, 2 gold, 1 said -> 2*1/3
    assert measures.macro_f1(["a", "a"], ["a", "cannot tell"]) == pytest.approx(2 / 3)


def test_kappa_takes_chance_agreement_away():
    # Agreement 3/4; gold 2a 2b, said 1a 3b: chance (2*1 + 2*3) / 16 = 1/2; (3/4 - 1/2) / (1/2) = 1/2
    assert measures.kappa(["a", "b", "a", "b"], ["a", "b", "b", "b"]) == pytest.approx(0.5)


def test_kappa_is_zero_for_one_who_always_says_the_same():
    assert measures.kappa(["a", "b"], ["a", "a"]) == 0.0


def test_kappa_of_one_label_only_is_full_agreement():
    assert measures.kappa(["a", "a"], ["a", "a"]) == 1.0


def test_evidence_f1_counts_members_of_all_sets_together():
    # hits: {1} and {} -> 1; gold 2 + 1, said 1 + 1: 2*1 / 5
    assert measures.sets_f1([{1, 2}, {3}], [{1}, {4}]) == pytest.approx(2 / 5)


def test_labels_that_nobody_uses_have_no_f1():
    found = measures.each_label_f1([{"thanks"}, set()], [{"thanks"}, {"thanks"}], ["thanks", "blame"])
    # thanks: 1 hit, 1 gold, 2 said -> 2*1 / 3
    assert found == {"thanks": pytest.approx(2 / 3)}


def test_calibration_error_weighs_each_bin_by_its_size():
    # Bin 0.9: three cases, two right: |2.7 - 2| = 0.7; bin 0.1: one case, none right: |0.1 - 0| = 0.1; (0.7 + 0.1) / 4
    assert measures.calibration_error([0.9, 0.9, 0.9, 0.1], [True, True, False, False]) == pytest.approx(0.2)


def test_auc_counts_ties_half():
    # pairs: 0.8 over 0.2 wins, 0.8 over 0.5 wins, 0.5 over 0.2 wins, 0.5 with 0.5 half: 3.5 of 4
    assert measures.auc([0.8, 0.5, 0.5, 0.2], [True, True, False, False]) == pytest.approx(3.5 / 4)


def test_auc_needs_both_kinds():
    with pytest.raises(ValueError, match="both kinds"):
        measures.auc([0.1, 0.2], [True, True])


def test_nothing_to_compare_is_refused():
    with pytest.raises(ValueError, match="cannot compare 0 with 0"):
        measures.accuracy([], [])


def test_the_bootstrap_interval_of_a_constant_is_a_point():
    assert measures.interval([2.0] * 9, lambda xs: sum(xs) / len(xs), random.Random(0)) == (2.0, 2.0)


def test_the_bootstrap_interval_holds_the_mean_and_narrows_with_more_cases():
    def mean(values):
        return sum(values) / len(values)

    few = measures.interval([0.0, 1.0] * 10, mean, random.Random(0))
    many = measures.interval([0.0, 1.0] * 1000, mean, random.Random(0), draws=100)
    assert few[0] < 0.5 < few[1]
    assert many[1] - many[0] < (few[1] - few[0]) / 3
