from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.check_view_since_then import CheckViewSinceThen


T = TypeVar("T", bound="CheckView")


@_attrs_define
class CheckView:
    """The draw made again from its plan and its frame. `missing` picks came out anew and are not stored, `surplus`
    ones are stored and did not come out. `since_then` is how today's frame differs: no fault of the draw.

        Attributes:
            identical (bool):
            frame_unchanged (bool):
            missing (list[str]):
            surplus (list[str]):
            since_then (CheckViewSinceThen):
    """

    identical: bool
    frame_unchanged: bool
    missing: list[str]
    surplus: list[str]
    since_then: CheckViewSinceThen
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        identical = self.identical

        frame_unchanged = self.frame_unchanged

        missing = self.missing

        surplus = self.surplus

        since_then = self.since_then.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "identical": identical,
                "frame_unchanged": frame_unchanged,
                "missing": missing,
                "surplus": surplus,
                "since_then": since_then,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.check_view_since_then import CheckViewSinceThen

        d = dict(src_dict)
        identical = d.pop("identical")

        frame_unchanged = d.pop("frame_unchanged")

        missing = cast(list[str], d.pop("missing"))

        surplus = cast(list[str], d.pop("surplus"))

        since_then = CheckViewSinceThen.from_dict(d.pop("since_then"))

        check_view = cls(
            identical=identical,
            frame_unchanged=frame_unchanged,
            missing=missing,
            surplus=surplus,
            since_then=since_then,
        )

        check_view.additional_properties = d
        return check_view

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
