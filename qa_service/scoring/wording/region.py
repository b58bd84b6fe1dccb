"""Which turns a clause about words looks at, and between which places of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qa_service.domain.interaction import Party
from qa_service.domain.scorecard import Answer, Verdict
from qa_service.domain.spoken_clauses import Where
from qa_service.domain.transcript import Turn
from qa_service.scoring.wording.tokens import SpokenWords


class Place(NamedTuple):
    """A character of a turn; earlier places are smaller."""

    turn: int
    character: int


@dataclass(frozen=True, slots=True)
class Region:
    """Turns that are looked at, and the places after and before which a passage must lie."""

    turns: tuple[int, ...]
    after: Place | None = None
    before: Place | None = None

    def holds(self, turn: int, start: int, end: int) -> bool:
        """Whether a passage lies in it, whole."""
        is_after = self.after is None or self.after <= (turn, start)
        return is_after and (self.before is None or self.before >= (turn, end))


class _Unknown(Exception):
    """It cannot be told where to look."""


def regions(
    where: Where | None, by: tuple[Party, ...], words: SpokenWords, answers: Mapping[str, Answer]
) -> tuple[Region, Region] | None:
    """Where the asked speakers speak for certain, and where they may: turns of an unknown voice could be theirs.

    None where it cannot be told: it is not sure who the agent is, nobody of these speaks, turns have no times, or the
    other criterion has no passage.
    """
    if words.transcript.roles_unsure and not {Party.AGENT, Party.CUSTOMER} <= set(by):
        return None
    certain, possible = words.by(by), words.by((*by, Party.OTHER))
    if not certain:
        return None
    try:
        after, before = _bounds(where, answers)
        inner = _within(where, certain, words.turns, words.transcript.duration)
        outer = _within(where, possible, words.turns, words.transcript.duration)
    except _Unknown:
        return None
    both = sorted({*inner, *outer})
    return Region(_between(inner, after, before), after, before), Region(_between(both, after, before), after, before)


def _between(turns: Sequence[int], after: Place | None, before: Place | None) -> tuple[int, ...]:
    first = 0 if after is None else after.turn
    return tuple(turn for turn in turns if turn >= first and (before is None or turn <= before.turn))


def _bounds(where: Where | None, answers: Mapping[str, Answer]) -> tuple[Place | None, Place | None]:
    if where is None:
        return None, None
    after = _passage(answers[where.after]) if where.after is not None else None
    before = _passage(answers[where.before]) if where.before is not None else None
    return after and after[1], before and before[0]


def _passage(answer: Answer) -> tuple[Place, Place]:
    """Start and end of the first passage that shows an answer."""
    if answer.verdict is Verdict.UNCLEAR or not answer.evidence:
        raise _Unknown
    first = min(answer.evidence, key=lambda passage: (passage.turn, passage.start))
    return Place(first.turn, first.start), Place(first.turn, first.end)


def _within(
    where: Where | None, turns: tuple[int, ...], all_turns: Sequence[Turn], duration: float | None
) -> list[int]:
    """Those of `turns` that lie in the asked turns and seconds."""
    chosen = list(turns)
    if where is None:
        return chosen
    if where.first_turns is not None:
        chosen = chosen[: where.first_turns]
    if where.last_turns is not None:
        chosen = chosen[-where.last_turns :]
    if where.first_seconds is None and where.last_seconds is None:
        return chosen
    times = _times(all_turns)
    if where.first_seconds is not None:
        chosen = [turn for turn in chosen if times[turn][0] < where.first_seconds]
    if where.last_seconds is not None:
        end = duration or max(end for _, end in times)
        chosen = [turn for turn in chosen if times[turn][1] > end - where.last_seconds]
    return chosen


def _times(turns: Sequence[Turn]) -> list[tuple[float, float]]:
    """Seconds at which each turn begins and ends, from the first message where it is the clock that is known."""
    recorded = [(turn.start, turn.end) for turn in turns if turn.start is not None and turn.end is not None]
    if len(recorded) == len(turns):
        return recorded
    written = [turn.at for turn in turns if turn.at is not None]
    if len(written) < len(turns):
        raise _Unknown
    seconds = [(at - written[0]).total_seconds() for at in written]
    return [(second, second) for second in seconds]
