from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.coming_object import ComingObject
    from ..models.dry_run_view_counts import DryRunViewCounts


T = TypeVar("T", bound="DryRunView")


@_attrs_define
class DryRunView:
    """What would come. `counts` of all that is listed, `known` among it; `items` are the first that are not known.

    Attributes:
        counts (DryRunViewCounts):
        items (list[ComingObject]):
    """

    counts: DryRunViewCounts
    items: list[ComingObject]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        counts = self.counts.to_dict()

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "counts": counts,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.coming_object import ComingObject
        from ..models.dry_run_view_counts import DryRunViewCounts

        d = dict(src_dict)
        counts = DryRunViewCounts.from_dict(d.pop("counts"))

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = ComingObject.from_dict(items_item_data)

            items.append(items_item)

        dry_run_view = cls(
            counts=counts,
            items=items,
        )

        dry_run_view.additional_properties = d
        return dry_run_view

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
