"""The outline of a call as an SVG: the agent above the middle, the customer below. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa_service.domain.transcript import Transcript

WIDTH, HEIGHT = 800, 72
_HALF = HEIGHT / 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """Paths by party in a box of `WIDTH` by `HEIGHT`; `rests` are silences as (x, width), `pauses` the same of what was
    not recorded.
    """

    seconds: float
    paths: Mapping[str, str]
    rests: Sequence[tuple[float, float]]
    pauses: Sequence[tuple[float, float]] = ()


def drawn(seconds: float, channels: Sequence[Sequence[int]], transcript: Transcript, silent: float) -> Drawing:
    """`silent`: from how many seconds on a pause between turns is marked."""
    loud: dict[str, list[int]] = {}
    for number, levels in enumerate(channels):
        parties = _by_time(transcript, seconds, len(levels)) if len(channels) == 1 else None
        party = _party_of(transcript, number)
        for place, level in enumerate(levels):
            name = parties[place] if parties else party
            loud.setdefault(name, [0] * len(levels))[place] = level
    paths = {name: _path(name, levels) for name, levels in loud.items()}
    pauses = [_placed(pause.start, pause.end, seconds) for pause in transcript.pauses if seconds]
    return Drawing(seconds, paths, _rests(transcript, seconds, silent), pauses)


def _party_of(transcript: Transcript, channel: int) -> str:
    """Whose voice most of a channel's words are."""
    votes = Counter(turn.party.value for turn in transcript.turns for word in turn.words if word.speaker == channel)
    return votes.most_common(1)[0][0] if votes else "other"


def _by_time(transcript: Transcript, seconds: float, steps: int) -> list[str]:
    """Who speaks at each step of a recording with one channel."""
    parties = ["other"] * steps
    for turn in transcript.turns:
        if turn.start is not None and turn.end is not None and seconds:
            first, last = (min(steps, max(0, round(at / seconds * steps))) for at in (turn.start, turn.end))
            parties[first:last] = [turn.party.value] * (last - first)
    return parties


def _path(party: str, levels: Sequence[int]) -> str:
    step = WIDTH / len(levels)
    up = {"agent": 1.0, "customer": 0.0}.get(party, 0.5)
    bars = []
    for place, level in enumerate(levels):
        if level:
            reach = level / 100 * (_HALF - 2)
            top, height = _HALF - reach * up, reach * (1 if up in (0.0, 1.0) else 2 * up)
            bars.append(f"M{step * (place + 0.5):.0f} {top:.0f}v{max(height, 1):.0f}")
    return "".join(bars)


def _rests(transcript: Transcript, seconds: float, silent: float) -> list[tuple[float, float]]:
    pauses, clock = [], 0.0
    for turn in transcript.turns:
        if turn.start is None or turn.end is None or not seconds:
            continue
        if turn.start - clock >= silent:
            pauses.append(_placed(clock, turn.start, seconds))
        clock = max(clock, turn.end)
    return pauses


def _placed(start: float, end: float, seconds: float) -> tuple[float, float]:
    return round(start / seconds * WIDTH, 1), round((end - start) / seconds * WIDTH, 1)
