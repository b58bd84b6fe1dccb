"""Agreement: published worked examples, peers, bounds, permutations."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa

from qa_service.domain.agreement import Agreement, Coefficient
from qa_service.errors import BadInput
from qa_service.statistics.agreement import measure_all
from tests.oracles.agreement import Scale, Weights, cohen_kappa, gwet_ac1, krippendorff_alpha, percent

X = np.nan
# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", example C: 4 observers, 12 units
KRIPPENDORFF = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, X, X, X],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, X, 3],
        [X, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, X],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, X],
    ]
)
# the same paper, example A: 2 observers, 10 units, yes/no
BINARY = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]], dtype=float)


def table(counts: list[list[int]]) -> np.ndarray:
    """Two raters' ratings from a contingency table."""
    pairs = [(a, b) for a, row in enumerate(counts) for b, count in enumerate(row) for _ in range(count)]
    return np.array(pairs, dtype=float).T


def interval(
    table: np.ndarray, name: Coefficient, seed: int = 0, *, ordered: bool = False, repeats: int = 1000
) -> Agreement:
    """One coefficient of codes from 0 with its interval."""
    codes = np.asarray(table, dtype=float)
    chance = np.random.default_rng(seed)
    return measure_all(codes, int(np.nanmax(codes)) + 1, chance, ordered=ordered, repeats=repeats, only=name)[name]


ratings = st.lists(st.lists(st.sampled_from([0.0, 1.0, 2.0, X]), min_size=3, max_size=3), min_size=3, max_size=20).map(
    lambda rows: np.array(rows).T
)


@pytest.mark.parametrize(
    ("scale", "published"), [(Scale.NOMINAL, 0.743), (Scale.ORDINAL, 0.815), (Scale.INTERVAL, 0.849)]
)
def test_alpha_gives_krippendorffs_own_figures(scale: Scale, published: float) -> None:
    assert krippendorff_alpha(KRIPPENDORFF, scale) == pytest.approx(published, abs=5e-4)


def test_alpha_of_the_binary_example() -> None:
    # coincidences: 4 disagreements give 2 x 4 = 8 of 20 pairs; zeros 14, ones 6: 1 - 19 x 8 / (2 x 14 x 6) = 0.095
    assert krippendorff_alpha(BINARY) == pytest.approx(1 - 19 * 8 / 168)


def test_gwets_ac1_of_krippendorffs_matrix_is_the_published_one() -> None:
    # irrCAC documents 0.77544 for these ratings, and 0.81818 for percent agreement
    assert gwet_ac1(KRIPPENDORFF) == pytest.approx(0.77544, abs=1e-5)
    assert percent(KRIPPENDORFF) == pytest.approx(9 / 11)


def test_ac1_stays_high_where_kappa_collapses() -> None:
    # 118 of 125 agree that nothing happened, 5 + 2 disagree: pa = 118/125
    rare = table([[118, 5], [2, 0]])
    seen = (123 + 120) / 250
    chance = 2 * seen * (1 - seen)
    assert gwet_ac1(rare) == pytest.approx((118 / 125 - chance) / (1 - chance))
    assert gwet_ac1(rare) > 0.9
    assert cohen_kappa(rare) < 0


def test_kappa_of_cohens_own_table() -> None:
    # Cohen 1960, table 1 in percent: diagonal .44 + .20 + .06 = .70, by chance .30 + .09 + .02 = .41
    cohen = table([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    assert cohen_kappa(cohen) == pytest.approx((0.70 - 0.41) / (1 - 0.41))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40))
@pytest.mark.parametrize("weights", [None, "linear", "quadratic"])
def test_kappa_agrees_with_scikit_learn(weights: str | None, pairs: list[tuple[int, int]]) -> None:
    both = np.array(pairs, dtype=float).T
    assume(np.unique(both).size > 1)
    peer = cohen_kappa_score(both[0], both[1], weights=weights, labels=[0, 1, 2, 3])
    assert cohen_kappa(both, Weights(weights or "none")) == pytest.approx(peer, abs=1e-12)


@pytest.mark.parametrize("weights", [None, "linear", "quadratic"])
def test_kappa_agrees_with_statsmodels(weights: str | None) -> None:
    counts = [[44, 5, 1], [7, 20, 3], [9, 5, 6]]
    peer = cohens_kappa(np.array(counts), wt=weights, return_results=False)
    assert cohen_kappa(table(counts), Weights(weights or "none")) == pytest.approx(peer, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 2), min_size=3, max_size=3), min_size=2, max_size=30))
def test_alpha_of_complete_answers_follows_from_statsmodels_fleiss(rows: list[list[int]]) -> None:
    assume(len({answer for row in rows for answer in row}) > 1)
    counts, _ = aggregate_raters(np.array(rows))
    fleiss = fleiss_kappa(counts, method="fleiss")
    # the same disagreement, but drawn without putting back: 1 - alpha = (1 - kappa) (N - 1) / N over N answers
    total = counts.sum()
    assert 1 - krippendorff_alpha(np.array(rows, dtype=float).T) == pytest.approx((1 - fleiss) * (total - 1) / total)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 2), min_size=3, max_size=3), min_size=2, max_size=30))
def test_percent_is_the_agreement_that_statsmodels_starts_from(rows: list[list[int]]) -> None:
    assume(len({answer for row in rows for answer in row}) > 1)
    counts, _ = aggregate_raters(np.array(rows))
    size = counts.shape[1]
    # Randolph's kappa takes 1/K for chance, so it gives back the agreement itself
    free = fleiss_kappa(counts, method="randolph")
    assert percent(np.array(rows, dtype=float).T) == pytest.approx(free * (1 - 1 / size) + 1 / size)


def test_kappa_leaves_out_what_one_rater_skipped() -> None:
    full = np.array([[0, 1, 1, 0], [0, 1, 0, 0]], dtype=float)
    holes = np.array([[0, 1, 1, 0, X, 1], [0, 1, 0, 0, 1, X]])
    assert cohen_kappa(holes) == cohen_kappa(full)


def test_kappa_refuses_three_raters() -> None:
    with pytest.raises(BadInput) as refused:
        cohen_kappa(np.zeros((3, 4)))
    assert str(refused.value) == "Cohen's kappa compares 2 raters, not 3; use Krippendorff's alpha"


@settings(max_examples=80, deadline=None)
@given(ratings)
def test_no_coefficient_passes_one_and_percent_stays_in_its_range(data: np.ndarray) -> None:
    for value in (percent(data), krippendorff_alpha(data), krippendorff_alpha(data, Scale.ORDINAL), gwet_ac1(data)):
        assert np.isnan(value) or value <= 1 + 1e-12
    assert np.isnan(percent(data)) or percent(data) >= 0


@settings(max_examples=60, deadline=None)
@given(ratings, st.permutations(range(3)))
def test_order_of_raters_and_units_and_names_of_categories_do_not_matter(data: np.ndarray, order: list[int]) -> None:
    renamed = np.where(np.isnan(data), X, np.array([7.0, 3.0, 5.0])[np.nan_to_num(data).astype(int)])
    for statistic in (percent, krippendorff_alpha, gwet_ac1):
        for other in (data[order], data[:, ::-1], renamed):
            assert statistic(other) == pytest.approx(statistic(data), nan_ok=True)


def test_perfect_agreement_is_one() -> None:
    same = np.array([[0, 1, 2, 1]] * 3, dtype=float)
    assert percent(same) == krippendorff_alpha(same) == gwet_ac1(same) == cohen_kappa(same[:2]) == 1


@pytest.mark.parametrize("statistic", [percent, krippendorff_alpha, gwet_ac1, cohen_kappa])
def test_nothing_to_compare_is_not_a_number(statistic) -> None:  # type: ignore[no-untyped-def]
    assert np.isnan(statistic(np.array([[0, X, 1], [X, 1, X]])))


def test_without_variation_kappa_and_alpha_are_undefined_and_ac1_is_one() -> None:
    flat = np.ones((2, 5))
    assert np.isnan(krippendorff_alpha(flat))
    assert np.isnan(cohen_kappa(flat))
    assert gwet_ac1(flat) == 1


def test_the_bootstrap_interval_holds_the_value_and_repeats_with_its_seed() -> None:
    first = interval(KRIPPENDORFF - 1, Coefficient.ALPHA, 1, repeats=300)
    again = interval(KRIPPENDORFF - 1, Coefficient.ALPHA, 1, repeats=300)
    assert first == again
    assert first.low is not None
    assert first.value is not None
    assert first.high is not None
    assert first.low < first.value < first.high
    assert (first.units, first.level) == (11, 0.95)


def test_the_bootstrap_interval_covers_the_true_agreement() -> None:
    rng, held = np.random.default_rng(7), 0
    for _ in range(200):
        truth = rng.random(60) < 0.6
        both = np.array([np.where(rng.random(60) < 0.9, truth, ~truth) for _ in range(2)], dtype=float)
        found = measure_all(both, 2, rng, repeats=300, only=Coefficient.PERCENT)[Coefficient.PERCENT]
        # both right or both wrong: 0.81 + 0.01
        held += found.low is not None and found.high is not None and found.low <= 0.82 <= found.high
    assert 0.89 <= held / 200 <= 0.99


def test_agreement_without_a_single_gap_still_leaves_room_for_some() -> None:
    found = interval(np.array([[0, 1] * 20] * 2), Coefficient.PERCENT)
    # nobody disagreed in 40: (1 - r)^40 = 0.025, r = 0.0881
    assert found.low == pytest.approx(0.025 ** (1 / 40))


@pytest.mark.parametrize("name", Coefficient)
@pytest.mark.parametrize("units", [2, 3, 4])
def test_few_units_that_agree_leave_an_interval_within_the_scale(name: Coefficient, units: int) -> None:
    found = interval(np.array([[0.0] + [1.0] * (units - 1)] * 2), name)
    assert found.value == 1
    assert found.low is not None
    assert (0 if name is Coefficient.PERCENT else -1) <= found.low < 1


def test_what_may_hide_is_found_in_any_number_of_categories() -> None:
    # one category: a second one may hide, and one answer of it costs percent 1/n; 1 - 30 r / 30, (1 - r)^30 = 0.025
    rate = 1 - 0.025 ** (1 / 30)
    flat = interval(np.zeros((2, 30)), Coefficient.PERCENT)
    assert (flat.low, flat.level, flat.units) == (pytest.approx(1 - rate), 0.95, 30)
    # kappa of 15 and 15: one changed answer gives 29/30 seen and 0.5 expected, so it costs 2/30
    both = interval(np.array([[0, 1] * 15] * 2), Coefficient.KAPPA)
    assert both.low == pytest.approx(1 - 30 * rate * 2 / 30)
    # of two categories far apart, and of three, the dearest change counts: 0 for 2 costs four times what 0 for 1 does
    far, three = np.array([[0, 2] * 15] * 2), np.array([[0, 1, 2] * 10] * 2)
    for table, one in ((far, (0, 2)), (three, (0, 2))):
        changed = table.copy()
        changed[0, 0] = one[1]
        cost = 1 - cohen_kappa(changed.astype(float), Weights.QUADRATIC)
        found = interval(table, Coefficient.KAPPA, ordered=True)
        assert found.low == pytest.approx(1 - 30 * rate * cost)
    # where nothing varies kappa is not defined, whatever is tried
    assert interval(np.zeros((2, 30)), Coefficient.KAPPA).low is None


def test_kappa_of_two_units_may_be_anything() -> None:
    # one more disagreement costs kappa 1 (to 0 of one shared answer), and up to 2 x 0.842 may hide
    both = np.array([[0, 1], [0, 1]])
    assert interval(both, Coefficient.KAPPA).low == pytest.approx(1 - 2 * (1 - 0.025**0.5))
    three = np.array([[0, 1, 1], [0, 1, 1]])
    assert interval(three, Coefficient.KAPPA).low == -1


def test_a_single_unit_has_no_interval() -> None:
    assert interval(np.array([[1.0], [1.0]]), Coefficient.PERCENT) == Agreement(1.0, None, None, 0.95, 1)


def test_a_rare_category_that_most_resamples_lose_gives_no_interval() -> None:
    rare = np.zeros((2, 12))
    rare[0, 0] = 1
    found = interval(rare, Coefficient.KAPPA, repeats=200)
    assert found == Agreement(0.0, None, None, 0.95, 12)
