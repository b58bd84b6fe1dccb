"""What the API takes and answers about samples. `report.sample` makes the documents."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from qa_service.api.deps import Name
from qa_service.api.examples_reviews import CHECK, PICK, PREVIEW, SAMPLE, SIZE
from qa_service.documents.times import Moment
from qa_service.domain.interaction import Channel
from qa_service.domain.sampling import Allocation, FrameSpec, Margins, Purpose, Reason
from qa_service.reviewing.draws import Wish

Share = Annotated[float, Field(ge=0, le=1)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MarginsBody(_In):
    """From where a reason fires: a probability, seconds, and a share of overruled answers among at least so many."""

    low_confidence: Share = 0.6
    long_silence: Annotated[float, Field(gt=0)] = 30.0
    disagreement: Share = 0.25
    disagreement_answers: Annotated[int, Field(ge=1)] = 10


class FrameBody(_In):
    """Which interactions may be drawn: analysed ones that fit all that is given; `since` <= start < `until`."""

    client: Name | None = None
    agent: Name | None = None
    team: Name | None = None
    channel: Channel | None = None
    intent: Name | None = None
    since: Moment | None = None
    until: Moment | None = None
    margins: MarginsBody = MarginsBody()

    def spec(self, client: str | None) -> FrameSpec:
        """`client` stands where the body names none."""
        given = {name: getattr(self, name) for name in type(self).model_fields if name not in {"client", "margins"}}
        return FrameSpec(client=self.client or client, margins=Margins(**self.margins.model_dump()), **given)


class SampleBody(_In):
    """A plan. `size` is the number of picks in all, or in every stratum with allocation `equal` (five an agent:
    `by: ["agent"], allocation: "equal", size: 5`). `weights` say how much more often a reason makes an interaction be
    looked at (risk only); `floor` is the part of the budget that is drawn blindly. `second` is the share that two
    people answer; `blind` holds the machine's answers back until a person has answered.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "March, five an agent",
                    "purpose": "random",
                    "size": 5,
                    "by": ["agent"],
                    "allocation": "equal",
                    "frame": {"client": "acme", "since": "2026-03-01T00:00:00Z"},
                    "second": 0.1,
                }
            ]
        }
    )

    name: Name
    purpose: Purpose
    size: Annotated[int, Field(ge=1, le=20_000)]
    frame: FrameBody = FrameBody()
    by: Annotated[tuple[str, ...], Field(max_length=6)] = ()
    allocation: Allocation = Allocation.PROPORTIONAL
    minimum: Annotated[int, Field(ge=0)] = 0
    weights: dict[Reason, Annotated[float, Field(ge=0, le=1000)]] = {}
    floor: Share = 0.5
    seed: Annotated[int, Field(ge=0, lt=1 << 53)] | None = None
    second: Share = 0.0
    blind: bool = True

    def wish(self, client: str | None) -> Wish:
        """`client` stands where the frame names none."""
        same = {name: getattr(self, name) for name in type(self).model_fields if name != "frame"}
        return Wish(frame=self.frame.spec(client), **same)


class StratumPart(BaseModel):
    """A stratum, its interactions, and how many would be drawn."""

    stratum: dict[str, str]
    frame: int
    picks: int


class PreviewView(BaseModel):
    """What the plan would do now. `half_width`: about how far the interval of a share of one half would reach to each
    side (random samples only). `reasons`: how often each fires.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [PREVIEW]})

    frame_size: int
    size: int
    half_width: float | None
    strata: list[StratumPart]
    reasons: dict[str, int]


class ProgressPart(BaseModel):
    """Answers wanted, given, in hand, and given by person."""

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

    model_config = ConfigDict(json_schema_extra={"examples": [SAMPLE]})

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


class SamplesView(BaseModel):
    """Newest first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [SAMPLE], "next": None}]})

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


class PicksView(BaseModel):
    """All picks, in the order of the queue."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"frame_hash": "9f" * 32, "picks": [PICK]}]})

    frame_hash: str
    picks: list[PickPart]


class CheckView(BaseModel):
    """The draw made again from its plan and its frame. `missing` picks came out anew and are not stored, `surplus`
    ones are stored and did not come out. `since_then` is how today's frame differs: no fault of the draw.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [CHECK]})

    identical: bool
    frame_unchanged: bool
    missing: list[str]
    surplus: list[str]
    since_then: dict[str, int]


class SizeView(BaseModel):
    """`needed` reviews out of `population` make an interval of about `half_width` to each side."""

    model_config = ConfigDict(json_schema_extra={"examples": [SIZE]})

    population: int
    half_width: float
    share: float
    level: float
    needed: int
