"""All that scoring may look at: judgements with probabilities and evidence, and the measured dynamics."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

NEGATIVE = frozenset({"rudeness", "blame", "impatience", "inappropriate_informality"})
"""The courtesy labels that accuse an agent."""
CONFIRM_BELOW = 0.7
"""A finding that accuses an agent stands by itself from this probability; below it a person is to confirm it.

On the 259 interactions of the corpus' test part 48 of the 95 findings below it were true, 89 of the 101 from it on.
"""
Status = Literal["present", "absent", "to_be_confirmed"]


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
    """Whether the agent showed one courtesy behaviour.

    `present` None means "cannot tell", and `reason` may say why. `to_be_confirmed`: the machine found it, but is not
    sure enough to accuse anybody. It is not `present` then and counts nowhere; `evidence` is for the person who looks.
    """

    present: bool | None
    probability: float
    evidence: tuple[Evidence, ...] = ()
    to_be_confirmed: bool = False
    reason: str | None = None

    @property
    def detected(self) -> bool:
        """Whether the machine found it, however sure."""
        return self.present is True or self.to_be_confirmed

    @property
    def status(self) -> Status | None:
        """How it stands; None is what cannot be told."""
        if self.to_be_confirmed:
            return "to_be_confirmed"
        return None if self.present is None else "present" if self.present else "absent"


def _accusing(behaviour: Behaviour) -> Behaviour:
    """A finding against an agent: present where it is sure enough, else to be confirmed."""
    if not behaviour.detected:
        return behaviour
    sure = behaviour.probability >= CONFIRM_BELOW
    return replace(behaviour, present=sure, to_be_confirmed=not sure)


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

    `own_intent` is the reason in the client's own terms, None where the client has defined none. `adapted` names the
    client's own adaptations that answered in the place of shipped heads (``resolution@sha256:...``). Whether an engine
    or the store made it, no finding that is less probable than `CONFIRM_BELOW` accuses an agent.
    """

    intent: Judgement
    resolution: Judgement
    sentiment: Sentiment
    courtesy: Mapping[str, Behaviour]
    dynamics: Dynamics = field(default_factory=Dynamics)
    own_intent: Judgement | None = None
    adapted: tuple[str, ...] = ()

    def moved(self, place: Callable[[Evidence], Evidence]) -> "Understanding":
        """The same judgements with their passages elsewhere, as another form of the same words has them."""

        def judged(judgement: Judgement) -> Judgement:
            return replace(judgement, evidence=tuple(map(place, judgement.evidence)))

        return replace(
            self,
            intent=judged(self.intent),
            resolution=judged(self.resolution),
            courtesy={
                label: replace(behaviour, evidence=tuple(map(place, behaviour.evidence)))
                for label, behaviour in self.courtesy.items()
            },
            own_intent=self.own_intent and judged(self.own_intent),
        )

    def without_passages(self) -> "Understanding":
        """The same judgements without the words that they rest on."""
        return replace(
            self,
            intent=replace(self.intent, evidence=()),
            resolution=replace(self.resolution, evidence=()),
            courtesy={label: replace(behaviour, evidence=()) for label, behaviour in self.courtesy.items()},
            own_intent=self.own_intent and replace(self.own_intent, evidence=()),
        )

    def __post_init__(self) -> None:
        courtesy = {
            label: _accusing(behaviour) if label in NEGATIVE else behaviour
            for label, behaviour in self.courtesy.items()
        }
        object.__setattr__(self, "courtesy", courtesy)

    @property
    def to_be_confirmed(self) -> frozenset[str]:
        """The courtesy labels that a person is to confirm."""
        return frozenset(label for label, behaviour in self.courtesy.items() if behaviour.to_be_confirmed)
