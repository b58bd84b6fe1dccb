from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.opening_hours import OpeningHours


T = TypeVar("T", bound="OpeningHoursView")


@_attrs_define
class OpeningHoursView:
    """What a client has set, and the time zone on whose clocks its days are cut: its own, or the centre's.

    Attributes:
        client (str):
        in_zone (str):
        hours (OpeningHours): What a client has set: `zone` of its clocks (None: the centre's), spans by weekday (one
            that is not named is
            closed), the country whose public `holidays` are closed (`IT`), further days that are closed every year
            (`yearly`:
            the patron's) or once (`closed`), and days with hours of their own (`special`), which hold whatever else is
            said.
    """

    client: str
    in_zone: str
    hours: OpeningHours
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        in_zone = self.in_zone

        hours = self.hours.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "in_zone": in_zone,
                "hours": hours,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.opening_hours import OpeningHours

        d = dict(src_dict)
        client = d.pop("client")

        in_zone = d.pop("in_zone")

        hours = OpeningHours.from_dict(d.pop("hours"))

        opening_hours_view = cls(
            client=client,
            in_zone=in_zone,
            hours=hours,
        )

        opening_hours_view.additional_properties = d
        return opening_hours_view

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
