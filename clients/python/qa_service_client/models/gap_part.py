from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.gap_part_apart_item import GapPartApartItem


T = TypeVar("T", bound="GapPart")


@_attrs_define
class GapPart:
    """Of the `shared` interactions that two people or more answered, on `agreed` they all agree; the others.

    Attributes:
        question (str):
        shared (int):
        agreed (int):
        apart (list[GapPartApartItem]):
    """

    question: str
    shared: int
    agreed: int
    apart: list[GapPartApartItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        question = self.question

        shared = self.shared

        agreed = self.agreed

        apart = []
        for apart_item_data in self.apart:
            apart_item = apart_item_data.to_dict()
            apart.append(apart_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "question": question,
                "shared": shared,
                "agreed": agreed,
                "apart": apart,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.gap_part_apart_item import GapPartApartItem

        d = dict(src_dict)
        question = d.pop("question")

        shared = d.pop("shared")

        agreed = d.pop("agreed")

        apart = []
        _apart = d.pop("apart")
        for apart_item_data in _apart:
            apart_item = GapPartApartItem.from_dict(apart_item_data)

            apart.append(apart_item)

        gap_part = cls(
            question=question,
            shared=shared,
            agreed=agreed,
            apart=apart,
        )

        gap_part.additional_properties = d
        return gap_part

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
