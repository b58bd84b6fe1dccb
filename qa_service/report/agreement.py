"""The agreement document: what API, command line and pages show of how far answers agree."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from qa_service.domain import rounding
from qa_service.domain.agreement import Agreement, AutoScore, Pairing, QuestionAgreement
from qa_service.domain.review import Policy
from qa_service.report.times import written


def agreement_document(
    questions: Sequence[QuestionAgreement],
    policy: Policy,
    client: str | None,
    period: tuple[datetime | None, datetime | None],
) -> dict[str, Any]:
    """By question: people with each other, the machine with people, and whether the machine may answer alone."""
    return {
        "client": client,
        "since": written(period[0]),
        "until": written(period[1]),
        "policy": policy_document(policy),
        "questions": [question_document(one) for one in questions],
    }


def policy_document(policy: Policy) -> dict[str, Any]:
    """What a client asks of its reviews."""
    return {
        "threshold": policy.threshold,
        "coefficient": policy.coefficient.value,
        "least": policy.least,
        "dispute_days": policy.dispute_days,
        "decision_days": policy.decision_days,
    }


def question_document(one: QuestionAgreement) -> dict[str, Any]:
    """One question; `auto` only for criteria."""
    return {
        "question": one.question,
        "machine": _pairing(one.machine),
        "people": _pairing(one.people),
        "auto": None if one.auto is None else auto_document(one.auto),
    }


def auto_document(auto: AutoScore) -> dict[str, Any]:
    """Whether the machine may answer a criterion alone, and why."""
    return {
        "auto_scored": auto.auto,
        "grounds": auto.grounds.value,
        "reason": auto.reason,
        "low": _rounded(auto.low),
        "threshold": auto.threshold,
        "units": auto.units,
        "least": auto.least,
    }


def _pairing(pairing: Pairing) -> dict[str, Any]:
    found = {name.value: _coefficient(value) for name, value in pairing.coefficients.items()}
    return {"units": pairing.units, "raters": pairing.raters, "silent": pairing.silent, "coefficients": found}


def _coefficient(one: Agreement) -> dict[str, Any]:
    return {"value": _rounded(one.value), "low": _rounded(one.low), "high": _rounded(one.high), "level": one.level}


def _rounded(value: float | None) -> float | None:
    return None if value is None else rounding.kept(value)
