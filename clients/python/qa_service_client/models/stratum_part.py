from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.stratum_part_stratum import StratumPartStratum


T = TypeVar("T", bound="StratumPart")


@_attrs_define
class StratumPart:
    """A stratum, its interactions, and how many would be drawn.

    Attributes:
        stratum (StratumPartStratum):
        frame (int):
        picks (int):
    """

    stratum: StratumPartStratum
    frame: int
    picks: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        stratum = self.stratum.to_dict()

        frame = self.frame

        picks = self.picks

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "stratum": stratum,
                "frame": frame,
                "picks": picks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.stratum_part_stratum import StratumPartStratum

        d = dict(src_dict)
        stratum = StratumPartStratum.from_dict(d.pop("stratum"))

        frame = d.pop("frame")

        picks = d.pop("picks")

        stratum_part = cls(
            stratum=stratum,
            frame=frame,
            picks=picks,
        )

        stratum_part.additional_properties = d
        return stratum_part

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
