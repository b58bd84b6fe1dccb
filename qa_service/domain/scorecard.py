"""The scored interaction: answers with their grounds, and one figure a section."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from qa_service.domain.interaction import Channel, Direction, Interaction, Party
from qa_service.domain.model_answer import ModelAnswer
from qa_service.domain.transcript import Transcript
from qa_service.domain.turn_features import TurnFeatures
from qa_service.domain.understanding import Evidence


class Verdict(StrEnum):
    """The answer to one criterion."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    UNCLEAR = "unclear"


SentenceStatus = Literal["said", "missing", "out_of_order"]


@dataclass(frozen=True, slots=True)
class SentenceHeard:
    """A sentence of a script, and what was heard of it.

    `share` is that of its content words which were said, 0..1. `evidence` is where it was said; of a missing one, what
    was heard in its place (empty where nothing like it was).
    """

    text: str
    status: SentenceStatus
    share: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether one criterion is met.

    `evidence` are the passages that show it. An absence has none: `examined` then names the turns in which it was
    looked for. `confidence` is the probability of this verdict, `decided_by` is ``machine`` or a reviewer.
    `to_be_confirmed`: a finding against the agent, not sure enough to count, might turn it; the verdict is the one
    without that finding, and `evidence` shows it to whoever looks. `sentences` are those of a script, in its order.
    `reason` says why it cannot be told, where that is known.
    """

    criterion: str
    verdict: Verdict
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    examined: tuple[int, ...] = ()
    decided_by: str = "machine"
    to_be_confirmed: bool = False
    sentences: tuple[SentenceHeard, ...] = ()
    reason: str | None = None

    def moved(self, place: Callable[[Evidence], Evidence]) -> "Answer":
        """The same with its passages elsewhere, as another form of the same words has them."""
        sentences = tuple(
            replace(sentence, evidence=tuple(map(place, sentence.evidence))) for sentence in self.sentences
        )
        return replace(self, evidence=tuple(map(place, self.evidence)), sentences=sentences)

    def without_passages(self) -> "Answer":
        """The same without the words that it rests on."""
        sentences = tuple(replace(sentence, evidence=()) for sentence in self.sentences)
        return replace(self, evidence=(), sentences=sentences)


@dataclass(frozen=True, slots=True)
class PersonsAnswer:
    """What a person answered: it goes before whatever the machine found. `by` is how scorecards name the person."""

    verdict: Verdict
    by: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rubric may know of an interaction besides its understanding; the transcript is the masked one.

    `features` None: nothing was kept of its turns, or it is not sure who speaks in them. `asked`: what a language model
    answered, by `ask_key` of the question.
    """

    channel: Channel
    direction: Direction
    transcript: Transcript
    features: TurnFeatures | None = None
    asked: Mapping[str, ModelAnswer] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        interaction: Interaction,
        transcript: Transcript,
        features: TurnFeatures | None = None,
        asked: Mapping[str, ModelAnswer] | None = None,
    ) -> "Setting":
        """The setting of an interaction as it was transcribed; of automatic mail no word is read, as nobody speaks."""
        if interaction.automatic is not None:
            return cls(interaction.channel, interaction.direction, replace(transcript, lang=None))
        sure = None if transcript.roles_unsure else features
        return cls(interaction.channel, interaction.direction, transcript, sure, asked or {})

    @property
    def agent_turns(self) -> tuple[int, ...]:
        """The turns in which the agent speaks."""
        return tuple(number for number, turn in enumerate(self.transcript.turns) if turn.party is Party.AGENT)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All answers of one interaction under one rubric version.

    `sections` holds 0..100 by section id, None where nothing could be decided; `critical` names the critical criteria
    that failed, `critical_by_harm` the same apart for customer, business and compliance (only those with a failure),
    and `failed` the sections that such a failure failed outright. `critical_asked` are all critical criteria of the
    rubric.
    """

    rubric: str
    answers: tuple[Answer, ...]
    sections: Mapping[str, float | None]
    critical: tuple[str, ...] = ()
    critical_by_harm: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    failed: tuple[str, ...] = ()
    critical_asked: tuple[str, ...] = ()

    @property
    def courtesy(self) -> float | None:
        """The courtesy figure, 0..100."""
        return self.sections.get("courtesy")

    @property
    def to_be_confirmed(self) -> tuple[str, ...]:
        """The criteria whose answer waits for a person."""
        return tuple(answer.criterion for answer in self.answers if answer.to_be_confirmed)

    def moved(self, place: Callable[[Evidence], Evidence]) -> "Scorecard":
        """The same with its passages elsewhere."""
        return replace(self, answers=tuple(answer.moved(place) for answer in self.answers))

    def without_passages(self) -> "Scorecard":
        """The same without where it shows."""
        return replace(self, answers=tuple(answer.without_passages() for answer in self.answers))
