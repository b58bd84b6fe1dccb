"""The analysis document `qa-analysis/1`: everything that was found of one interaction, with its evidence."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from qa_service.domain.interaction import Automatic, Channel, Party, Transfer
from qa_service.domain.processed import Processed, ProcessedSegment
from qa_service.domain.scorecard import Answer, Scorecard, SentenceHeard, SentenceStatus, Verdict
from qa_service.domain.transcript import PauseKind, RecordingPause, Transcript, Turn
from qa_service.domain.understanding import Behaviour, Dynamics, Evidence, Judgement, Sentiment, Status

SCHEMA = "qa-analysis/1"
CONTRACT = "qa-analysis/1.5"
"""What was added to the schema: 1.1 says how each courtesy behaviour stands, which answers wait for a person, and which
turns of another voice are a bot's, and which mail is automatic; 1.2 what was heard of each sentence of a script; 1.3
why an answer cannot be told, where that is known; 1.4 when the recording was paused; 1.5 who speaks in each turn where
several agents or a bot served, when the contact was transferred, callbacks, and what was found of colleagues and bots.
"""
ANALYSIS: dict[str, Any] = {
    "schema": "qa-analysis/1",
    "id": "ext-8842",
    "client": "acme",
    "agent": "a17",
    "lang": "it",
    "channel": "chat",
    "transcript": [
        {"turn": 0, "speaker": "customer", "text": "Buongiorno, la bolletta di febbraio è doppia."},
        {"turn": 1, "speaker": "agent", "text": "Buongiorno, sono [PERSON]. Mi scuso: la correggo subito."},
    ],
    "intent": {
        "label": "billing",
        "probability": 0.91,
        "distribution": {"billing": 0.91, "other": 0.09},
        "evidence": [{"turn": 0, "quote": "la bolletta di febbraio è doppia"}],
    },
    "sentiment": {
        "turns": [{"turn": 0, "label": "negative", "probability": 0.83}],
        "start": "negative",
        "end": "negative",
    },
    "resolution": {
        "label": None,
        "probability": 0.48,
        "distribution": {"resolved": 0.48, "pending": 0.44, "unresolved": 0.08},
        "evidence": [],
        "reason": "two answers are about equally likely",
    },
    "courtesy": {
        "apology": {
            "present": True,
            "status": "present",
            "probability": 0.98,
            "evidence": [{"turn": 1, "quote": "Mi scuso"}],
        },
        "impatience": {
            "present": False,
            "status": "to_be_confirmed",
            "probability": 0.55,
            "evidence": [{"turn": 1, "quote": "la correggo subito"}],
        },
    },
    "dynamics": {
        "talk_share": {},
        "silence_share": None,
        "longest_silence": None,
        "overlaps": None,
        "response_time": {"agent": 41.0},
    },
    "scorecard": {
        "rubric": "default@1",
        "courtesy": 82.0,
        "sections": {"courtesy": 82.0},
        "critical": [],
        "critical_by_harm": {},
        "failed": [],
        "to_be_confirmed": [],
        "answers": [
            {
                "criterion": "apology",
                "verdict": "yes",
                "confidence": 0.98,
                "evidence": [{"turn": 1, "quote": "Mi scuso"}],
                "examined": [],
                "decided_by": "machine",
                "to_be_confirmed": False,
            }
        ],
    },
    "confidence": {"language": 0.99, "roles": 1.0},
    "versions": {
        "encoder": "e5-small-it-en@sha256:...",
        "rubric": "default@1",
        "service": "0.1.0",
        "contract": "qa-analysis/1.5",
    },
}
Share = Annotated[float, Field(ge=0, le=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TurnPart(_Part):
    """One masked turn; seconds of the recording, or the clock time of a message, where known. `bot`: the other voice is
    an automated agent. `agent`: whose turn it is, where several agents or a named bot served; a colleague of the agent
    for whom the outcome counts is another voice (`other`).
    """

    turn: int
    speaker: Literal["agent", "customer", "other"]
    bot: Literal[True] | None = None
    agent: str | None = None
    start: float | None = None
    end: float | None = None
    at: str | None = None
    text: str

    @classmethod
    def of(cls, number: int, turn: Turn) -> Self:
        """What is not known of a turn is left out."""
        is_bot = turn.party is Party.BOT
        optional: dict[str, Any] = {"bot": True} if is_bot else {}
        optional |= {"agent": turn.agent} if turn.agent else {}
        if turn.start is not None:
            optional |= {"start": turn.start, "end": turn.end}
        if turn.at is not None:
            optional["at"] = turn.at.isoformat()
        speaker = Party.OTHER.value if is_bot else turn.party.value
        return cls(turn=number, speaker=speaker, text=turn.text, **optional)


class Quote(_Part):
    """A passage, verbatim from the masked turn."""

    turn: int
    quote: str
    start: float | None = None
    end: float | None = None

    @classmethod
    def all(cls, evidence: Iterable[Evidence], transcript: Transcript) -> list[Self]:
        """The passages as they stand in the transcript, with the seconds of their turns where there are any."""
        return [cls._of(passage, transcript.turns[passage.turn]) for passage in evidence]

    @classmethod
    def _of(cls, passage: Evidence, turn: Turn) -> Self:
        seconds = {} if turn.start is None else {"start": turn.start, "end": turn.end}
        return cls(turn=passage.turn, quote=turn.text[passage.start : passage.end], **seconds)


class JudgementPart(_Part):
    """`label` null: the service cannot tell, and `reason` says why."""

    label: str | None
    probability: Share
    distribution: dict[str, Share]
    evidence: list[Quote]
    reason: str | None = None

    @classmethod
    def of(cls, judgement: Judgement, transcript: Transcript) -> Self:
        """A label with what it rests on."""
        return cls(
            label=judgement.label,
            probability=round(judgement.probability, 3),
            distribution={label: round(share, 4) for label, share in judgement.distribution.items()},
            evidence=Quote.all(judgement.evidence, transcript),
            **_because(judgement.reason),
        )


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

    @classmethod
    def of(cls, sentiment: Sentiment) -> Self:
        """By turn, start and end."""
        turns = [
            TurnSentimentPart(turn=turn.turn, label=turn.label, probability=round(turn.probability, 3))
            for turn in sentiment.turns
        ]
        return cls(turns=turns, start=sentiment.start, end=sentiment.end)


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

    @classmethod
    def of(cls, behaviour: Behaviour, transcript: Transcript) -> Self:
        """How a behaviour stands, with what shows it."""
        return cls(
            present=behaviour.present,
            status=behaviour.status,
            probability=round(behaviour.probability, 3),
            evidence=Quote.all(behaviour.evidence, transcript),
            **_because(behaviour.reason),
        )


class DynamicsPart(_Part):
    """Seconds and shares; null where they cannot be measured."""

    talk_share: dict[str, float]
    silence_share: float | None
    longest_silence: float | None
    overlaps: int | None
    response_time: dict[str, float]

    @classmethod
    def of(cls, dynamics: Dynamics) -> Self:
        """As it was measured."""
        return cls(
            talk_share=dict(dynamics.talk_share),
            silence_share=dynamics.silence_share,
            longest_silence=dynamics.longest_silence,
            overlaps=dynamics.overlaps,
            response_time=dict(dynamics.response_time),
        )


class SentencePart(_Part):
    """A sentence of a script. `share` of its content words was said; `heard` is where, or what was said in the place of
    a missing one (empty where nothing like it was).
    """

    text: str
    status: SentenceStatus
    share: Share
    heard: list[Quote]

    @classmethod
    def of(cls, sentence: SentenceHeard, transcript: Transcript) -> Self:
        """A sentence beside what was heard of it."""
        return cls(
            text=sentence.text,
            status=sentence.status,
            share=round(sentence.share, 3),
            heard=Quote.all(sentence.evidence, transcript),
        )


class AnswerPart(_Part):
    """One criterion of the rubric; an absence names the turns that were examined. `to_be_confirmed`: the answer is the
    one without a finding against the agent that a person is to confirm. `sentences` are there where a script is asked.
    """

    criterion: str
    verdict: Verdict
    confidence: Share
    evidence: list[Quote]
    examined: list[int]
    decided_by: str
    to_be_confirmed: bool
    sentences: list[SentencePart] | None = None
    reason: str | None = None

    @classmethod
    def of(cls, answer: Answer, transcript: Transcript) -> Self:
        """A verdict with what it rests on."""
        sentences = [SentencePart.of(sentence, transcript) for sentence in answer.sentences]
        more: dict[str, Any] = {"sentences": sentences} if sentences else {}
        more |= {"reason": answer.reason} if answer.reason else {}
        return cls(
            criterion=answer.criterion,
            verdict=answer.verdict,
            confidence=round(answer.confidence, 3),
            evidence=Quote.all(answer.evidence, transcript),
            examined=list(answer.examined),
            decided_by=answer.decided_by,
            to_be_confirmed=answer.to_be_confirmed,
            **more,
        )


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

    @classmethod
    def of(cls, card: Scorecard, transcript: Transcript) -> Self:
        """All answers and what they come to."""
        return cls(
            rubric=card.rubric,
            courtesy=card.courtesy,
            sections=dict(card.sections),
            critical=list(card.critical),
            critical_by_harm={harm: list(ids) for harm, ids in card.critical_by_harm.items()},
            failed=list(card.failed),
            to_be_confirmed=list(card.to_be_confirmed),
            answers=[AnswerPart.of(answer, transcript) for answer in card.answers],
        )


class TransferPart(_Part):
    """The contact went on to another agent or queue, at a clock time or at seconds from its beginning."""

    at: str | None = None
    start: float | None = None
    from_agent: str | None = None
    to_agent: str | None = None
    from_queue: str | None = None
    to_queue: str | None = None

    @classmethod
    def of(cls, transfer: Transfer) -> Self:
        """What is not known is left out."""
        return cls(**transfer.model_dump(mode="json", exclude_none=True))

    def without_agents(self, besides: str | None) -> Self:
        """The same without the names of agents, but for one."""
        known = self.model_dump(exclude_unset=True)
        names = ("from_agent", "to_agent")
        return type(self)(**{key: value for key, value in known.items() if key not in names or value == besides})


class SegmentPart(_Part):
    """What a colleague (`agent`) or a `bot` did in their part of the contact, the turns `first_turn` to `last_turn`;
    their passages count turns from the first. `outcome`: the contact's outcome counts for them.
    """

    agent: str | None = None
    bot: str | None = None
    first_turn: int
    last_turn: int
    outcome: bool
    courtesy: dict[str, BehaviourPart]
    scorecard: ScorecardPart

    @classmethod
    def of(cls, part: ProcessedSegment) -> Self:
        """As it was found."""
        segment, understood = part.segment, part.processed.understood
        transcript = understood.transcript
        courtesy = understood.understanding.courtesy
        return cls(
            **{"bot" if segment.is_bot else "agent": segment.name},
            first_turn=segment.start,
            last_turn=segment.stop - 1,
            outcome=segment.closes,
            courtesy={label: BehaviourPart.of(behaviour, transcript) for label, behaviour in courtesy.items()},
            scorecard=ScorecardPart.of(part.processed.scorecard, transcript),
        )


class PausePart(_Part):
    """Seconds in which the recorder was paused: it wrote silence without noise (`silence`), or one tone (`tone`)."""

    start: float
    end: float
    kind: PauseKind

    @classmethod
    def of(cls, pause: RecordingPause) -> Self:
        """As it was found."""
        return cls(start=pause.start, end=pause.end, kind=pause.kind)


class PiiPart(_Part):
    """Where personal data stood in the unmasked turn."""

    turn: int
    start: int
    end: int
    type: str


class Analysis(_Part):
    """Everything that was found of one interaction. `withheld` says why the words are not shown to this caller; then
    there is no transcript and no quote. `agent` is the one for whom the outcome counts, and whose courtesy and
    scorecard these are. What colleagues and bots did stands in `segments` where a file is analysed at once; a service
    keeps these as interactions of their own (`/v1/interactions/{uuid}/segments`).
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
    own_intent: Annotated[
        JudgementPart | None, Field(description="the reason in the client's own terms, where it has defined any")
    ] = None
    pauses: Annotated[
        list[PausePart] | None, Field(description="when the recording was paused, where that was recognised")
    ] = None
    pii: list[PiiPart] | None = None
    withheld: str | None = None
    callback: Annotated[
        Literal[True] | None, Field(description="the centre called back because the customer asked for it")
    ] = None
    transfers: Annotated[
        list[TransferPart] | None, Field(description="when the contact went on to another agent or queue")
    ] = None
    segments: list[SegmentPart] | None = None

    @classmethod
    def of(cls, processed: Processed, *, show_pii: bool = False, withheld: str = "") -> Self:
        """`show_pii` adds where personal data stood in the unmasked turns; `withheld` says why the words were taken out
        before.
        """
        interaction, understood = processed.interaction, processed.understood
        transcript, seen = understood.transcript, understood.understanding
        more: dict[str, Any] = {"schema": SCHEMA, **({"withheld": withheld} if withheld else {})}
        if seen.own_intent is not None:
            more["own_intent"] = JudgementPart.of(seen.own_intent, transcript)
        if transcript.pauses:
            more["pauses"] = [PausePart.of(pause) for pause in transcript.pauses]
        if interaction.callback:
            more["callback"] = True
        if interaction.transfers:
            more["transfers"] = [TransferPart.of(transfer) for transfer in interaction.transfers]
        if processed.segments:
            more["segments"] = [SegmentPart.of(part) for part in processed.segments]
        if show_pii:
            more["pii"] = [
                PiiPart(turn=span.turn, start=span.start, end=span.end, type=span.type) for span in understood.pii
            ]
        return cls(
            id=interaction.id,
            client=interaction.client,
            agent=interaction.agent,
            lang=transcript.lang,
            channel=interaction.channel,
            automatic=interaction.automatic,
            transcript=[TurnPart.of(number, turn) for number, turn in enumerate(transcript.turns)],
            intent=JudgementPart.of(seen.intent, transcript),
            sentiment=SentimentPart.of(seen.sentiment),
            resolution=JudgementPart.of(seen.resolution, transcript),
            courtesy={label: BehaviourPart.of(behaviour, transcript) for label, behaviour in seen.courtesy.items()},
            dynamics=DynamicsPart.of(seen.dynamics),
            scorecard=ScorecardPart.of(processed.scorecard, transcript),
            confidence={name: round(share, 3) for name, share in transcript.confidence.items()},
            versions={**processed.versions, "contract": CONTRACT},
            **more,
        )

    def without_agents(self, besides: str | None = None) -> Self:
        """The same without the names of the people who served, but for one; bots keep theirs."""
        turns = [
            turn if turn.bot or turn.agent in (None, besides) else turn.model_copy(update={"agent": None})
            for turn in self.transcript
        ]
        changed: dict[str, Any] = {"agent": self.agent if self.agent == besides else None, "transcript": turns}
        if self.transfers is not None:
            changed["transfers"] = [transfer.without_agents(besides) for transfer in self.transfers]
        return self.model_copy(update=changed)

    def document(self) -> dict[str, Any]:
        """Ready for JSON; what is not known of a turn or a passage is left out."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _because(reason: str | None) -> dict[str, Any]:
    return {"reason": reason} if reason else {}
