from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.aspect_view import AspectView


T = TypeVar("T", bound="PlaceView")


@_attrs_define
class PlaceView:
    """The figures of one site, vendor or sourcing. `name` null: of the contacts of which it is not stated. `n` finished
    contacts, `offered` contacts of the queue log.

        Attributes:
            name (None | str):
            n (int):
            offered (int):
            aspects (list[AspectView]):
    """

    name: None | str
    n: int
    offered: int
    aspects: list[AspectView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name: None | str
        name = self.name

        n = self.n

        offered = self.offered

        aspects = []
        for aspects_item_data in self.aspects:
            aspects_item = aspects_item_data.to_dict()
            aspects.append(aspects_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "n": n,
                "offered": offered,
                "aspects": aspects,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.aspect_view import AspectView

        d = dict(src_dict)

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        name = _parse_name(d.pop("name"))

        n = d.pop("n")

        offered = d.pop("offered")

        aspects = []
        _aspects = d.pop("aspects")
        for aspects_item_data in _aspects:
            aspects_item = AspectView.from_dict(aspects_item_data)

            aspects.append(aspects_item)

        place_view = cls(
            name=name,
            n=n,
            offered=offered,
            aspects=aspects,
        )

        place_view.additional_properties = d
        return place_view

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
