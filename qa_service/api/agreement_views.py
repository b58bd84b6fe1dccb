"""What the API takes and answers about agreement and calibration sessions."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from qa_service.api import examples_reviews as examples
from qa_service.api.deps import Name
from qa_service.api.review_views import Body, Question
from qa_service.domain.agreement import Coefficient


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
    least: int


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


class CalibrationBody(Body):
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
