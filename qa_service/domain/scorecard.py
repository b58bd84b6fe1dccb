"""The scored interaction: answers with their grounds, and one figure a section."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qa_service.domain.interaction import Channel, Direction
from qa_service.domain.understanding import Evidence


class Verdict(StrEnum):
    """The answer to one criterion."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether one criterion is met.

    `evidence` are the passages that show it. An absence has none: `examined` then names the turns in which it was
    looked for. `confidence` is the probability of this verdict, `decided_by` is ``machine`` or a reviewer.
    """

    criterion: str
    verdict: Verdict
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    examined: tuple[int, ...] = ()
    decided_by: str = "machine"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rubric may know of an interaction besides its understanding."""

    channel: Channel
    direction: Direction
    agent_turns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All answers of one interaction under one rubric version.

    `sections` holds 0..100 by section id, None where nothing could be decided; `critical` names the criteria whose
    failure capped a section.
    """

    rubric: str
    answers: tuple[Answer, ...]
    sections: Mapping[str, float | None]
    critical: tuple[str, ...] = ()

    @property
    def courtesy(self) -> float | None:
        """The courtesy figure, 0..100."""
        return self.sections.get("courtesy")
