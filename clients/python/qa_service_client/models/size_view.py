from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SizeView")


@_attrs_define
class SizeView:
    """`needed` reviews out of `population` make an interval of about `half_width` to each side.

    Attributes:
        population (int):
        half_width (float):
        share (float):
        level (float):
        needed (int):
    """

    population: int
    half_width: float
    share: float
    level: float
    needed: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        population = self.population

        half_width = self.half_width

        share = self.share

        level = self.level

        needed = self.needed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "population": population,
                "half_width": half_width,
                "share": share,
                "level": level,
                "needed": needed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        population = d.pop("population")

        half_width = d.pop("half_width")

        share = d.pop("share")

        level = d.pop("level")

        needed = d.pop("needed")

        size_view = cls(
            population=population,
            half_width=half_width,
            share=share,
            level=level,
            needed=needed,
        )

        size_view.additional_properties = d
        return size_view

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
