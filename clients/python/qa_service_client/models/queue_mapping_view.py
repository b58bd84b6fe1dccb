from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.queue_mapping_view_mapping import QueueMappingViewMapping


T = TypeVar("T", bound="QueueMappingView")


@_attrs_define
class QueueMappingView:
    """How a table of calls is read, under the name by which it is asked for.

    Attributes:
        name (str):
        mapping (QueueMappingViewMapping):
    """

    name: str
    mapping: QueueMappingViewMapping
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        mapping = self.mapping.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "mapping": mapping,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.queue_mapping_view_mapping import QueueMappingViewMapping

        d = dict(src_dict)
        name = d.pop("name")

        mapping = QueueMappingViewMapping.from_dict(d.pop("mapping"))

        queue_mapping_view = cls(
            name=name,
            mapping=mapping,
        )

        queue_mapping_view.additional_properties = d
        return queue_mapping_view

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
