from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AutoPart")


@_attrs_define
class AutoPart:
    """Whether the machine may answer alone, and why.

    Attributes:
        auto_scored (bool):
        grounds (str):
        reason (str):
        low (float | None):
        threshold (float | None):
        units (int):
        least (int):
    """

    auto_scored: bool
    grounds: str
    reason: str
    low: float | None
    threshold: float | None
    units: int
    least: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        auto_scored = self.auto_scored

        grounds = self.grounds

        reason = self.reason

        low: float | None
        low = self.low

        threshold: float | None
        threshold = self.threshold

        units = self.units

        least = self.least

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "auto_scored": auto_scored,
                "grounds": grounds,
                "reason": reason,
                "low": low,
                "threshold": threshold,
                "units": units,
                "least": least,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        auto_scored = d.pop("auto_scored")

        grounds = d.pop("grounds")

        reason = d.pop("reason")

        def _parse_low(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        low = _parse_low(d.pop("low"))

        def _parse_threshold(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        threshold = _parse_threshold(d.pop("threshold"))

        units = d.pop("units")

        least = d.pop("least")

        auto_part = cls(
            auto_scored=auto_scored,
            grounds=grounds,
            reason=reason,
            low=low,
            threshold=threshold,
            units=units,
            least=least,
        )

        auto_part.additional_properties = d
        return auto_part

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
