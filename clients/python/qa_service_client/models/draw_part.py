from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DrawPart")


@_attrs_define
class DrawPart:
    """Who drew when, from a frame of which size and sha256, how many.

    Attributes:
        by (str):
        at (str):
        frame_hash (str):
        frame_size (int):
        picks (int):
    """

    by: str
    at: str
    frame_hash: str
    frame_size: int
    picks: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        by = self.by

        at = self.at

        frame_hash = self.frame_hash

        frame_size = self.frame_size

        picks = self.picks

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "by": by,
                "at": at,
                "frame_hash": frame_hash,
                "frame_size": frame_size,
                "picks": picks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        by = d.pop("by")

        at = d.pop("at")

        frame_hash = d.pop("frame_hash")

        frame_size = d.pop("frame_size")

        picks = d.pop("picks")

        draw_part = cls(
            by=by,
            at=at,
            frame_hash=frame_hash,
            frame_size=frame_size,
            picks=picks,
        )

        draw_part.additional_properties = d
        return draw_part

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
