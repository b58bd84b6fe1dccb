from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ShareOfComplaints")


@_attrs_define
class ShareOfComplaints:
    """`yes` of `n`, with the exact interval of a share (Clopper and Pearson); without a value below the least number
    that figures are shown of (`withheld` says so), and where there is none.

        Attributes:
            n (int):
            yes (int):
            value (float | None):
            low (float | None):
            high (float | None):
            level (float):
            withheld (None | str | Unset):
    """

    n: int
    yes: int
    value: float | None
    low: float | None
    high: float | None
    level: float
    withheld: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        n = self.n

        yes = self.yes

        value: float | None
        value = self.value

        low: float | None
        low = self.low

        high: float | None
        high = self.high

        level = self.level

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
                "value": value,
                "low": low,
                "high": high,
                "level": level,
            }
        )
        if withheld is not UNSET:
            field_dict["withheld"] = withheld

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        n = d.pop("n")

        yes = d.pop("yes")

        def _parse_value(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        value = _parse_value(d.pop("value"))

        def _parse_low(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        low = _parse_low(d.pop("low"))

        def _parse_high(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        high = _parse_high(d.pop("high"))

        level = d.pop("level")

        def _parse_withheld(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        withheld = _parse_withheld(d.pop("withheld", UNSET))

        share_of_complaints = cls(
            n=n,
            yes=yes,
            value=value,
            low=low,
            high=high,
            level=level,
            withheld=withheld,
        )

        share_of_complaints.additional_properties = d
        return share_of_complaints

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
