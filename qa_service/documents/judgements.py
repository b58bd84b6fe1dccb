"""Everything that people said of one interaction, and what they put right in its transcript."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from qa_service.documents.disputes import DISPUTE, DisputeView
from qa_service.documents.reviews import ANSWER, AnswerView
from qa_service.documents.times import written
from qa_service.domain.interaction import Party
from qa_service.domain.review import CorrectionKind, Judged

_UUID = "0b2f6d0e-6c1e-4f0e-9a53-2f1d1c2b3a4d"
_AT = "2026-03-02T16:04:11.120+00:00"
_CORRECTION: dict[str, Any] = {
    "run": 2,
    "kind": "turns",
    "turns": [{"turn": 3, "words": True, "party_was": None, "party": None}],
    "why": "misheard",
    "by": "user:anna",
    "at": _AT,
}
_JUDGED: dict[str, Any] = {
    "interaction": _UUID,
    "judgement": "disputed",
    "counts": {"criterion:greeting": ANSWER},
    "answers": [ANSWER],
    "disputes": [DISPUTE],
    "corrections": [_CORRECTION],
}


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

    @classmethod
    def of(cls, row: Any, *, named: bool) -> "CorrectionPart":
        """A stored correction; `named`: with who made it."""
        turns = [CorrectedTurnPart(**turn) for turn in row.body]
        by = row.by if named else None
        return cls(run=row.run, kind=row.kind, turns=turns, why=row.why, by=by, at=written(row.at))


class JudgedView(BaseModel):
    """Everything that people said of one interaction. `counts` are the answers that count, by question."""

    model_config = ConfigDict(json_schema_extra={"examples": [_JUDGED]})

    interaction: str
    judgement: Judged
    counts: dict[str, AnswerView]
    answers: list[AnswerView]
    disputes: list[DisputeView]
    corrections: list[CorrectionPart]
