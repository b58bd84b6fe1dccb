from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RepeatsView")


@_attrs_define
class RepeatsView:
    """Of `followed` contacts, how many came again within seven days, by where the cause of the first one lay.

    Attributes:
        followed (int):
        inside_the_centre (int):
        clients_own (int):
    """

    followed: int
    inside_the_centre: int
    clients_own: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        followed = self.followed

        inside_the_centre = self.inside_the_centre

        clients_own = self.clients_own

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "followed": followed,
                "inside_the_centre": inside_the_centre,
                "clients_own": clients_own,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        followed = d.pop("followed")

        inside_the_centre = d.pop("inside_the_centre")

        clients_own = d.pop("clients_own")

        repeats_view = cls(
            followed=followed,
            inside_the_centre=inside_the_centre,
            clients_own=clients_own,
        )

        repeats_view.additional_properties = d
        return repeats_view

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
