from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.difference_view import DifferenceView


T = TypeVar("T", bound="ChangeView")


@_attrs_define
class ChangeView:
    """A version that was seen for the first time within the period. `resolution_moved` is after minus before.

    Attributes:
        part (str):
        before (str):
        after (str):
        day (str):
        resolution_moved (DifferenceView | None):
    """

    part: str
    before: str
    after: str
    day: str
    resolution_moved: DifferenceView | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.difference_view import DifferenceView

        part = self.part

        before = self.before

        after = self.after

        day = self.day

        resolution_moved: dict[str, Any] | None
        if isinstance(self.resolution_moved, DifferenceView):
            resolution_moved = self.resolution_moved.to_dict()
        else:
            resolution_moved = self.resolution_moved

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "part": part,
                "before": before,
                "after": after,
                "day": day,
                "resolution_moved": resolution_moved,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.difference_view import DifferenceView

        d = dict(src_dict)
        part = d.pop("part")

        before = d.pop("before")

        after = d.pop("after")

        day = d.pop("day")

        def _parse_resolution_moved(data: object) -> DifferenceView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                resolution_moved_type_0 = DifferenceView.from_dict(data)

                return resolution_moved_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DifferenceView | None, data)

        resolution_moved = _parse_resolution_moved(d.pop("resolution_moved"))

        change_view = cls(
            part=part,
            before=before,
            after=after,
            day=day,
            resolution_moved=resolution_moved,
        )

        change_view.additional_properties = d
        return change_view

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
