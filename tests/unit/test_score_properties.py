"""What holds for every rubric and every set of answers: range, monotony, scale, caps."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.domain.rubric import Rubric
from qa_service.domain.scorecard import PersonsAnswer, Verdict
from qa_service.scoring.total import score
from tests.unit.test_score import CALL, rubric, understanding

SEEN = understanding()
WEIGHTS = st.floats(0, 1000, allow_nan=False).filter(lambda weight: weight == 0 or weight > 1e-6)
EFFECTS = st.one_of(
    st.none(),
    st.fixed_dictionaries({"harms": st.just("customer"), "cap": st.floats(0, 100)}),
    st.fixed_dictionaries({"harms": st.just("compliance"), "fails": st.just(True)}),
)
DRAWN = st.lists(st.tuples(WEIGHTS, EFFECTS, st.sampled_from(Verdict)), min_size=1, max_size=8).filter(
    lambda drawn: sum(weight for weight, _, _ in drawn) > 0
)
Drawn = list[tuple[float, dict[str, Any] | None, Verdict]]


def asking(drawn: Drawn, *, scale: float = 1.0, critical: bool = True) -> Rubric:
    """A rubric that asks a person for everything."""
    return rubric(
        *(
            {
                "id": f"c{n}",
                "rule": {"kind": "person"},
                "weight": weight * scale,
                "critical": effect if critical else None,
            }
            for n, (weight, effect, _) in enumerate(drawn)
        )
    )


def figure(asks: Rubric, drawn: Drawn, **changed: Verdict) -> float | None:
    people = {f"c{n}": PersonsAnswer(verdict, "anna") for n, (_, _, verdict) in enumerate(drawn)}
    people |= {id: PersonsAnswer(verdict, "anna") for id, verdict in changed.items()}
    return score(asks, SEEN, CALL, people).courtesy


@pytest.mark.slow
@given(DRAWN)
def test_a_figure_lies_between_0_and_100_or_is_absent(drawn: Drawn) -> None:
    found = figure(asking(drawn), drawn)
    assert found is None or 0 <= found <= 100
    decided = any(verdict in {Verdict.YES, Verdict.NO} and weight > 0 for weight, _, verdict in drawn)
    fails = any(effect and "fails" in effect and verdict is Verdict.NO for _, effect, verdict in drawn)
    assert (found is not None) is (decided or fails)


@pytest.mark.slow
@given(DRAWN, st.data())
def test_meeting_one_more_criterion_never_lowers_the_figure(drawn: Drawn, data: st.DataObject) -> None:
    id = f"c{data.draw(st.integers(0, len(drawn) - 1))}"
    asks = asking(drawn)
    missed, met = figure(asks, drawn, **{id: Verdict.NO}), figure(asks, drawn, **{id: Verdict.YES})
    assert missed is None or met is None or met >= missed
    assert met is not None or missed in {None, 0.0}  # only a section that it failed has a figure without weight


@pytest.mark.slow
@given(DRAWN, st.sampled_from([2.0**-10, 0.5, 2.0, 2.0**9]))
def test_weights_have_no_scale(drawn: Drawn, scale: float) -> None:
    """Powers of two, so that the arithmetic is the same to the last bit."""
    assert figure(asking(drawn), drawn) == figure(asking(drawn, scale=scale), drawn)


@pytest.mark.slow
@given(DRAWN)
def test_critical_criteria_never_raise_the_figure(drawn: Drawn) -> None:
    plain, strict = figure(asking(drawn, critical=False), drawn), figure(asking(drawn), drawn)
    assert strict == 0.0 if plain is None and strict is not None else strict is None or plain is None or strict <= plain


@pytest.mark.slow
@given(DRAWN)
def test_every_failed_critical_criterion_is_named_once_under_its_harm(drawn: Drawn) -> None:
    asks = asking(drawn)
    people = {f"c{n}": PersonsAnswer(verdict, "anna") for n, (_, _, verdict) in enumerate(drawn)}
    card = score(asks, SEEN, CALL, people)
    expected = [f"c{n}" for n, (_, effect, verdict) in enumerate(drawn) if effect and verdict is Verdict.NO]
    assert list(card.critical) == expected
    assert sorted(id for ids in card.critical_by_harm.values() for id in ids) == sorted(expected)
