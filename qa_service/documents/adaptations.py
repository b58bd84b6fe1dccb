"""What a client has taught a shipped head: both heads on the same answers of people, and which one answers."""

from collections.abc import Mapping
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from qa_service.documents.agreement import CoefficientPart
from qa_service.documents.times import Time
from qa_service.domain.adaptation import version_of
from qa_service.domain.adapted_question import AdaptedQuestion
from qa_service.domain.agreement import Agreement
from qa_service.domain.interaction import State
from qa_service.store.tables_criteria import CriterionJobRow, LearnedModelRow

_ID = "3e6b1f0a-8f0d-4a47-9a70-5b5c8f1f2f61"
_SHARE: dict[str, Any] = {"value": 0.86, "low": 0.79, "high": 0.92, "level": 0.95}
_SHIPPED: dict[str, Any] = {
    "decided": 88,
    "share": {**_SHARE, "value": 0.34, "low": 0.25, "high": 0.44},
    "kappa": {**_SHARE, "value": 0.02, "low": -0.06, "high": 0.11},
    "ac1": {**_SHARE, "value": 0.11, "low": -0.03, "high": 0.26},
    "auc": 0.56,
    "balanced": 0.54,
    "calibration_error": 0.41,
}
_ADAPTED: dict[str, Any] = {
    **_SHIPPED,
    "decided": 100,
    "share": {**_SHARE, "value": 0.94, "low": 0.89, "high": 0.98},
    "kappa": {**_SHARE, "value": 0.68, "low": 0.44, "high": 0.86},
    "ac1": {**_SHARE, "value": 0.92, "low": 0.86, "high": 0.97},
    "auc": 0.95,
    "balanced": 0.84,
    "calibration_error": 0.04,
}
_REPORT: dict[str, Any] = {
    "n": 100,
    "answers": {"resolved": 89, "unresolved": 11},
    "unused": 3,
    "changes": True,
    "gain": 0.61,
    "gain_error": 0.08,
    "shipped": _SHIPPED,
    "adapted": _ADAPTED,
    "moves": [{"before": "unresolved", "after": "resolved", "n": 58, "right_before": 2, "right_after": 56}],
    "withheld": [{"reason": "The contact breaks off before its end.", "n": 12, "right": 9, "allowed": False}],
}
_ADAPTATION: dict[str, Any] = {
    "id": _ID,
    "client": "acme",
    "question": "resolution",
    "version": "resolution@sha256:9b0c1d2e3f40",
    "encoder": "heads@sha256:0123456789ab",
    "in_force": False,
    "sources": 100,
    "made_by": "user:anna",
    "made_at": "2026-04-02T09:00:00.000+00:00",
    "published_by": None,
    "published_at": None,
    "withdrawn_by": None,
    "withdrawn_at": None,
    "link": f"/v1/adaptations/{_ID}",
    "report": _REPORT,
    "doubted": [{"interaction": _ID, "answer": "resolved", "chance": 0.06, "link": f"/v1/interactions/{_ID}"}],
}
_JOB: dict[str, Any] = {
    "id": _ID,
    "client": "acme",
    "question": "resolution",
    "state": "done",
    "failure": None,
    "done": 100,
    "total": 100,
    "learned": _ID,
    "report": _REPORT,
    "made_by": "user:anna",
    "made_at": "2026-04-02T09:00:00.000+00:00",
    "done_at": "2026-04-02T09:00:04.000+00:00",
    "link": f"/v1/adaptations/jobs/{_ID}",
}


class HeadPart(BaseModel):
    """One head beside people's answers. `decided` of them had an answer; `share` of equal answers, `kappa` and `ac1`
    count these; `auc`, `balanced` accuracy and `calibration_error` count all, by the stated chances.
    """

    decided: int
    share: CoefficientPart
    kappa: CoefficientPart
    ac1: CoefficientPart
    auc: float | None
    balanced: float | None
    calibration_error: float

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """Of a stored report."""
        coefficients = {name: CoefficientPart.of(Agreement(**body[name])) for name in ("share", "kappa", "ac1")}
        plain = {name: _rounded(body[name]) for name in ("auc", "balanced", "calibration_error")}
        return cls.model_validate({"decided": body["decided"], **coefficients, **plain})


class MovePart(BaseModel):
    """`n` answers would go from `before` to `after` (null: withheld); how many of them are what people answered."""

    before: str | None
    after: str | None
    n: int
    right_before: int
    right_after: int


class WithheldPart(BaseModel):
    """Cases in which the shipped reader gives no answer for a reason of its own models: the adapted head would have
    been right in `right` of `n`; `allowed`: it may speak there.
    """

    reason: str
    n: int
    right: int
    allowed: bool


class DoubtedLabelPart(BaseModel):
    """An answer of a person that the adapted head would not have given, and the chance which it gave to that answer."""

    interaction: UUID
    answer: str
    chance: float
    link: str


class AdaptationReportPart(BaseModel):
    """Both heads on `n` answers of people from which neither had learned: the adapted one by models that saw neither
    the case nor any other of the same agent's week. `unused` answers could not be learned from. `changes`: the gain is
    clear; where it is not, nothing is learned and the shipped head stays. `gain`: in the mean logarithm of the chance
    of people's answers, with its standard error `gain_error`.
    """

    n: int
    answers: dict[str, int]
    unused: int
    changes: bool
    gain: float
    gain_error: float
    shipped: HeadPart
    adapted: HeadPart
    moves: list[MovePart]
    withheld: list[WithheldPart]

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """Of a stored report."""
        heads = {name: HeadPart.of(body[name]) for name in ("shipped", "adapted")}
        same = {name: body[name] for name in ("answers", "unused", "changes", "moves", "withheld")}
        gain = {name: _rounded(body[name]) for name in ("gain", "gain_error")}
        return cls.model_validate({"n": sum(body["answers"].values()), **same, **gain, **heads})


class AdaptationView(BaseModel):
    """What was learned for one question: `in_force` once a person has published it, until somebody withdraws it or
    publishes another one. `version` is how analyses and figures name it. `sources`: how many of the interactions that
    it was learned from are still there. `doubted`: the answers of people that it doubts most, of those that you are
    not to answer blind.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_ADAPTATION]})

    id: UUID
    client: str
    question: str
    version: str
    encoder: str
    in_force: bool
    sources: int
    made_by: str
    made_at: Time
    published_by: str | None
    published_at: Time | None
    withdrawn_by: str | None
    withdrawn_at: Time | None
    link: str
    report: AdaptationReportPart
    doubted: list[DoubtedLabelPart] = []

    @classmethod
    def of(cls, row: LearnedModelRow, in_force: bool, sources: int, doubted: list[DoubtedLabelPart]) -> Self:
        """A stored one."""
        name = AdaptedQuestion(row.family.value, row.subject).name
        same = {field: getattr(row, field) for field in cls.model_fields if hasattr(row, field)}
        own = {"question": name, "version": version_of(name, row.body), "in_force": in_force, "sources": sources}
        own |= {"link": f"/v1/adaptations/{row.id}", "report": AdaptationReportPart.of(row.report), "doubted": doubted}
        return cls.model_validate({**same, **own})


class AdaptationsView(BaseModel):
    """What a client has learned for shipped heads, newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"client": "acme", "items": [_ADAPTATION]}]})

    client: str
    items: list[AdaptationView]


class AdaptationJobView(BaseModel):
    """A head that is being learned by a worker. `learned` (null: no gain is clear, nothing is kept) and `report` are
    there once it is done.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_JOB]})

    id: UUID
    client: str
    question: str
    state: State
    failure: str | None
    done: int
    total: int | None
    learned: UUID | None
    report: AdaptationReportPart | None
    made_by: str
    made_at: Time
    done_at: Time | None
    link: str

    @classmethod
    def of(cls, row: CriterionJobRow) -> Self:
        """A stored one."""
        result = row.result or {}
        report = AdaptationReportPart.of(result["report"]) if "report" in result else None
        same = {field: getattr(row, field) for field in cls.model_fields if hasattr(row, field)}
        name = AdaptedQuestion(row.request["family"], row.request["subject"]).name
        own = {"question": name, "learned": result.get("learned"), "report": report}
        return cls.model_validate({**same, **own, "link": f"/v1/adaptations/jobs/{row.id}"})


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
