from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="MovePart")


@_attrs_define
class MovePart:
    """`n` answers would go from `before` to `after` (null: withheld); how many of them are what people answered.

    Attributes:
        before (None | str):
        after (None | str):
        n (int):
        right_before (int):
        right_after (int):
    """

    before: None | str
    after: None | str
    n: int
    right_before: int
    right_after: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        before: None | str
        before = self.before

        after: None | str
        after = self.after

        n = self.n

        right_before = self.right_before

        right_after = self.right_after

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "before": before,
                "after": after,
                "n": n,
                "right_before": right_before,
                "right_after": right_after,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_before(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        before = _parse_before(d.pop("before"))

        def _parse_after(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        after = _parse_after(d.pop("after"))

        n = d.pop("n")

        right_before = d.pop("right_before")

        right_after = d.pop("right_after")

        move_part = cls(
            before=before,
            after=after,
            n=n,
            right_before=right_before,
            right_after=right_after,
        )

        move_part.additional_properties = d
        return move_part

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
