"""Answers, objections and corrections, as they come in."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from qa_service.domain.interaction import Party, storable
from qa_service.domain.review import ReviewAnswer
from qa_service.domain.transcript import TurnChange

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

    def to_answer(self) -> ReviewAnswer:
        """As the store takes it."""
        return ReviewAnswer(self.question, self.answer, self.why)


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
    rubric: Annotated[
        str | None, Field(max_length=250, description="the version whose questions these are; 409 where it is another")
    ] = None


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
