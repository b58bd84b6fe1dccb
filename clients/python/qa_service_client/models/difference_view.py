from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DifferenceView")


@_attrs_define
class DifferenceView:
    """First minus second; `told_apart`: the interval leaves zero out.

    Attributes:
        value (float):
        low (float):
        high (float):
        level (float):
        told_apart (bool):
    """

    value: float
    low: float
    high: float
    level: float
    told_apart: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        value = self.value

        low = self.low

        high = self.high

        level = self.level

        told_apart = self.told_apart

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "value": value,
                "low": low,
                "high": high,
                "level": level,
                "told_apart": told_apart,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        value = d.pop("value")

        low = d.pop("low")

        high = d.pop("high")

        level = d.pop("level")

        told_apart = d.pop("told_apart")

        difference_view = cls(
            value=value,
            low=low,
            high=high,
            level=level,
            told_apart=told_apart,
        )

        difference_view.additional_properties = d
        return difference_view

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
