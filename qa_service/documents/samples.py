"""Samples: the plan, what it would draw, what was drawn, how far the work is."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from qa_service.documents.times import written
from qa_service.domain import rounding
from qa_service.domain.sampling import DrawCheck, PlanPreview, Purpose

_PLAN = ("size", "seed", "by", "allocation", "minimum", "weights", "floor", "spread")
_FRAME = ("client", "agent", "team", "channel", "intent", "since", "until", "margins")
_UUID = "0b2f6d0e-6c1e-4f0e-9a53-2f1d1c2b3a4d"
_OTHER = "5c9a3c1e-0d7f-4b64-8a5e-9d1f0a7be2c3"
_AT = "2026-03-02T16:04:11.120+00:00"
_SAMPLE: dict[str, Any] = {
    "uuid": _UUID,
    "client": "acme",
    "name": "March, five an agent",
    "purpose": "random",
    "plan": {
        "size": 5,
        "seed": 4711,
        "by": ["agent"],
        "allocation": "equal",
        "minimum": 0,
        "weights": {},
        "floor": 0.5,
        "spread": [],
    },
    "frame": {
        "client": "acme",
        "agent": None,
        "team": "nord",
        "channel": "call",
        "intent": None,
        "since": "2026-03-01T00:00:00Z",
        "until": "2026-04-01T00:00:00Z",
        "margins": {
            "low_confidence": 0.6,
            "long_silence": 30.0,
            "disagreement": 0.25,
            "disagreement_answers": 10,
        },
    },
    "second": 0.1,
    "blind": True,
    "created_by": "user:anna",
    "created_at": _AT,
    "draw": {"by": "user:anna", "at": _AT, "frame_hash": "9f" * 32, "frame_size": 1204, "picks": 60},
    "preview": None,
    "progress": {"wanted": 66, "done": 12, "in_hand": 1, "by_reviewer": {"user:anna": 7, "user:bruno": 5}},
}
_PREVIEW: dict[str, Any] = {
    "frame_size": 1204,
    "size": 60,
    "half_width": 0.1233,
    "strata": [{"stratum": {"agent": "a17"}, "frame": 96, "picks": 5}],
    "reasons": {},
}
_PICK: dict[str, Any] = {
    "pick": _OTHER,
    "interaction": _UUID,
    "chance": 0.0521,
    "place": 0,
    "stratum": {"agent": "a17"},
    "reasons": [],
}
_CHECK: dict[str, Any] = {
    "identical": True,
    "frame_unchanged": True,
    "missing": [],
    "surplus": [],
    "since_then": {"added": 31, "gone": 1, "changed": 0},
}
_SIZE: dict[str, Any] = {"population": 1204, "half_width": 0.05, "share": 0.5, "level": 0.95, "needed": 292}


class StratumPart(BaseModel):
    """A stratum, its interactions, and how many would be drawn."""

    stratum: dict[str, str]
    frame: int
    picks: int


class PreviewView(BaseModel):
    """What the plan would do now. `half_width`: about how far the interval of a share of one half would reach to each
    side (random samples only). `reasons`: how often each fires.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_PREVIEW]})

    frame_size: int
    size: int
    half_width: float | None
    strata: list[StratumPart]
    reasons: dict[str, int]

    @classmethod
    def of(cls, preview: PlanPreview, by: Sequence[str]) -> "PreviewView":
        """`by` names what the strata are divided by."""
        return cls(
            frame_size=preview.frame_size,
            size=preview.size,
            half_width=None if preview.half_width is None else rounding.for_documents(preview.half_width),
            strata=[
                StratumPart(stratum=dict(zip(by, stratum, strict=True)), frame=size, picks=picks)
                for stratum, (size, picks) in sorted(preview.strata.items())
            ],
            reasons={reason.value: n for reason, n in sorted(preview.reasons.items())},
        )


class ProgressPart(BaseModel):
    """Answers wanted, given, in hand, and given by person."""

    model_config = ConfigDict(from_attributes=True)

    wanted: int
    done: int
    in_hand: int
    by_reviewer: dict[str, int]


class DrawPart(BaseModel):
    """Who drew when, from a frame of which size and sha256, how many."""

    by: str
    at: str
    frame_hash: str
    frame_size: int
    picks: int


class SampleView(BaseModel):
    """A plan, and once drawn its draw. `client` is null for a sample over several."""

    model_config = ConfigDict(json_schema_extra={"examples": [_SAMPLE]})

    uuid: str
    client: str | None
    name: str
    purpose: Purpose
    plan: dict[str, Any]
    frame: dict[str, Any]
    second: float
    blind: bool
    created_by: str
    created_at: str
    draw: DrawPart | None
    preview: PreviewView | None = None
    progress: ProgressPart | None = None

    @classmethod
    def of(cls, row: Any, **more: Any) -> "SampleView":
        """A stored sample; `more` is a preview, or how far the work is."""
        drawn = None
        if row.drawn_at is not None:
            drawn = DrawPart(
                by=row.drawn_by,
                at=written(row.drawn_at),
                frame_hash=row.frame_hash,
                frame_size=row.frame_size,
                picks=row.picks,
            )
        return cls(
            uuid=str(row.id),
            client=row.client or None,
            name=row.name,
            purpose=row.purpose,
            plan={name: row.plan[name] for name in _PLAN},
            frame={name: row.frame[name] for name in _FRAME},
            second=row.second,
            blind=row.blind,
            created_by=row.created_by,
            created_at=written(row.created_at),
            draw=drawn,
            **more,
        )


class SamplesView(BaseModel):
    """Newest first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_SAMPLE], "next": None}]})

    items: list[SampleView]
    next: str | None


class PickPart(BaseModel):
    """A pick with its chance of having been drawn, its turn in the queue, and what spoke for it."""

    pick: str
    interaction: str
    chance: float
    place: int
    stratum: dict[str, str] | None
    reasons: list[str] | None

    @classmethod
    def of(cls, row: Any, by: Sequence[str], *, disclosed: bool) -> "PickPart":
        """A stored pick; not `disclosed`: without what spoke for it, since that would tell a judgement."""
        return cls(
            pick=str(row.id),
            interaction=str(row.interaction_id),
            chance=row.chance,
            place=row.place,
            stratum=dict(zip(by, row.stratum, strict=True)) if disclosed else None,
            reasons=row.reasons if disclosed else None,
        )


class PicksView(BaseModel):
    """All picks, in the order of the queue."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"frame_hash": "9f" * 32, "picks": [_PICK]}]})

    frame_hash: str
    picks: list[PickPart]


class CheckView(BaseModel):
    """The draw made again from its plan and its frame. `missing` picks came out anew and are not stored, `surplus`
    ones are stored and did not come out. `since_then` is how today's frame differs: no fault of the draw.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_CHECK]})

    identical: bool
    frame_unchanged: bool
    missing: list[str]
    surplus: list[str]
    since_then: dict[str, int]

    @classmethod
    def of(cls, check: DrawCheck) -> "CheckView":
        """How a draw came out that was made again."""
        return cls(
            identical=check.identical,
            frame_unchanged=check.frame_unchanged,
            missing=list(check.missing),
            surplus=list(check.surplus),
            since_then={"added": check.added, "gone": check.gone, "changed": check.changed},
        )


class SizeView(BaseModel):
    """`needed` reviews out of `population` make an interval of about `half_width` to each side."""

    model_config = ConfigDict(json_schema_extra={"examples": [_SIZE]})

    population: int
    half_width: float
    share: float
    level: float
    needed: int
