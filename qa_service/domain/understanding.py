"""All that scoring may look at: judgements with probabilities and evidence, and the measured dynamics."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage that shows a judgement: characters `start` to `end` of the masked text of turn `turn`."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """One label out of several. `label` None means "cannot tell", and `reason` then says why."""

    label: str | None
    probability: float
    distribution: Mapping[str, float]
    evidence: tuple[Evidence, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Whether the agent showed one courtesy behaviour; `present` None means "cannot tell"."""

    present: bool | None
    probability: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnSentiment:
    """Sentiment of one customer turn, from its words alone."""

    turn: int
    label: str | None
    probability: float


@dataclass(frozen=True, slots=True)
class Sentiment:
    """The customer's sentiment by turn, and at the start and the end of the interaction."""

    turns: tuple[TurnSentiment, ...]
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Dynamics:
    """Timing of the conversation in seconds and shares; a field is None (or empty) where it cannot be measured."""

    talk_share: Mapping[str, float] = field(default_factory=dict)
    silence_share: float | None = None
    longest_silence: float | None = None
    overlaps: int | None = None
    response_time: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the models and the clock say of one interaction.

    `own_intent` is the reason in the client's own terms, None where the client has defined none.
    """

    intent: Judgement
    resolution: Judgement
    sentiment: Sentiment
    courtesy: Mapping[str, Behaviour]
    dynamics: Dynamics = field(default_factory=Dynamics)
    own_intent: Judgement | None = None

    def without_passages(self) -> "Understanding":
        """The same judgements without the words that they rest on."""
        return replace(
            self,
            intent=replace(self.intent, evidence=()),
            resolution=replace(self.resolution, evidence=()),
            courtesy={label: replace(shown, evidence=()) for label, shown in self.courtesy.items()},
            own_intent=self.own_intent and replace(self.own_intent, evidence=()),
        )
