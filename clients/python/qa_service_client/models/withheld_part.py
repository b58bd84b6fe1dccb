from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WithheldPart")


@_attrs_define
class WithheldPart:
    """Cases in which the shipped reader gives no answer for a reason of its own models: the adapted head would have
    been right in `right` of `n`; `allowed`: it may speak there.

        Attributes:
            reason (str):
            n (int):
            right (int):
            allowed (bool):
    """

    reason: str
    n: int
    right: int
    allowed: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        reason = self.reason

        n = self.n

        right = self.right

        allowed = self.allowed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "reason": reason,
                "n": n,
                "right": right,
                "allowed": allowed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        reason = d.pop("reason")

        n = d.pop("n")

        right = d.pop("right")

        allowed = d.pop("allowed")

        withheld_part = cls(
            reason=reason,
            n=n,
            right=right,
            allowed=allowed,
        )

        withheld_part.additional_properties = d
        return withheld_part

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
