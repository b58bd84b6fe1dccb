from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CountedShare")


@_attrs_define
class CountedShare:
    """`yes` of `n`, with the exact interval of a share (Clopper and Pearson); without a value where there is none, and
    below the least number that figures are shown of (`withheld` says so).

        Attributes:
            n (int):
            yes (int):
            level (float):
            value (float | None | Unset):
            low (float | None | Unset):
            high (float | None | Unset):
            withheld (None | str | Unset):
    """

    n: int
    yes: int
    level: float
    value: float | None | Unset = UNSET
    low: float | None | Unset = UNSET
    high: float | None | Unset = UNSET
    withheld: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        n = self.n

        yes = self.yes

        level = self.level

        value: float | None | Unset
        if isinstance(self.value, Unset):
            value = UNSET
        else:
            value = self.value

        low: float | None | Unset
        if isinstance(self.low, Unset):
            low = UNSET
        else:
            low = self.low

        high: float | None | Unset
        if isinstance(self.high, Unset):
            high = UNSET
        else:
            high = self.high

        withheld: None | str | Unset
        if isinstance(self.withheld, Unset):
            withheld = UNSET
        else:
            withheld = self.withheld

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "n": n,
                "yes": yes,
                "level": level,
            }
        )
        if value is not UNSET:
            field_dict["value"] = value
        if low is not UNSET:
            field_dict["low"] = low
        if high is not UNSET:
            field_dict["high"] = high
        if withheld is not UNSET:
            field_dict["withheld"] = withheld

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        n = d.pop("n")

        yes = d.pop("yes")

        level = d.pop("level")

        def _parse_value(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        value = _parse_value(d.pop("value", UNSET))

        def _parse_low(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        low = _parse_low(d.pop("low", UNSET))

        def _parse_high(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        high = _parse_high(d.pop("high", UNSET))

        def _parse_withheld(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        withheld = _parse_withheld(d.pop("withheld", UNSET))

        counted_share = cls(
            n=n,
            yes=yes,
            level=level,
            value=value,
            low=low,
            high=high,
            withheld=withheld,
        )

        counted_share.additional_properties = d
        return counted_share

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
