"""Timing of a conversation, with the sums shown."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from qa_service.domain.interaction import Party
from qa_service.domain.transcript import PauseKind, RecordingPause, Transcript, Turn
from qa_service.understand.dynamics import measure

AGENT, CUSTOMER = Party.AGENT, Party.CUSTOMER
NINE = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


def spoken(*turns: tuple[Party, float, float], duration: float | None = None) -> Transcript:
    return Transcript(tuple(Turn(party, "x", start, end) for party, start, end in turns), "it", duration=duration)


def written(*turns: tuple[Party, int]) -> Transcript:
    return Transcript(tuple(Turn(party, "x", at=NINE + timedelta(minutes=minute)) for party, minute in turns), "it")


def test_talk_share_is_by_speaking_time() -> None:
    found = measure(spoken((AGENT, 0, 3), (CUSTOMER, 3, 4), duration=10))
    assert found.talk_share == {"agent": 0.75, "customer": 0.25}  # 3 s and 1 s of 4 s


def test_silence_counts_the_beginning_the_gaps_and_the_end() -> None:
    found = measure(spoken((AGENT, 1, 3), (CUSTOMER, 7, 8), duration=10))
    assert found.silence_share == 0.7  # (1 + 4 + 2) / 10
    assert found.longest_silence == 4.0


def test_speech_inside_other_speech_makes_no_silence() -> None:
    found = measure(spoken((AGENT, 0, 10), (CUSTOMER, 2, 3), duration=10))
    assert (found.silence_share, found.longest_silence) == (0.0, 0.0)


def test_overlap_counts_from_three_tenths_of_a_second_and_between_parties_only() -> None:
    assert measure(spoken((AGENT, 0, 5), (CUSTOMER, 4.8, 6))).overlaps == 0
    assert measure(spoken((AGENT, 0, 5), (CUSTOMER, 4.6, 6))).overlaps == 1
    assert measure(spoken((AGENT, 0, 5), (AGENT, 4, 6))).overlaps == 0


def test_response_time_of_a_call_is_from_the_customers_end_to_the_agents_start() -> None:
    found = measure(spoken((CUSTOMER, 0, 2), (AGENT, 5, 6), (CUSTOMER, 6, 8), (AGENT, 7.5, 9)))
    assert found.response_time == {"first": 3.0, "mean": 1.5, "longest": 3.0}  # 3 and 0 (the agent cut in)


def test_response_time_of_a_chat_counts_from_the_first_unanswered_message() -> None:
    found = measure(written((CUSTOMER, 0), (CUSTOMER, 2), (AGENT, 5), (CUSTOMER, 6), (AGENT, 7)))
    assert found.response_time == {"first": 300.0, "mean": 180.0, "longest": 300.0}  # 5 min and 1 min
    assert found.silence_share is None


def test_without_times_nothing_is_claimed() -> None:
    found = measure(Transcript((Turn(CUSTOMER, "x"), Turn(AGENT, "x")), "it"))
    assert found.response_time == {}
    assert found.talk_share == {}
    assert found.longest_silence is None


def test_no_turns_are_no_dynamics() -> None:
    assert measure(Transcript((), None)).overlaps is None


def test_what_was_not_recorded_is_no_silence_and_nobodys_waiting() -> None:
    """The customer speaks to 4 s, the recording is paused from 6 to 36 s, the agent goes on from 40 to 60 s."""
    call = spoken((AGENT, 0, 2), (CUSTOMER, 2, 4), (AGENT, 40, 60), duration=60)
    assert measure(call).longest_silence == 36.0
    found = measure(replace(call, pauses=(RecordingPause(6.0, 36.0, PauseKind.SILENCE),)))
    assert found.longest_silence == 4.0  # from 36 to 40 s
    assert found.silence_share == 0.2  # (2 + 4) of the 60 - 30 s that were recorded
    assert found.response_time["longest"] == 6.0  # 36 - 30 s
