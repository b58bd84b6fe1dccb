"""Answers of people beside the machine's, and an interaction as a reviewer gets it."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from qa_service.documents.times import written
from qa_service.domain.processed import Processed
from qa_service.domain.review import MachineAnswer, choices
from qa_service.domain.sampling import Purpose
from qa_service.domain.vocabulary import Vocabulary

_UUID = "0b2f6d0e-6c1e-4f0e-9a53-2f1d1c2b3a4d"
_OTHER = "5c9a3c1e-0d7f-4b64-8a5e-9d1f0a7be2c3"
_AT = "2026-03-02T16:04:11.120+00:00"
ANSWER: dict[str, Any] = {
    "id": _OTHER,
    "interaction": _UUID,
    "question": "criterion:greeting",
    "answer": "no",
    "machine": "yes",
    "machine_confidence": 0.71,
    "reviewer": "user:anna",
    "why": "the greeting is the recorded one",
    "rubric": "default@1",
    "run": 1,
    "blind": True,
    "at": _AT,
    "purpose": "random",
    "pick": _OTHER,
    "session": None,
    "dispute": None,
}
_ITEM: dict[str, Any] = {
    "interaction": _UUID,
    "pick": _OTHER,
    "session": None,
    "id": "ext-8842",
    "client": "acme",
    "channel": "call",
    "agent": "a17",
    "lang": "it",
    "rubric": "default@1",
    "blind": True,
    "transcript": [{"turn": 0, "speaker": "agent", "start": 0.0, "end": 3.1, "text": "Buongiorno, sono [PERSON]."}],
    "questions": [
        {
            "question": "criterion:greeting",
            "answers": ["yes", "no", "not_applicable", "unclear"],
            "machine": None,
            "evidence": [],
            "own": None,
        }
    ],
}
_KEPT: dict[str, Any] = {
    "answers": [ANSWER],
    "machine": {"criterion:greeting": {"answer": "yes", "confidence": 0.71, "to_be_confirmed": False}},
}


class AnswerView(BaseModel):
    """A person's answer beside the machine's at that moment. `purpose` null: of one's own accord. Towards agents the
    reviewer stays unnamed.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [ANSWER]})

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

    @classmethod
    def of(cls, row: Any, *, named: bool = True, disclosed: bool = True) -> "AnswerView":
        """A stored answer; `named`: with its author, `disclosed`: with the machine's answer."""
        return cls(
            id=str(row.id),
            interaction=str(row.interaction_id),
            question=row.question,
            answer=row.answer,
            machine=row.machine if disclosed else None,
            machine_confidence=row.machine_confidence if disclosed else None,
            reviewer=row.reviewer if named else None,
            why=row.why,
            rubric=row.rubric,
            run=row.run,
            blind=row.blind,
            at=written(row.at),
            purpose=row.purpose,
            pick=row.pick_id and str(row.pick_id),
            session=row.session_id and str(row.session_id),
            dispute=row.dispute_id and str(row.dispute_id),
        )


class MachinePart(BaseModel):
    """What the machine said; `answer` null where it could not tell. `to_be_confirmed`: the answer counts until a person
    has looked, since a finding against the agent that is not sure enough might turn it.
    """

    answer: str | None
    confidence: float | None
    to_be_confirmed: bool

    @classmethod
    def of(cls, machine: MachineAnswer) -> "MachinePart":
        """What it said."""
        sure = None if machine.confidence is None else round(machine.confidence, 3)
        return cls(answer=machine.answer, confidence=sure, to_be_confirmed=machine.to_be_confirmed)


class KeptView(BaseModel):
    """The answers that were kept. `machine` are the machine's, null in a calibration session until it is revealed."""

    model_config = ConfigDict(json_schema_extra={"examples": [_KEPT]})

    answers: list[AnswerView]
    machine: dict[str, MachinePart] | None

    @classmethod
    def of(cls, rows: Sequence[Any], machine: Mapping[str, MachineAnswer] | None) -> "KeptView":
        """Stored answers, with the machine's where they may be shown from now on."""
        answers = [AnswerView.of(row, disclosed=machine is not None) for row in rows]
        parts = None if machine is None else {name: MachinePart.of(answer) for name, answer in machine.items()}
        return cls(answers=answers, machine=parts)


class AnswersView(BaseModel):
    """Newest first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [ANSWER], "next": None}]})

    items: list[AnswerView]
    next: str | None


class QuestionPart(BaseModel):
    """A question with the answers it allows; the machine's answer and its evidence stay out where it is blind."""

    question: str
    answers: list[str]
    machine: MachinePart | None
    evidence: list[dict[str, Any]]
    own: AnswerView | None


class ReviewItemView(BaseModel):
    """An interaction as a reviewer gets it: masked words, and questions."""

    model_config = ConfigDict(json_schema_extra={"examples": [_ITEM]})

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

    @classmethod
    def of(
        cls,
        id: object,
        processed: Processed,
        analysis: Mapping[str, Any],
        questions: Sequence[QuestionPart],
        *,
        blind: bool,
        pick: object = None,
        session: object = None,
    ) -> "ReviewItemView":
        """The interaction `id`, whose analysis document is `analysis`; `pick` or `session` asked for it."""
        about = processed.interaction
        return cls(
            interaction=str(id),
            pick=None if pick is None else str(pick),
            session=None if session is None else str(session),
            id=about.id,
            client=about.client,
            channel=about.channel.value,
            agent=about.agent,
            lang=analysis["lang"],
            rubric=processed.scorecard.rubric,
            blind=blind,
            transcript=analysis["transcript"],
            questions=list(questions),
        )


def questions_of(
    machine: Mapping[str, MachineAnswer],
    questions: Sequence[str],
    own: Mapping[str, Any],
    vocabulary: Vocabulary,
    analysis: Mapping[str, Any],
    *,
    blind: bool,
) -> list[QuestionPart]:
    """The `questions` of a reviewer, with what `own` says; while `blind` without the machine's and their evidence."""
    return [
        QuestionPart(
            question=question,
            answers=list(choices(question, vocabulary)),
            machine=None if blind or question not in machine else MachinePart.of(machine[question]),
            evidence=[] if blind else _evidence(question, analysis),
            own=AnswerView.of(own[question]) if question in own else None,
        )
        for question in questions
    ]


def _evidence(question: str, analysis: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The passages that the machine's answer rests on."""
    family, _, name = question.partition(":")
    passages: list[dict[str, Any]] = []
    if family == "criterion":
        answers = analysis["scorecard"]["answers"]
        passages = next((answer["evidence"] for answer in answers if answer["criterion"] == name), [])
    elif family == "courtesy":
        passages = analysis["courtesy"].get(name, {}).get("evidence", [])
    elif name in ("intent", "resolution"):
        passages = analysis[name]["evidence"]
    return passages
