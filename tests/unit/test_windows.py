"""Packing turns into windows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.understand.windows import TurnSpan, WindowFrame, pack

FRAME = WindowFrame(begin=(1, 5), end=(2,), limit=13, context=2)  # room for 13 - 2 - 1 = 10 tokens of turns


def test_short_turns_share_a_window() -> None:
    (window,) = pack([[10, 11], [12, 13, 14]], FRAME)
    assert window.ids == (1, 5, 10, 11, 12, 13, 14, 2)
    assert window.spans == (TurnSpan(0, 2, 4), TurnSpan(1, 4, 7))


def test_the_next_window_begins_with_the_end_of_the_turn_before_which_does_not_count_there() -> None:
    first, second = pack([[10] * 8, [20, 21, 22]], FRAME)
    assert first.spans == (TurnSpan(0, 2, 10),)
    assert second.ids == (1, 5, 10, 10, 20, 21, 22, 2)
    assert second.spans == (TurnSpan(1, 4, 7),)


def test_a_long_turn_fills_several_windows_that_all_count() -> None:
    windows = pack([list(range(100, 125))], FRAME)
    assert [len(w.ids) for w in windows] == [13, 13, 8]  # 10 + 10 + 5 tokens, 3 around each
    assert [i for w in windows for s in w.spans for i in w.ids[s.start : s.end]] == list(range(100, 125))


def test_no_turns_give_no_windows() -> None:
    assert pack([], FRAME) == ()


turns = st.lists(st.lists(st.integers(10, 99), min_size=1, max_size=40), max_size=12)


@pytest.mark.slow
@given(turns, st.integers(8, 40), st.integers(0, 4))
def test_every_token_of_every_turn_counts_once_and_no_window_is_too_long(
    given_turns: list[list[int]], limit: int, context: int
) -> None:
    windows = pack(given_turns, WindowFrame((1, 5), (2,), limit, context))
    counted: dict[int, list[int]] = {}
    for window in windows:
        assert len(window.ids) <= limit
        for span in window.spans:
            counted.setdefault(span.turn, []).extend(window.ids[span.start : span.end])
    assert counted == dict(enumerate(given_turns))
