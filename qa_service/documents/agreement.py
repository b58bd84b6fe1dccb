"""How far people and machine agree, and what a client asks of its reviews."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from qa_service.documents.times import written
from qa_service.domain import rounding
from qa_service.domain.agreement import Agreement, AutoScore, Coefficient, Pairing, QuestionAgreement
from qa_service.domain.review import LARGEST_LEAST, MOST_DAYS, Policy

_COEFFICIENT = {"value": 0.84, "low": 0.71, "high": 0.94, "level": 0.95}
QUESTION: dict[str, Any] = {
    "question": "criterion:greeting",
    "machine": {"units": 64, "raters": 2, "silent": 3, "coefficients": {"gwet_ac1": _COEFFICIENT}},
    "people": {"units": 12, "raters": 2, "silent": 0, "coefficients": {"krippendorff_alpha": _COEFFICIENT}},
    "auto": {
        "auto_scored": True,
        "grounds": "holds",
        "reason": "the agreement's lower bound 0.71 over 64 interactions holds the threshold 0.6",
        "low": 0.71,
        "threshold": 0.6,
        "units": 64,
        "least": 30,
    },
}
_POLICY: dict[str, Any] = {
    "threshold": 0.6,
    "coefficient": "gwet_ac1",
    "least": 30,
    "dispute_days": 14,
    "decision_days": 30,
}
_AGREEMENT: dict[str, Any] = {
    "client": "acme",
    "since": None,
    "until": None,
    "policy": _POLICY,
    "questions": [QUESTION],
}


class CoefficientPart(BaseModel):
    """Null where it is not defined, or the interval cannot be had."""

    value: float | None
    low: float | None
    high: float | None
    level: float

    @classmethod
    def of(cls, agreement: Agreement) -> "CoefficientPart":
        """Rounded as figures are kept."""
        low, high = _rounded(agreement.low), _rounded(agreement.high)
        return cls(value=_rounded(agreement.value), low=low, high=high, level=agreement.level)


class PairingPart(BaseModel):
    """Answers of `raters` to `units` interactions; on `silent` ones the machine had no answer."""

    units: int
    raters: int
    silent: int
    coefficients: dict[Coefficient, CoefficientPart]

    @classmethod
    def of(cls, pairing: Pairing) -> "PairingPart":
        """All coefficients of a pairing."""
        coefficients = {name: CoefficientPart.of(value) for name, value in pairing.coefficients.items()}
        return cls(units=pairing.units, raters=pairing.raters, silent=pairing.silent, coefficients=coefficients)


class AutoPart(BaseModel):
    """Whether the machine may answer alone, and why."""

    auto_scored: bool
    grounds: str
    reason: str
    low: float | None
    threshold: float | None
    units: int
    least: int

    @classmethod
    def of(cls, auto: AutoScore) -> "AutoPart":
        """Of one criterion."""
        return cls(
            auto_scored=auto.auto,
            grounds=auto.grounds.value,
            reason=auto.reason,
            low=_rounded(auto.low),
            threshold=auto.threshold,
            units=auto.units,
            least=auto.least,
        )


class QuestionAgreementPart(BaseModel):
    """The machine with people, and people with each other; `auto` null for what is no criterion."""

    question: str
    machine: PairingPart
    people: PairingPart
    auto: AutoPart | None

    @classmethod
    def of(cls, question: QuestionAgreement) -> "QuestionAgreementPart":
        """One question."""
        auto = None if question.auto is None else AutoPart.of(question.auto)
        machine, people = PairingPart.of(question.machine), PairingPart.of(question.people)
        return cls(question=question.question, machine=machine, people=people, auto=auto)


class PolicyView(BaseModel):
    """A criterion is scored without a person while the lower bound of `coefficient` is at least `threshold`, once
    `least` interactions have both answers. Agents may object for `dispute_days`; an objection that nobody decides
    within `decision_days` expires.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_POLICY]})

    threshold: Annotated[float, Field(ge=-1, le=1)] = 0.6
    coefficient: Coefficient = Coefficient.AC1
    least: Annotated[int, Field(ge=1, le=LARGEST_LEAST)] = 30
    dispute_days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = 14
    decision_days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = 30

    @classmethod
    def of(cls, policy: Policy) -> "PolicyView":
        """As it is stored: it was checked when it came in."""
        return cls.model_construct(
            threshold=policy.threshold,
            coefficient=policy.coefficient,
            least=policy.least,
            dispute_days=policy.dispute_days,
            decision_days=policy.decision_days,
        )


class AgreementView(BaseModel):
    """By question: how far people agree with each other, and the machine with people."""

    model_config = ConfigDict(json_schema_extra={"examples": [_AGREEMENT]})

    client: str | None
    since: str | None
    until: str | None
    policy: PolicyView
    questions: list[QuestionAgreementPart]

    @classmethod
    def of(
        cls,
        questions: Sequence[QuestionAgreement],
        policy: Policy,
        client: str | None,
        since: datetime | None,
        until: datetime | None,
    ) -> "AgreementView":
        """Of one client, or of several together."""
        return cls(
            client=client,
            since=since and written(since),
            until=until and written(until),
            policy=PolicyView.of(policy),
            questions=[QuestionAgreementPart.of(question) for question in questions],
        )


def _rounded(value: float | None) -> float | None:
    return None if value is None else rounding.for_documents(value)
