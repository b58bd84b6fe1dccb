from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.audit_fault import AuditFault


T = TypeVar("T", bound="AuditVerdict")


@_attrs_define
class AuditVerdict:
    """Whether the trail is as it was written; `sealed` of the `lines` are held by seals as well. `removed` lines went
    when their time was up, each time up to a seal, which the trail itself tells.

        Attributes:
            intact (bool):
            lines (int):
            sealed (int):
            faults (list[AuditFault]):
            removed (int | Unset):  Default: 0.
    """

    intact: bool
    lines: int
    sealed: int
    faults: list[AuditFault]
    removed: int | Unset = 0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        intact = self.intact

        lines = self.lines

        sealed = self.sealed

        faults = []
        for faults_item_data in self.faults:
            faults_item = faults_item_data.to_dict()
            faults.append(faults_item)

        removed = self.removed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "intact": intact,
                "lines": lines,
                "sealed": sealed,
                "faults": faults,
            }
        )
        if removed is not UNSET:
            field_dict["removed"] = removed

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.audit_fault import AuditFault

        d = dict(src_dict)
        intact = d.pop("intact")

        lines = d.pop("lines")

        sealed = d.pop("sealed")

        faults = []
        _faults = d.pop("faults")
        for faults_item_data in _faults:
            faults_item = AuditFault.from_dict(faults_item_data)

            faults.append(faults_item)

        removed = d.pop("removed", UNSET)

        audit_verdict = cls(
            intact=intact,
            lines=lines,
            sealed=sealed,
            faults=faults,
            removed=removed,
        )

        audit_verdict.additional_properties = d
        return audit_verdict

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
