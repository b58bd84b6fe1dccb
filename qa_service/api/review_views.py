"""What the API takes and answers about reviews, disputes and corrections."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from qa_service.api import examples_reviews as examples
from qa_service.domain.interaction import Party, storable
from qa_service.domain.review import Judged
from qa_service.domain.sampling import Purpose
from qa_service.domain.transcript import TurnChange
from qa_service.report.review import item_document
from qa_service.reviewing.answering import Item
from qa_service.services.dependencies import Dependencies
from qa_service.store.reviews import Given
from qa_service.store.tables_reviews import CorrectionKind, DisputeState

Why = Annotated[str, Field(max_length=4000), AfterValidator(storable)]
Said = Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(storable)]
Question = Annotated[str, Field(min_length=1, max_length=120), AfterValidator(storable)]


class Body(BaseModel):
    """What comes in: nothing that is not named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AnswerBody(Body):
    """One answer: to `criterion:<id>`, `label:intent`, `label:resolution`, `label:sentiment_end` or
    `courtesy:<label>`. `why` is kept as it is written, but for what looks like an e-mail address or a long number.
    """

    question: Question
    answer: Annotated[str, Field(min_length=1, max_length=64)]
    why: Why = ""

    def given(self) -> Given:
        """As the store takes it."""
        return Given(self.question, self.answer, self.why)


class AnswersBody(Body):
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
    """What the machine said; `answer` null where it could not tell. `to_be_confirmed`: the answer counts until a person
    has looked, since a finding against the agent that is not sure enough might turn it.
    """

    answer: str | None
    confidence: float | None
    to_be_confirmed: bool


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


class DisputeBody(Body):
    """What somebody objects to, in words; `questions` empty: to all of it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"questions": ["criterion:greeting"], "why": "I greeted her on the transfer"}]}
    )

    why: Said
    questions: Annotated[tuple[Question, ...], Field(max_length=100)] = ()


class DecisionBody(Body):
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


class ReasonBody(Body):
    """Why it is changed."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"why": "the channels were mixed up"}]})

    why: Why = ""


class TurnBody(Body):
    """Other words or another party for a turn; what is left out stays."""

    turn: Annotated[int, Field(ge=0)]
    text: Annotated[str, Field(min_length=1, max_length=20_000), AfterValidator(storable)] | None = None
    speaker: Party | None = None

    def change(self) -> TurnChange:
        """As the store takes it."""
        return TurnChange(self.turn, self.text, self.speaker)


class CorrectionBody(Body):
    """Turns to change. New words wait sealed for a worker, which masks them before they are kept."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"why": "misheard", "turns": [{"turn": 3, "text": "il tecnico viene domani"}]}]}
    )

    turns: Annotated[tuple[TurnBody, ...], Field(min_length=1, max_length=5000)]
    why: Why = ""


class CorrectedTurnPart(BaseModel):
    """A turn that was changed: whether its words were, and its party before and after. No words are kept of it."""

    turn: int
    words: bool = False
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


def item(found: Item, service: Dependencies) -> ItemView:
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
