"""The analysis document `qa-analysis/1` as a schema, for the OpenAPI document. `report.render` makes the document."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from qa_service.api.examples import ANALYSIS
from qa_service.domain.interaction import Automatic, Channel
from qa_service.domain.scorecard import Verdict
from qa_service.domain.understanding import Status

Share = Annotated[float, Field(ge=0, le=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TurnPart(_Part):
    """One masked turn; seconds of the recording, or the clock time of a message, where known. `bot`: the other voice is
    an automated agent.
    """

    turn: int
    speaker: Literal["agent", "customer", "other"]
    bot: Literal[True] | None = None
    start: float | None = None
    end: float | None = None
    at: str | None = None
    text: str


class Quote(_Part):
    """A passage, verbatim from the masked turn."""

    turn: int
    quote: str
    start: float | None = None
    end: float | None = None


class JudgementPart(_Part):
    """`label` null: the service cannot tell, and `reason` says why."""

    label: str | None
    probability: Share
    distribution: dict[str, Share]
    evidence: list[Quote]
    reason: str | None = None


class TurnSentimentPart(_Part):
    """Sentiment of a customer turn, from its words alone."""

    turn: int
    label: str | None
    probability: Share


class SentimentPart(_Part):
    """By customer turn, and at the start and the end."""

    turns: list[TurnSentimentPart]
    start: str | None
    end: str | None


class BehaviourPart(_Part):
    """`present` null: the service cannot tell, and `reason` may say why; `status` is null then as well.

    `to_be_confirmed`: a finding against the agent that is not probable enough to accuse. It is not present, lowers no
    score and counts in no figure until a person confirms it; `evidence` is what the machine saw in it.
    """

    present: bool | None
    status: Status | None
    probability: Share
    evidence: list[Quote]
    reason: str | None = None


class DynamicsPart(_Part):
    """Seconds and shares; null where they cannot be measured."""

    talk_share: dict[str, float]
    silence_share: float | None
    longest_silence: float | None
    overlaps: int | None
    response_time: dict[str, float]


class AnswerPart(_Part):
    """One criterion of the rubric; an absence names the turns that were examined. `to_be_confirmed`: the answer is the
    one without a finding against the agent that a person is to confirm.
    """

    criterion: str
    verdict: Verdict
    confidence: Share
    evidence: list[Quote]
    examined: list[int]
    decided_by: str
    to_be_confirmed: bool


class ScorecardPart(_Part):
    """0 to 100 by section; `critical` names the critical criteria that failed, `critical_by_harm` the same apart
    (customer, business, compliance), `failed` the sections that one of them failed outright, `to_be_confirmed` the
    criteria whose answer waits for a person.
    """

    rubric: str
    courtesy: float | None
    sections: dict[str, float | None]
    critical: list[str]
    critical_by_harm: dict[str, list[str]]
    failed: list[str]
    to_be_confirmed: list[str]
    answers: list[AnswerPart]


class PiiPart(_Part):
    """Where personal data stood in the unmasked turn."""

    turn: int
    start: int
    end: int
    type: str


class Analysis(_Part):
    """Everything that was found of one interaction. `withheld` says why the words are not shown to this caller; then
    there is no transcript and no quote.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [ANALYSIS]})

    schema_: Annotated[Literal["qa-analysis/1"], Field(alias="schema")]
    id: str
    client: str
    agent: str | None
    lang: str | None
    channel: Channel
    automatic: Automatic | None = None
    transcript: list[TurnPart]
    intent: JudgementPart
    sentiment: SentimentPart
    resolution: JudgementPart
    courtesy: dict[str, BehaviourPart]
    dynamics: DynamicsPart
    scorecard: ScorecardPart
    confidence: dict[str, Share]
    versions: dict[str, str]
    pii: list[PiiPart] | None = None
    withheld: str | None = None
