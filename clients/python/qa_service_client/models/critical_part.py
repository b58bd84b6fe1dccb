from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CriticalPart")


@_attrs_define
class CriticalPart:
    """Interactions with a critical failure, apart by whom it harms.

    Attributes:
        harm (str):
        before (int):
        after (int):
        new (int):
        gone (int):
    """

    harm: str
    before: int
    after: int
    new: int
    gone: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        harm = self.harm

        before = self.before

        after = self.after

        new = self.new

        gone = self.gone

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "harm": harm,
                "before": before,
                "after": after,
                "new": new,
                "gone": gone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        harm = d.pop("harm")

        before = d.pop("before")

        after = d.pop("after")

        new = d.pop("new")

        gone = d.pop("gone")

        critical_part = cls(
            harm=harm,
            before=before,
            after=after,
            new=new,
            gone=gone,
        )

        critical_part.additional_properties = d
        return critical_part

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
