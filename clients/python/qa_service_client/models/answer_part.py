from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.verdict import Verdict

if TYPE_CHECKING:
    from ..models.quote import Quote


T = TypeVar("T", bound="AnswerPart")


@_attrs_define
class AnswerPart:
    """One criterion of the rubric; an absence names the turns that were examined. `to_be_confirmed`: the answer is the
    one without a finding against the agent that a person is to confirm.

        Attributes:
            criterion (str):
            verdict (Verdict): The answer to one criterion.
            confidence (float):
            evidence (list[Quote]):
            examined (list[int]):
            decided_by (str):
            to_be_confirmed (bool):
    """

    criterion: str
    verdict: Verdict
    confidence: float
    evidence: list[Quote]
    examined: list[int]
    decided_by: str
    to_be_confirmed: bool

    def to_dict(self) -> dict[str, Any]:
        criterion = self.criterion

        verdict = self.verdict.value

        confidence = self.confidence

        evidence = []
        for evidence_item_data in self.evidence:
            evidence_item = evidence_item_data.to_dict()
            evidence.append(evidence_item)

        examined = self.examined

        decided_by = self.decided_by

        to_be_confirmed = self.to_be_confirmed

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "criterion": criterion,
                "verdict": verdict,
                "confidence": confidence,
                "evidence": evidence,
                "examined": examined,
                "decided_by": decided_by,
                "to_be_confirmed": to_be_confirmed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.quote import Quote

        d = dict(src_dict)
        criterion = d.pop("criterion")

        verdict = Verdict(d.pop("verdict"))

        confidence = d.pop("confidence")

        evidence = []
        _evidence = d.pop("evidence")
        for evidence_item_data in _evidence:
            evidence_item = Quote.from_dict(evidence_item_data)

            evidence.append(evidence_item)

        examined = cast(list[int], d.pop("examined"))

        decided_by = d.pop("decided_by")

        to_be_confirmed = d.pop("to_be_confirmed")

        answer_part = cls(
            criterion=criterion,
            verdict=verdict,
            confidence=confidence,
            evidence=evidence,
            examined=examined,
            decided_by=decided_by,
            to_be_confirmed=to_be_confirmed,
        )

        return answer_part
