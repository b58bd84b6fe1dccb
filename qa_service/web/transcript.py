"""A masked transcript for the eye: turns cut into pieces, where something is masked and where something is shown."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from qa_service.domain.processed import Processed
from qa_service.domain.transcript import Transcript
from qa_service.domain.understanding import Evidence

_MASK = re.compile(r"\[([A-Z][A-Z_]+)\]")


class Piece(NamedTuple):
    """Some characters of a turn. `mask`: what kind of personal data stood here; `shows`: the questions whose answer
    rests on it; `at`: the first of the characters.
    """

    text: str
    mask: str = ""
    shows: tuple[str, ...] = ()
    at: int = 0


class Line(NamedTuple):
    """A turn as it is shown. `agent`: whose it is, where several agents or a named bot served; empty where nobody knows
    which of several.
    """

    number: int
    party: str
    start: float | None
    end: float | None
    at: datetime | None
    pieces: tuple[Piece, ...]
    agent: str | None = None

    @property
    def voice(self) -> str:
        """Which voice speaks, for its name: a colleague of the agent is none of the others."""
        return "colleague" if self.party == "other" and self.agent is not None else self.party


def evidence_of(processed: Processed) -> dict[str, tuple[Evidence, ...]]:
    """The passages that the machine's answers rest on, by question; questions without any are absent."""
    seen = processed.understood.understanding
    passages = {f"criterion:{answer.criterion}": answer.evidence for answer in processed.scorecard.answers}
    passages |= {f"courtesy:{label}": behaviour.evidence for label, behaviour in seen.courtesy.items()}
    passages |= {"label:intent": seen.intent.evidence, "label:resolution": seen.resolution.evidence}
    return {question: evidence for question, evidence in passages.items() if evidence}


def lines(transcript: Transcript, evidence: Mapping[str, Sequence[Evidence]]) -> list[Line]:
    """All turns; without `evidence` nothing is marked but masks."""
    by_turn: dict[int, list[tuple[str, Evidence]]] = {}
    for question, passages in evidence.items():
        for passage in passages:
            by_turn.setdefault(passage.turn, []).append((question, passage))
    return [
        Line(
            n, turn.party.value, turn.start, turn.end, turn.at, tuple(pieces(turn.text, by_turn.get(n, []))), turn.agent
        )
        for n, turn in enumerate(transcript.turns)
    ]


def pieces(text: str, passages: Sequence[tuple[str, Evidence]] = ()) -> Iterator[Piece]:
    """The text cut wherever a passage or a mask begins or ends."""
    masks = {match.start(): match for match in _MASK.finditer(text)}
    cuts = {0, len(text), *masks, *(match.end() for match in masks.values())}
    cuts |= {place for _, passage in passages for place in (passage.start, passage.end) if 0 <= place <= len(text)}
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        shows = tuple(
            dict.fromkeys(question for question, passage in passages if passage.start <= start and end <= passage.end)
        )
        mask = masks[start][1] if start in masks else ""
        yield Piece(text[start:end], mask, shows, start)
