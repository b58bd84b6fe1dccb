"""Counters: what one interaction adds, and that adding, taking away and summing agree."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.domain.groups import Days, PeriodLength
from qa_service.domain.interaction import Channel
from qa_service.domain.rollups import added, contribution, family, for_kind, gap_days, headline, labels, summed
from qa_service.domain.understanding import Dynamics
from tests.figures import contact, judged

counters = st.dictionaries(st.sampled_from("abcdef"), st.integers(-50, 50).filter(bool), max_size=6)


def test_an_interaction_adds_its_labels_answers_scores_and_times() -> None:
    heard = Dynamics(silence_share=0.1234, longest_silence=31.0, response_time={"first": 29.5, "mean": 12.0})
    found = contribution(
        judged(
            contact("1", channel=Channel.CHAT),
            resolution=None,
            courtesy=82.5,
            answers={"greeting": "yes", "farewell": "not_applicable"},
            harms={"customer": ("no_blame",)},
            shown={"apology": True, "blame": None},
            dynamics=heard,
        )
    )
    expected = {
        "n": 1,
        "label:resolution:unclear": 1,
        "reason:billing:unclear": 1,
        "criterion:greeting:yes": 1,
        "criterion:farewell:not_applicable": 1,
        "section:courtesy:tenths": 825,
        "section:courtesy:square": 825 * 825,
        "harm:customer:yes": 1,
        "critical:no_blame": 1,
        "courtesy:apology:yes": 1,
        "courtesy:blame:unclear": 1,
        "silence:share_thousandths": 123,
        "silence:reaches:30": 1,
        "chat_response:within:30": 1,
        "version:rubric:default@1": 1,
        "sure:label:intent:9": 1,
    }
    assert expected.items() <= found.items()
    assert "silence:reaches:120" not in found
    assert "chat_response:within:20" not in found
    spoken = contribution(judged(contact("1", channel=Channel.CALL), dynamics=heard))
    assert family(spoken, "chat_response") == family(spoken, "email_response") == {}
    assert spoken["spoken_response:n"] == 1


def test_reasons_by_outcome_are_the_clients_alone() -> None:
    found = contribution(judged(contact("1")))
    assert for_kind(found, "client") == found
    assert not any(name.startswith("reason:") for name in for_kind(found, "agent"))


def test_families_and_labels_are_read_back() -> None:
    found = contribution(judged(contact("1"), answers={"greeting": "no"}))
    assert family(found, "label:intent") == {"billing": 1}
    assert labels(found)["criterion:greeting"] == "no"
    assert labels(found)["version:rubric"] == "default@1"


def test_the_headline_counts_cases_alone() -> None:
    stands = ("resolved", "resolved", "pending", "escalated", "not_applicable", None)
    total = summed(contribution(judged(contact("1"), resolution=one, courtesy=50.0)) for one in stands)
    line = headline(total)
    assert (line["n"], line["resolved"], line["not_resolved"], line["unclear"]) == (6, 2, 2, 1)
    assert (line["courtesy_n"], line["courtesy_tenths"], line["courtesy_square"]) == (6, 3000, 6 * 250_000)


@pytest.mark.slow
@given(counters, counters)
def test_taking_away_what_was_added_leaves_what_was_there(first: dict[str, int], second: dict[str, int]) -> None:
    assert added(added(first, second), second, -1) == first
    assert 0 not in added(first, second).values()


@pytest.mark.slow
@given(st.lists(counters, max_size=5))
def test_summing_is_adding_one_by_one(many: list[dict[str, int]]) -> None:
    total: dict[str, int] = {}
    for one in many:
        total = added(total, one)
    assert {name: n for name, n in summed(many).items() if n} == total


@pytest.mark.parametrize(("days", "gap"), [(0, 1), (0.5, 1), (1, 1), (1.01, 2), (7, 7), (7.001, 8)])
def test_a_gap_of_k_days_means_within_k_days(days: float, gap: int) -> None:
    start = datetime(2026, 11, 3, 12, tzinfo=UTC)
    assert gap_days(start, start + timedelta(days=days)) == gap


def test_a_period_holds_its_days_and_not_the_one_after() -> None:
    assert Days(date(2026, 11, 1), date(2026, 11, 2)).holds(date(2026, 11, 1))
    assert not Days(date(2026, 11, 1), date(2026, 11, 2)).holds(date(2026, 11, 2))


def test_a_week_is_named_by_its_monday() -> None:
    assert PeriodLength.WEEK.start(date(2026, 11, 3)) == date(2026, 11, 2)
    assert PeriodLength.WEEK.start(date(2026, 11, 2)) == date(2026, 11, 2)
    assert PeriodLength.DAY.start(date(2026, 11, 3)) == date(2026, 11, 3)
