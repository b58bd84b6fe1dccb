"""What was learned of a client's answers, and how often it was right before anybody relied on it."""

from collections.abc import Mapping
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from qa_service.documents.agreement import CoefficientPart
from qa_service.documents.criteria import LEARNED, LearnedModelView
from qa_service.domain.agreement import Agreement
from qa_service.domain.rubric import Wording

_UUID = "0b2f6d0e-6c1e-4f0e-9a53-2f1d1c2b3a4d"
_SHARE: dict[str, Any] = {"value": 0.91, "low": 0.83, "high": 0.97, "level": 0.95}
_REPORT: dict[str, Any] = {
    "learned": LEARNED,
    "question": {"it": "Propone un'offerta a chi vuole disdire?", "en": "Is an offer made to who wants to cancel?"},
    "n": 72,
    "share": _SHARE,
    "kappa": {**_SHARE, "value": 0.81, "low": 0.66, "high": 0.93},
    "ac1": {**_SHARE, "value": 0.83, "low": 0.69, "high": 0.94},
    "withheld": 0.14,
    "calibration_error": 0.06,
    "says_nothing": False,
    "languages": ["it"],
    "parties": "agent",
    "worst": [{"kind": "channel", "name": "chat", "n": 20, "decided": 16, "agreed": 13}],
    "doubted": [
        {
            "interaction": _UUID,
            "id": "ext-8842",
            "answer": "no",
            "chance": 0.04,
            "link": f"/v1/interactions/{_UUID}",
        }
    ],
    "sources": 72,
}


class PartAgreementPart(BaseModel):
    """The interactions of one channel or language: `decided` of `n` had an answer, `agreed` that of the person."""

    kind: str
    name: str
    n: int
    decided: int
    agreed: int


class DoubtedAnswerPart(BaseModel):
    """An answer of a person that the model would not have given; `chance` is that which it gave to that answer."""

    interaction: UUID
    id: str
    answer: str
    chance: float
    link: str


class LearnedReportView(BaseModel):
    """How a learned criterion stood in cross-testing: each of `n` answers was given by models that saw neither it nor
    any other of the same agent's week.

    `share` of equal answers, `kappa` and `ac1` count what was decided; `withheld` is the share in which it could not
    tell; `calibration_error` how far the stated chances lie from the shares that are right. `says_nothing`: the answers
    do not follow from what is said in any way that could be learned. `worst`: where it agrees least. `doubted`: the
    answers of people that it doubts most, of interactions that are still there and that you are not to answer blind.
    `sources`: how many of those it was learned from are still there.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_REPORT]})

    learned: LearnedModelView
    question: Wording | None
    n: int
    share: CoefficientPart
    kappa: CoefficientPart
    ac1: CoefficientPart
    withheld: float
    calibration_error: float
    says_nothing: bool
    languages: list[str]
    parties: str
    worst: list[PartAgreementPart]
    doubted: list[DoubtedAnswerPart]
    sources: int

    @classmethod
    def of(cls, row: Any, doubted: list[DoubtedAnswerPart], sources: int) -> Self:
        """A stored model, with those of its doubts that may be shown."""
        report: Mapping[str, Any] = row.report
        same = {
            name: report[name] for name in ("withheld", "calibration_error", "says_nothing", "languages", "parties")
        }
        measured = {name: _coefficient(report[name]) for name in ("share", "kappa", "ac1")}
        return cls(
            **same,
            **measured,
            learned=LearnedModelView.of(row),
            question=None if row.question is None else Wording.model_validate(row.question),
            n=report["n_yes"] + report["n_no"],
            worst=[PartAgreementPart.model_validate(part) for part in report["worst"]],
            doubted=doubted,
            sources=sources,
        )


class LearnedModelsView(BaseModel):
    """What was learned for a criterion, newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"client": "acme", "items": [LEARNED]}]})

    client: str
    items: list[LearnedModelView]


def _coefficient(body: Mapping[str, Any]) -> CoefficientPart:
    return CoefficientPart.of(Agreement(**body))
