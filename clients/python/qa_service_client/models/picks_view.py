from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.pick_part import PickPart


T = TypeVar("T", bound="PicksView")


@_attrs_define
class PicksView:
    """All picks, in the order of the queue.

    Attributes:
        frame_hash (str):
        picks (list[PickPart]):
    """

    frame_hash: str
    picks: list[PickPart]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        frame_hash = self.frame_hash

        picks = []
        for picks_item_data in self.picks:
            picks_item = picks_item_data.to_dict()
            picks.append(picks_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "frame_hash": frame_hash,
                "picks": picks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.pick_part import PickPart

        d = dict(src_dict)
        frame_hash = d.pop("frame_hash")

        picks = []
        _picks = d.pop("picks")
        for picks_item_data in _picks:
            picks_item = PickPart.from_dict(picks_item_data)

            picks.append(picks_item)

        picks_view = cls(
            frame_hash=frame_hash,
            picks=picks,
        )

        picks_view.additional_properties = d
        return picks_view

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
