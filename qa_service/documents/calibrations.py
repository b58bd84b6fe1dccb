"""Calibration sessions: who has answered how much, and after the reveal where people differ."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from qa_service.documents.agreement import QUESTION, QuestionAgreementPart
from qa_service.documents.times import written
from qa_service.domain.agreement import QuestionAgreement

_UUID = "0b2f6d0e-6c1e-4f0e-9a53-2f1d1c2b3a4d"
_OTHER = "5c9a3c1e-0d7f-4b64-8a5e-9d1f0a7be2c3"
_AT = "2026-03-02T16:04:11.120+00:00"
_CALIBRATION: dict[str, Any] = {
    "uuid": _UUID,
    "client": "acme",
    "name": "greetings, March",
    "sample": None,
    "interactions": [_OTHER],
    "people": ["user:anna", "user:bruno"],
    "questions": ["criterion:greeting"],
    "created_by": "user:anna",
    "created_at": _AT,
    "revealed_by": "user:anna",
    "revealed_at": _AT,
    "progress": {"user:anna": 1, "user:bruno": 1},
    "gaps": [
        {
            "question": "criterion:greeting",
            "shared": 1,
            "agreed": 0,
            "apart": [{"interaction": _OTHER, "answers": {"user:anna": "yes", "user:bruno": "no"}, "machine": "yes"}],
        }
    ],
    "agreement": [QUESTION],
}


class GapPart(BaseModel):
    """Of the `shared` interactions that two people or more answered, on `agreed` they all agree; the others."""

    question: str
    shared: int
    agreed: int
    apart: list[dict[str, Any]]


class CalibrationView(BaseModel):
    """A session. Until it is revealed nobody sees another's answers, only how many interactions each has answered."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CALIBRATION]})

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

    @classmethod
    def of(cls, row: Any, answers: Sequence[Any], agreement: Sequence[QuestionAgreement]) -> "CalibrationView":
        """A stored session with its stored answers; of these only counts before the reveal."""
        seen = {(answer.reviewer, answer.interaction_id) for answer in answers}
        revealed = row.revealed_at is not None
        return cls(
            uuid=str(row.id),
            client=row.client or None,
            name=row.name,
            sample=row.sample_id and str(row.sample_id),
            interactions=list(row.interactions),
            people=list(row.people),
            questions=list(row.questions),
            created_by=row.created_by,
            created_at=written(row.created_at),
            revealed_by=row.revealed_by,
            revealed_at=row.revealed_at and written(row.revealed_at),
            progress=dict(sorted(Counter(reviewer for reviewer, _ in seen).items())),
            gaps=[GapPart(**gap) for gap in gaps(answers)] if revealed else None,
            agreement=[QuestionAgreementPart.of(question) for question in agreement] if revealed else None,
        )


class CalibrationsView(BaseModel):
    """Newest first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_CALIBRATION], "next": None}]})

    items: list[CalibrationView]
    next: str | None


def gaps(answers: Sequence[Any]) -> list[dict[str, Any]]:
    """By question: interactions that two people or more answered, on how many they all agree, and the others."""
    units: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    machine: dict[tuple[str, str], str | None] = {}
    for answer in answers:  # oldest first: a person's last answer holds
        units[answer.question][str(answer.interaction_id)][answer.reviewer] = answer.answer
        machine[answer.question, str(answer.interaction_id)] = answer.machine
    rows_by_question = []
    for question, answered in sorted(units.items()):
        shared = {id: by for id, by in answered.items() if len(by) > 1}
        apart = {id: by for id, by in shared.items() if len(set(by.values())) > 1}
        rows = [
            {"interaction": id, "answers": dict(sorted(by.items())), "machine": machine[question, id]}
            for id, by in sorted(apart.items())
        ]
        rows_by_question.append(
            {"question": question, "shared": len(shared), "agreed": len(shared) - len(apart), "apart": rows}
        )
    return rows_by_question
