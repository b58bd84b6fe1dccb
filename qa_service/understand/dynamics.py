"""The timing of a conversation: who talks, who waits. No tone of voice, no emotion: seconds only."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from qa_service.domain.interaction import Party
from qa_service.domain.transcript import RecordingPause, Transcript, Turn, seconds_paused
from qa_service.domain.understanding import Dynamics

OVERLAP = 0.3
"""Seconds of talk at the same time from which it counts: shorter ones are the edges of recognised words."""


def measure(transcript: Transcript) -> Dynamics:
    """Dynamics of a transcript. Fields stay empty where turns carry no times (an e-mail without dates)."""
    timed = [turn for turn in transcript.turns if turn.start is not None and turn.end is not None]
    if timed and len(timed) == len(transcript.turns):
        return _of_speech(timed, transcript.duration, transcript.pauses)
    return Dynamics(response_time=_summary(_written_answers(transcript.turns)))


def _of_speech(turns: Sequence[Turn], duration: float | None, pauses: Sequence[RecordingPause]) -> Dynamics:
    """While the recording was paused nobody knows who spoke: these seconds are no silence, and no one's waiting."""
    spans = [(_start(turn), _end(turn)) for turn in turns]
    total = duration or max(end for _, end in spans)
    gaps = _gaps(sorted([*spans, *((pause.start, pause.end) for pause in pauses)]), total)
    recorded = total - seconds_paused(pauses, 0.0, total)
    return Dynamics(
        talk_share=_talk_share(turns),
        silence_share=round(min(1.0, sum(gaps) / recorded), 3) if recorded > 0 else None,
        longest_silence=round(max(gaps, default=0.0), 2),
        overlaps=_overlaps(turns),
        response_time=_summary(_spoken_answers(turns, pauses)),
    )


def _start(turn: Turn) -> float:
    assert turn.start is not None
    return turn.start


def _end(turn: Turn) -> float:
    assert turn.end is not None
    return turn.end


def _gaps(spans: Sequence[tuple[float, float]], total: float) -> list[float]:
    """Seconds without any speech: before the first span, between spans, after the last."""
    gaps, heard = [], 0.0
    for start, end in [*spans, (total, total)]:
        if start > heard:
            gaps.append(start - heard)
        heard = max(heard, end)
    return gaps


def _talk_share(turns: Sequence[Turn]) -> dict[str, float]:
    seconds = {party: sum(_end(t) - _start(t) for t in turns if t.party is party) for party in Party}
    talked = sum(seconds.values())
    return {party.value: round(spent / talked, 3) for party, spent in seconds.items() if spent and talked}


def _overlaps(turns: Sequence[Turn]) -> int:
    """Times a party starts while another one still speaks for at least OVERLAP seconds."""
    ordered = sorted(turns, key=_start)
    return sum(
        before.party is not after.party and min(_end(before), _end(after)) - _start(after) >= OVERLAP
        for before, after in pairwise(ordered)
    )


def _spoken_answers(turns: Sequence[Turn], pauses: Sequence[RecordingPause]) -> list[float]:
    """Seconds from the end of a customer's turn to the start of the agent's next; 0 when the agent cut in."""
    ordered = sorted(turns, key=_start)
    return [
        max(0.0, _start(after) - _end(before) - seconds_paused(pauses, _end(before), _start(after)))
        for before, after in pairwise(ordered)
        if before.party is Party.CUSTOMER and after.party is Party.AGENT
    ]


def _written_answers(turns: Sequence[Turn]) -> list[float]:
    """Seconds from the first unanswered message of the customer to the agent's next message."""
    answers, waiting = [], None
    for turn in turns:
        if turn.party is Party.CUSTOMER and waiting is None:
            waiting = turn.at
        elif turn.party is Party.AGENT and waiting is not None:
            if turn.at is not None:
                answers.append(max(0.0, (turn.at - waiting).total_seconds()))
            waiting = None
    return answers


def _summary(seconds: Iterable[float]) -> dict[str, float]:
    values = list(seconds)
    if not values:
        return {}
    return {
        "first": round(values[0], 2),
        "mean": round(sum(values) / len(values), 2),
        "longest": round(max(values), 2),
    }
