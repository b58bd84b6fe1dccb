from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="MoverPart")


@_attrs_define
class MoverPart:
    """An interaction whose figure moves far.

    Attributes:
        uuid (str):
        id (str):
        section (str):
        before (float):
        after (float):
    """

    uuid: str
    id: str
    section: str
    before: float
    after: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        uuid = self.uuid

        id = self.id

        section = self.section

        before = self.before

        after = self.after

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "uuid": uuid,
                "id": id,
                "section": section,
                "before": before,
                "after": after,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        uuid = d.pop("uuid")

        id = d.pop("id")

        section = d.pop("section")

        before = d.pop("before")

        after = d.pop("after")

        mover_part = cls(
            uuid=uuid,
            id=id,
            section=section,
            before=before,
            after=after,
        )

        mover_part.additional_properties = d
        return mover_part

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
