"""Waiting for a database that is away."""

import pytest
from sqlalchemy.exc import OperationalError

from qa_service.errors import place_of
from qa_service.tries import outlasting

AWAY = OperationalError("SELECT", {}, Exception("gone"))


def test_an_outage_is_waited_out_longer_each_time() -> None:
    waits: list[float] = []
    answers = iter([AWAY] * 7)

    def body() -> str:
        error = next(answers, None)
        if error:
            raise error
        return "done"

    assert outlasting(body, "text", 1.0, sleep=waits.append) == "done"
    assert waits == [1, 2, 4, 8, 16, 30, 30]  # doubled, 30 at most


def test_an_outage_without_end_is_told_in_the_end() -> None:
    waits: list[float] = []

    def body() -> None:
        raise AWAY

    with pytest.raises(OperationalError):
        outlasting(body, "text", 1.0, sleep=waits.append)
    assert 3000 < sum(waits) < 3600  # most of an hour


def test_other_errors_are_not_waited_out() -> None:
    def body() -> None:
        raise KeyError("rossi")

    with pytest.raises(KeyError) as caught:
        outlasting(body, "text", 1.0, sleep=lambda _: pytest.fail("waited"))
    place = place_of(caught.value)
    assert place.startswith("KeyError at tries.py:")
    assert "rossi" not in place
