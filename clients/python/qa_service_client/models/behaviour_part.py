from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.behaviour_part_status_type_0 import BehaviourPartStatusType0
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.quote import Quote


T = TypeVar("T", bound="BehaviourPart")


@_attrs_define
class BehaviourPart:
    """`present` null: the service cannot tell, and `reason` may say why; `status` is null then as well.

    `to_be_confirmed`: a finding against the agent that is not probable enough to accuse. It is not present, lowers no
    score and counts in no figure until a person confirms it; `evidence` is what the machine saw in it.

        Attributes:
            present (bool | None):
            status (BehaviourPartStatusType0 | None):
            probability (float):
            evidence (list[Quote]):
            reason (None | str | Unset):
    """

    present: bool | None
    status: BehaviourPartStatusType0 | None
    probability: float
    evidence: list[Quote]
    reason: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        present: bool | None
        present = self.present

        status: None | str
        if isinstance(self.status, BehaviourPartStatusType0):
            status = self.status.value
        else:
            status = self.status

        probability = self.probability

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
                "present": present,
                "status": status,
                "probability": probability,
                "evidence": evidence,
            }
        )
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.quote import Quote

        d = dict(src_dict)

        def _parse_present(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        present = _parse_present(d.pop("present"))

        def _parse_status(data: object) -> BehaviourPartStatusType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = BehaviourPartStatusType0(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BehaviourPartStatusType0 | None, data)

        status = _parse_status(d.pop("status"))

        probability = d.pop("probability")

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

        behaviour_part = cls(
            present=present,
            status=status,
            probability=probability,
            evidence=evidence,
            reason=reason,
        )

        return behaviour_part
