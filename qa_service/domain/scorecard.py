"""The scored interaction: answers with their grounds, and one figure a section."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qa_service.domain.interaction import Channel, Direction, Interaction, Party
from qa_service.domain.transcript import Transcript
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
    `to_be_confirmed`: a finding against the agent, not sure enough to count, might turn it; the verdict is the one
    without that finding, and `evidence` shows it to whoever looks.
    """

    criterion: str
    verdict: Verdict
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    examined: tuple[int, ...] = ()
    decided_by: str = "machine"
    to_be_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class PersonsAnswer:
    """What a person answered: it goes before whatever the machine found. `by` is how scorecards name the person."""

    verdict: Verdict
    by: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rubric may know of an interaction besides its understanding."""

    channel: Channel
    direction: Direction
    agent_turns: tuple[int, ...]

    @classmethod
    def of(cls, interaction: Interaction, transcript: Transcript) -> "Setting":
        """The setting of an interaction as it was transcribed."""
        spoken = tuple(number for number, turn in enumerate(transcript.turns) if turn.party is Party.AGENT)
        return cls(interaction.channel, interaction.direction, spoken)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All answers of one interaction under one rubric version.

    `sections` holds 0..100 by section id, None where nothing could be decided; `critical` names the critical criteria
    that failed, `critical_by_harm` the same apart for customer, business and compliance (only those with a failure),
    and `failed` the sections that such a failure failed outright.
    """

    rubric: str
    answers: tuple[Answer, ...]
    sections: Mapping[str, float | None]
    critical: tuple[str, ...] = ()
    critical_by_harm: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    failed: tuple[str, ...] = ()

    @property
    def courtesy(self) -> float | None:
        """The courtesy figure, 0..100."""
        return self.sections.get("courtesy")

    @property
    def to_be_confirmed(self) -> tuple[str, ...]:
        """The criteria whose answer waits for a person."""
        return tuple(answer.criterion for answer in self.answers if answer.to_be_confirmed)
