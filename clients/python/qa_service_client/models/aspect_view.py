from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.both_view import BothView
    from ..models.kpi_view import KpiView


T = TypeVar("T", bound="AspectView")


@_attrs_define
class AspectView:
    """A part of the service that several figures describe.

    Attributes:
        id (str):
        name (BothView): A sentence in both languages.
        kpis (list[KpiView]):
    """

    id: str
    name: BothView
    kpis: list[KpiView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name.to_dict()

        kpis = []
        for kpis_item_data in self.kpis:
            kpis_item = kpis_item_data.to_dict()
            kpis.append(kpis_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "kpis": kpis,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.both_view import BothView
        from ..models.kpi_view import KpiView

        d = dict(src_dict)
        id = d.pop("id")

        name = BothView.from_dict(d.pop("name"))

        kpis = []
        _kpis = d.pop("kpis")
        for kpis_item_data in _kpis:
            kpis_item = KpiView.from_dict(kpis_item_data)

            kpis.append(kpis_item)

        aspect_view = cls(
            id=id,
            name=name,
            kpis=kpis,
        )

        aspect_view.additional_properties = d
        return aspect_view

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
