from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="TrendView")


@_attrs_define
class TrendView:
    """Change by week through the weeks, with its interval.

    Attributes:
        change_a_week (float):
        low (float):
        high (float):
        level (float):
        weeks (int):
    """

    change_a_week: float
    low: float
    high: float
    level: float
    weeks: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        change_a_week = self.change_a_week

        low = self.low

        high = self.high

        level = self.level

        weeks = self.weeks

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "change_a_week": change_a_week,
                "low": low,
                "high": high,
                "level": level,
                "weeks": weeks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        change_a_week = d.pop("change_a_week")

        low = d.pop("low")

        high = d.pop("high")

        level = d.pop("level")

        weeks = d.pop("weeks")

        trend_view = cls(
            change_a_week=change_a_week,
            low=low,
            high=high,
            level=level,
            weeks=weeks,
        )

        trend_view.additional_properties = d
        return trend_view

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
