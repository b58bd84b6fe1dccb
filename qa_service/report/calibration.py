"""Calibration sessions as documents: who has answered how much, and after the reveal where people differ."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, Protocol

from qa_service.domain.agreement import QuestionAgreement
from qa_service.report.agreement import question_document
from qa_service.report.times import written


class Calibration(Protocol):
    """A stored session, as far as it is shown."""

    id: Any
    client: str
    name: str
    sample_id: Any
    interactions: list[str]
    people: list[str]
    questions: list[str]
    created_by: str
    created_at: Any
    revealed_by: str | None
    revealed_at: Any


class Given(Protocol):
    """A stored answer, as far as sessions look at it."""

    interaction_id: Any
    question: str
    reviewer: str
    answer: str
    machine: str | None


def calibration_document(
    row: Calibration, answers: Sequence[Given], agreement: Sequence[QuestionAgreement]
) -> dict[str, Any]:
    """The session; before the reveal nobody's answers, only how many interactions each person has answered."""
    seen = {(answer.reviewer, answer.interaction_id) for answer in answers}
    return {
        "uuid": str(row.id),
        "client": row.client or None,
        "name": row.name,
        "sample": row.sample_id and str(row.sample_id),
        "interactions": list(row.interactions),
        "people": list(row.people),
        "questions": list(row.questions),
        "created_by": row.created_by,
        "created_at": written(row.created_at),
        "revealed_by": row.revealed_by,
        "revealed_at": written(row.revealed_at),
        "progress": dict(sorted(Counter(reviewer for reviewer, _ in seen).items())),
        "gaps": gaps(answers) if row.revealed_at is not None else None,
        "agreement": [question_document(one) for one in agreement] if row.revealed_at is not None else None,
    }


def gaps(answers: Sequence[Given]) -> list[dict[str, Any]]:
    """By question: interactions that two people or more answered, on how many they all agree, and the others."""
    units: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    machine: dict[tuple[str, str], str | None] = {}
    for one in answers:  # oldest first: a person's last answer holds
        units[one.question][str(one.interaction_id)][one.reviewer] = one.answer
        machine[one.question, str(one.interaction_id)] = one.machine
    found = []
    for question, given in sorted(units.items()):
        shared = {id: by for id, by in given.items() if len(by) > 1}
        apart = {id: by for id, by in shared.items() if len(set(by.values())) > 1}
        rows = [
            {"interaction": id, "answers": dict(sorted(by.items())), "machine": machine[question, id]}
            for id, by in sorted(apart.items())
        ]
        found.append({"question": question, "shared": len(shared), "agreed": len(shared) - len(apart), "apart": rows})
    return found
