from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.criterion_view import CriterionView


T = TypeVar("T", bound="CriteriaView")


@_attrs_define
class CriteriaView:
    """All criteria of a version, in its order.

    Attributes:
        client (str):
        rubric (str):
        items (list[CriterionView]):
    """

    client: str
    rubric: str
    items: list[CriterionView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        rubric = self.rubric

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "rubric": rubric,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.criterion_view import CriterionView

        d = dict(src_dict)
        client = d.pop("client")

        rubric = d.pop("rubric")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = CriterionView.from_dict(items_item_data)

            items.append(items_item)

        criteria_view = cls(
            client=client,
            rubric=rubric,
            items=items,
        )

        criteria_view.additional_properties = d
        return criteria_view

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
