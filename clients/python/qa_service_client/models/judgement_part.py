from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.judgement_part_distribution import JudgementPartDistribution
    from ..models.quote import Quote


T = TypeVar("T", bound="JudgementPart")


@_attrs_define
class JudgementPart:
    """`label` null: the service cannot tell, and `reason` says why.

    Attributes:
        label (None | str):
        probability (float):
        distribution (JudgementPartDistribution):
        evidence (list[Quote]):
        reason (None | str | Unset):
    """

    label: None | str
    probability: float
    distribution: JudgementPartDistribution
    evidence: list[Quote]
    reason: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        label: None | str
        label = self.label

        probability = self.probability

        distribution = self.distribution.to_dict()

        evidence = []
        for evidence_item_data in self.evidence:
            evidence_item = evidence_item_data.to_dict()
            evidence.append(evidence_item)

        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "label": label,
                "probability": probability,
                "distribution": distribution,
                "evidence": evidence,
            }
        )
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.judgement_part_distribution import JudgementPartDistribution
        from ..models.quote import Quote

        d = dict(src_dict)

        def _parse_label(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        label = _parse_label(d.pop("label"))

        probability = d.pop("probability")

        distribution = JudgementPartDistribution.from_dict(d.pop("distribution"))

        evidence = []
        _evidence = d.pop("evidence")
        for evidence_item_data in _evidence:
            evidence_item = Quote.from_dict(evidence_item_data)

            evidence.append(evidence_item)

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        judgement_part = cls(
            label=label,
            probability=probability,
            distribution=distribution,
            evidence=evidence,
            reason=reason,
        )

        return judgement_part
