"""What a person looks at and why: the frame, the plan, the picks with their chances."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from qa_service.domain.interaction import Channel
from qa_service.errors import BadInput, say


class Purpose(StrEnum):
    """Why an interaction was picked. The three never mix unseen: each pick carries its own.

    RANDOM picks carry estimates. RISK picks serve coaching, and enter estimates only with their chance. CALIBRATION
    picks measure people against each other and never enter an estimate.
    """

    RANDOM = "random"
    RISK = "risk"
    CALIBRATION = "calibration"


class Reason(StrEnum):
    """What makes an interaction worth a look.

    LOW_CONFIDENCE: the machine cannot tell how the case stands, or is less sure than the margin. CRITICAL: a critical
    criterion failed. NEGATIVE_END: the customer left dissatisfied. LONG_SILENCE: nobody spoke for as long as the
    margin. DISAGREEMENT: people have lately overruled the machine on this agent's interactions more than the margin.
    TO_BE_CONFIRMED: the machine found something against the agent and is not sure enough for it to count.
    """

    LOW_CONFIDENCE = "low_confidence"
    CRITICAL = "critical"
    NEGATIVE_END = "negative_end"
    LONG_SILENCE = "long_silence"
    DISAGREEMENT = "disagreement"
    TO_BE_CONFIRMED = "to_be_confirmed"


class Allocation(StrEnum):
    """How a budget is shared among strata: by size, by size times spread (Neyman), or the same number each."""

    PROPORTIONAL = "proportional"
    OPTIMAL = "optimal"
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Margins:
    """From where a reason fires: a probability, seconds, and a share of overruled answers among at least so many."""

    low_confidence: float = 0.6
    long_silence: float = 30.0
    disagreement: float = 0.25
    disagreement_answers: int = 10


@dataclass(frozen=True, slots=True)
class FrameSpec:
    """Which interactions may be drawn: analysed ones that fit all that is given; `since` <= start < `until`."""

    client: str | None = None
    agent: str | None = None
    team: str | None = None
    channel: Channel | None = None
    intent: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    margins: Margins = field(default_factory=Margins)


STRATA = ("client", "agent", "team", "channel", "direction", "intent")
"""What a frame may be divided by."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One interaction of a frame.

    `stratum` holds the values of the plan's strata (`("acme", "a17")`); `order` is the position in time (any number:
    an epoch second, a day) over which picks are spread; `reasons` are those that fired.
    """

    id: str
    stratum: tuple[str, ...] = ()
    order: float = 0.0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """All interactions that could be drawn, sorted by id, and the sha256 of exactly that list."""

    units: tuple[Unit, ...]
    hash: str


@dataclass(frozen=True, slots=True)
class SamplingPlan:
    """How to draw: enough to repeat the draw on the same frame.

    `size` is the number of picks: in all, or in every stratum when `allocation` is EQUAL. `spread` holds the expected
    standard deviation of the answer by stratum, for OPTIMAL. `weights` say how much more often a reason makes an
    interaction be looked at (risk only); `floor` is the part of the budget that is drawn blindly, so that nobody's
    chance is zero.
    """

    purpose: Purpose
    size: int
    seed: int
    by: tuple[str, ...] = ()
    allocation: Allocation = Allocation.PROPORTIONAL
    minimum: int = 0
    spread: Mapping[tuple[str, ...], float] = field(default_factory=dict)
    weights: Mapping[Reason, float] = field(default_factory=dict)
    floor: float = 0.5


@dataclass(frozen=True, slots=True)
class Pick:
    """One drawn interaction: its chance of having been drawn, its purpose, and what spoke for it."""

    id: str
    chance: float
    purpose: Purpose
    stratum: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Draw:
    """The picks of a plan on one frame, sorted by id; an auditor repeats it from plan and frame."""

    plan: SamplingPlan
    frame_hash: str
    frame_size: int
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """What a plan would do now: frame, picks by stratum, and about how far an interval would reach to each side."""

    frame_size: int
    strata: Mapping[tuple[str, ...], tuple[int, int]]
    reasons: Mapping[Reason, int]
    half_width: float | None

    @property
    def size(self) -> int:
        """Interactions that would be drawn."""
        return sum(picks for _, picks in self.strata.values())


@dataclass(frozen=True, slots=True)
class DrawCheck:
    """A stored draw made again from its stored plan and frame.

    `identical`: same interactions with the same chances, from a frame with the hash that was noted. `added`, `gone`
    and `changed` tell how today's frame differs from the stored one: no fault of the draw.
    """

    identical: bool
    frame_unchanged: bool
    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    added: int
    gone: int
    changed: int


@dataclass(frozen=True, slots=True)
class SampleProgress:
    """Answers that a sample asks for, those given, those in hand, and those given by person."""

    wanted: int
    done: int
    in_hand: int
    by_reviewer: Mapping[str, int]


_SEEDS = 1 << 53  # whole numbers that every reader of JSON keeps


@dataclass(frozen=True, slots=True)
class SampleRequest:
    """A plan as it is asked for. `seed` None: one is made. `second` is the share that two people answer."""

    name: str
    purpose: Purpose
    size: int
    frame: FrameSpec = field(default_factory=FrameSpec)
    by: tuple[str, ...] = ()
    allocation: Allocation = Allocation.PROPORTIONAL
    minimum: int = 0
    weights: Mapping[Reason, float] = field(default_factory=dict)
    floor: float = 0.5
    seed: int | None = None
    second: float = 0.0
    blind: bool = True

    def plan(self) -> SamplingPlan:
        """Raises BadInput for strata that a frame does not know, or shares outside 0..1."""
        unknown = [name for name in self.by if name not in STRATA]
        if unknown or len(set(self.by)) < len(self.by):
            fault = unknown[0] if unknown else "a stratum twice"
            raise BadInput(
                "cannot divide by {wrong}", wrong=fault, where="by", hint=say("use {strata}", strata=", ".join(STRATA))
            )
        if not 0 <= self.second <= 1:
            raise BadInput("the share of a second reviewer lies in 0..1", where="second")
        if self.weights and self.purpose is not Purpose.RISK:
            raise BadInput("reasons have weights in risk samples only", where="weights")
        seed = secrets.randbelow(_SEEDS) if self.seed is None else self.seed
        return SamplingPlan(
            self.purpose,
            self.size,
            seed,
            self.by,
            self.allocation,
            self.minimum,
            weights=self.weights,
            floor=self.floor,
        )
