from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="PartAgreementPart")


@_attrs_define
class PartAgreementPart:
    """The interactions of one channel or language: `decided` of `n` had an answer, `agreed` that of the person.

    Attributes:
        kind (str):
        name (str):
        n (int):
        decided (int):
        agreed (int):
    """

    kind: str
    name: str
    n: int
    decided: int
    agreed: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        name = self.name

        n = self.n

        decided = self.decided

        agreed = self.agreed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "name": name,
                "n": n,
                "decided": decided,
                "agreed": agreed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = d.pop("kind")

        name = d.pop("name")

        n = d.pop("n")

        decided = d.pop("decided")

        agreed = d.pop("agreed")

        part_agreement_part = cls(
            kind=kind,
            name=name,
            n=n,
            decided=decided,
            agreed=agreed,
        )

        part_agreement_part.additional_properties = d
        return part_agreement_part

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
