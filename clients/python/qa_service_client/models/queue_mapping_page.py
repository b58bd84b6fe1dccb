from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.queue_mapping_view import QueueMappingView


T = TypeVar("T", bound="QueueMappingPage")


@_attrs_define
class QueueMappingPage:
    """Those of a client.

    Attributes:
        client (str):
        items (list[QueueMappingView]):
    """

    client: str
    items: list[QueueMappingView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.queue_mapping_view import QueueMappingView

        d = dict(src_dict)
        client = d.pop("client")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = QueueMappingView.from_dict(items_item_data)

            items.append(items_item)

        queue_mapping_page = cls(
            client=client,
            items=items,
        )

        queue_mapping_page.additional_properties = d
        return queue_mapping_page

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
