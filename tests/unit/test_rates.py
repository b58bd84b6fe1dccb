"""The bucket of a caller: a minute's worth at once, then as steadily as it fills."""

import pytest

from qa_service.rates import Rates


def test_a_minutes_worth_goes_at_once_and_the_rest_waits_for_its_share() -> None:
    rates = Rates()
    assert [rates.take("key:a", 60, at=100.0) for _ in range(60)] == [0.0] * 60
    assert rates.take("key:a", 60, at=100.0) == pytest.approx(1.0)  # 60 a minute: the next token in a second
    assert rates.take("key:a", 60, at=100.25) == pytest.approx(0.75)  # asking is not counted where it is refused
    assert rates.take("key:a", 60, at=101.0) == 0.0
    assert rates.take("key:a", 60, at=101.0) > 0


def test_callers_do_not_take_from_each_other() -> None:
    rates = Rates()
    assert rates.take("key:a", 1, at=0.0) == 0.0
    assert rates.take("key:a", 1, at=0.0) == pytest.approx(60.0)
    assert rates.take("key:b", 1, at=0.0) == 0.0


def test_a_bucket_holds_no_more_than_a_minutes_worth() -> None:
    rates = Rates()
    rates.take("key:a", 2, at=0.0)
    assert [rates.take("key:a", 2, at=3600.0) > 0 for _ in range(3)] == [False, False, True]


def test_strangers_do_not_fill_the_memory() -> None:
    rates = Rates()
    for number in range(10_050):
        rates.take(f"key:{number}", 1, at=0.0)
    assert len(rates._buckets) == 10_000
    assert rates.take("key:10049", 1, at=0.0) > 0
