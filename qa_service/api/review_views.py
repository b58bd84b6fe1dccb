"""What the API takes and answers about reviews, disputes, corrections, calibration and agreement."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from qa_service.api import examples_reviews as examples
from qa_service.api.deps import Name
from qa_service.api.service import Service
from qa_service.domain.agreement import Coefficient
from qa_service.domain.interaction import Party, storable
from qa_service.domain.review import Judged
from qa_service.domain.sampling import Purpose
from qa_service.report.review import item_document
from qa_service.reviewing.answering import Item
from qa_service.store.corrections import TurnChange
from qa_service.store.reviews import Given
from qa_service.store.tables_reviews import CorrectionKind, DisputeState

Why = Annotated[str, Field(max_length=4000), AfterValidator(storable)]
Said = Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(storable)]
Question = Annotated[str, Field(min_length=1, max_length=120), AfterValidator(storable)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AnswerBody(_In):
    """One answer: to `criterion:<id>`, `label:intent`, `label:resolution`, `label:sentiment_end` or
    `courtesy:<label>`. `why` is kept as it is written, but for what looks like an e-mail address or a long number.
    """

    question: Question
    answer: Annotated[str, Field(min_length=1, max_length=64)]
    why: Why = ""

    def given(self) -> Given:
        """As the store takes it."""
        return Given(self.question, self.answer, self.why)


class AnswersBody(_In):
    """Answers of one person, and the pick or the calibration session that asked for them, if one did."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "answers": [
                        {"question": "criterion:greeting", "answer": "no", "why": "the greeting is the recorded one"},
                        {"question": "label:resolution", "answer": "pending"},
                    ],
                    "pick": "5c9a3c1e-0d7f-4b64-8a5e-9d1f0a7be2c3",
                }
            ]
        }
    )

    answers: Annotated[tuple[AnswerBody, ...], Field(min_length=1, max_length=200)]
    pick: UUID | None = None
    session: UUID | None = None
    finish: bool = True


class AnswerView(BaseModel):
    """A person's answer beside the machine's at that moment. `purpose` null: of one's own accord. Towards agents the
    reviewer stays unnamed.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [examples.ANSWER]})

    id: str
    interaction: str
    question: str
    answer: str
    machine: str | None
    machine_confidence: float | None
    reviewer: str | None
    why: str
    rubric: str | None
    run: int
    blind: bool
    at: str
    purpose: Purpose | None
    pick: str | None
    session: str | None
    dispute: str | None


class MachinePart(BaseModel):
    """What the machine said; `answer` null where it could not tell."""

    answer: str | None
    confidence: float | None


class KeptView(BaseModel):
    """The answers that were kept. `machine` are the machine's, null in a calibration session until it is revealed."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.KEPT]})

    answers: list[AnswerView]
    machine: dict[str, MachinePart] | None


class AnswersView(BaseModel):
    """Newest first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [examples.ANSWER], "next": None}]})

    items: list[AnswerView]
    next: str | None


class QuestionPart(BaseModel):
    """A question with the answers it allows; the machine's answer and its evidence stay out where it is blind."""

    question: str
    answers: list[str]
    machine: MachinePart | None
    evidence: list[dict[str, Any]]
    own: AnswerView | None


class ItemView(BaseModel):
    """An interaction as a reviewer gets it: masked words, and questions."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.ITEM]})

    interaction: str
    pick: str | None
    session: str | None
    id: str
    client: str
    channel: str
    agent: str | None
    lang: str | None
    rubric: str
    blind: bool
    transcript: list[dict[str, Any]]
    questions: list[QuestionPart]


class DisputeBody(_In):
    """What somebody objects to, in words; `questions` empty: to all of it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"questions": ["criterion:greeting"], "why": "I greeted her on the transfer"}]}
    )

    why: Said
    questions: Annotated[tuple[Question, ...], Field(max_length=100)] = ()


class DecisionBody(_In):
    """`answers` are what holds from now on; only for an objection that is upheld."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "uphold": True,
                    "why": "the greeting is in the first part of the call",
                    "answers": [{"question": "criterion:greeting", "answer": "yes"}],
                }
            ]
        }
    )

    uphold: bool
    why: Said
    answers: Annotated[tuple[AnswerBody, ...], Field(max_length=200)] = ()


class DisputeView(BaseModel):
    """An objection. Nobody who opened it or reviewed the interaction decides it; past `due_at` it expires."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.DISPUTE]})

    uuid: str
    interaction: str
    client: str
    agent: str | None
    questions: list[str]
    why: str
    opened_by: str | None
    opened_at: str
    due_at: str
    state: DisputeState
    decided_by: str | None
    decided_at: str | None
    decision: str | None


class DisputesView(BaseModel):
    """Newest first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [examples.DISPUTE], "next": None}]})

    items: list[DisputeView]
    next: str | None


class ReasonBody(_In):
    """Why it is changed."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"why": "the channels were mixed up"}]})

    why: Why = ""


class TurnBody(_In):
    """Other words or another party for a turn; what is left out stays."""

    turn: Annotated[int, Field(ge=0)]
    text: Annotated[str, Field(min_length=1, max_length=20_000), AfterValidator(storable)] | None = None
    speaker: Party | None = None

    def change(self) -> TurnChange:
        """As the store takes it."""
        return TurnChange(self.turn, self.text, self.speaker)


class CorrectionBody(_In):
    """Turns to change. New words wait sealed for a worker, which masks them before they are kept."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"why": "misheard", "turns": [{"turn": 3, "text": "il tecnico viene domani"}]}]}
    )

    turns: Annotated[tuple[TurnBody, ...], Field(min_length=1, max_length=5000)]
    why: Why = ""


class CorrectedTurnPart(BaseModel):
    """A turn as it was: its masked words, or its party before and after."""

    turn: int
    was: str | None = None
    party_was: Party | None = None
    party: Party | None = None


class CorrectionPart(BaseModel):
    """What a person changed, and the run of the interaction that it made."""

    run: int
    kind: CorrectionKind
    turns: list[CorrectedTurnPart]
    why: str
    by: str | None
    at: str


class JudgedView(BaseModel):
    """Everything that people said of one interaction. `counts` are the answers that count, by question."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.JUDGED]})

    interaction: str
    judgement: Judged
    counts: dict[str, AnswerView]
    answers: list[AnswerView]
    disputes: list[DisputeView]
    corrections: list[CorrectionPart]


class CoefficientPart(BaseModel):
    """Null where it is not defined, or the interval cannot be had."""

    value: float | None
    low: float | None
    high: float | None
    level: float


class PairingPart(BaseModel):
    """Answers of `raters` to `units` interactions; on `silent` ones the machine had no answer."""

    units: int
    raters: int
    silent: int
    coefficients: dict[Coefficient, CoefficientPart]


class AutoPart(BaseModel):
    """Whether the machine may answer alone, and why."""

    auto_scored: bool
    grounds: str
    reason: str
    low: float | None
    threshold: float | None
    units: int


class QuestionAgreementPart(BaseModel):
    """The machine with people, and people with each other; `auto` null for what is no criterion."""

    question: str
    machine: PairingPart
    people: PairingPart
    auto: AutoPart | None


class PolicyView(BaseModel):
    """A criterion is scored without a person while the lower bound of `coefficient` is at least `threshold`, once
    `least` interactions have both answers. Agents may object for `dispute_days`; an objection that nobody decides
    within `decision_days` expires.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [examples.POLICY]})

    threshold: Annotated[float, Field(ge=-1, le=1)] = 0.6
    coefficient: Coefficient = Coefficient.AC1
    least: Annotated[int, Field(ge=1, le=100_000)] = 30
    dispute_days: Annotated[int, Field(ge=1, le=3650)] = 14
    decision_days: Annotated[int, Field(ge=1, le=3650)] = 30


class AgreementView(BaseModel):
    """By question: how far people agree with each other, and the machine with people."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.AGREEMENT]})

    client: str | None
    since: str | None
    until: str | None
    policy: PolicyView
    questions: list[QuestionAgreementPart]


class CalibrationBody(_In):
    """Interactions, or a drawn calibration sample that names them. `people` are reviewers as reviews name them
    (`user:anna`); empty: whoever may review. `questions` empty: all.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "greetings, March",
                    "interactions": ["0b2f6d0e-6c1e-4f0e-9a53-2f1d1c2b3a4d"],
                    "questions": ["criterion:greeting"],
                }
            ]
        }
    )

    name: Name
    interactions: Annotated[tuple[UUID, ...], Field(max_length=500)] = ()
    sample: UUID | None = None
    people: Annotated[tuple[Name, ...], Field(max_length=100)] = ()
    questions: Annotated[tuple[Question, ...], Field(max_length=200)] = ()


class GapPart(BaseModel):
    """Of the `shared` interactions that two people or more answered, on `agreed` they all agree; the others."""

    question: str
    shared: int
    agreed: int
    apart: list[dict[str, Any]]


class CalibrationView(BaseModel):
    """A session. Until it is revealed nobody sees another's answers, only how many interactions each has answered."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.CALIBRATION]})

    uuid: str
    client: str | None
    name: str
    sample: str | None
    interactions: list[str]
    people: list[str]
    questions: list[str]
    created_by: str
    created_at: str
    revealed_by: str | None
    revealed_at: str | None
    progress: dict[str, int]
    gaps: list[GapPart] | None
    agreement: list[QuestionAgreementPart] | None


class CalibrationsView(BaseModel):
    """Newest first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [examples.CALIBRATION], "next": None}]})

    items: list[CalibrationView]
    next: str | None


def item(found: Item, service: Service) -> ItemView:
    """An interaction as this reviewer gets it."""
    document = item_document(
        found.processed, found.machine, found.questions, found.own, service.vocabulary, blind=found.blind
    )
    names = {"pick": found.pick, "session": found.session}
    return ItemView(
        interaction=str(found.interaction.id),
        **{name: row and str(row.id) for name, row in names.items()},
        **document,
    )
