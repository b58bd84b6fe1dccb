"""Numbers and codes in every way that people say and write them: hidden whole, and readable where they are nobody's."""

from pathlib import Path

import pytest

from tests.unit.recognizers.helpers import converse
from tests.unit.recognizers.test_fail_closed import left_over

HERE = Path(__file__).parent


def exchanges(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("exchange", exchanges("hidden_numbers.txt"))
def test_a_number_that_points_at_somebody_is_hidden_whole(exchange: str) -> None:
    assert left_over(exchange.split(" | ")) == []


@pytest.mark.parametrize("exchange", exchanges("readable_numbers.txt"))
def test_a_number_that_points_at_nobody_stays_readable(exchange: str) -> None:
    assert converse(*exchange.split(" | ")) == []
