from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.opening_hours_wanted_special import OpeningHoursWantedSpecial
    from ..models.opening_hours_wanted_week import OpeningHoursWantedWeek


T = TypeVar("T", bound="OpeningHoursWanted")


@_attrs_define
class OpeningHoursWanted:
    """What is not named is not set: the zone is the centre's, a weekday closed. Without any hours all is open.

    Attributes:
        zone (None | str | Unset):
        week (OpeningHoursWantedWeek | Unset):
        holidays (Literal['IT'] | None | Unset):
        yearly (list[str] | Unset):
        closed (list[datetime.date] | Unset):
        special (OpeningHoursWantedSpecial | Unset):
    """

    zone: None | str | Unset = UNSET
    week: OpeningHoursWantedWeek | Unset = UNSET
    holidays: Literal["IT"] | None | Unset = UNSET
    yearly: list[str] | Unset = UNSET
    closed: list[datetime.date] | Unset = UNSET
    special: OpeningHoursWantedSpecial | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        zone: None | str | Unset
        if isinstance(self.zone, Unset):
            zone = UNSET
        else:
            zone = self.zone

        week: dict[str, Any] | Unset = UNSET
        if not isinstance(self.week, Unset):
            week = self.week.to_dict()

        holidays: Literal["IT"] | None | Unset
        if isinstance(self.holidays, Unset):
            holidays = UNSET
        else:
            holidays = self.holidays

        yearly: list[str] | Unset = UNSET
        if not isinstance(self.yearly, Unset):
            yearly = self.yearly

        closed: list[str] | Unset = UNSET
        if not isinstance(self.closed, Unset):
            closed = []
            for closed_item_data in self.closed:
                closed_item = closed_item_data.isoformat()
                closed.append(closed_item)

        special: dict[str, Any] | Unset = UNSET
        if not isinstance(self.special, Unset):
            special = self.special.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if zone is not UNSET:
            field_dict["zone"] = zone
        if week is not UNSET:
            field_dict["week"] = week
        if holidays is not UNSET:
            field_dict["holidays"] = holidays
        if yearly is not UNSET:
            field_dict["yearly"] = yearly
        if closed is not UNSET:
            field_dict["closed"] = closed
        if special is not UNSET:
            field_dict["special"] = special

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.opening_hours_wanted_special import OpeningHoursWantedSpecial
        from ..models.opening_hours_wanted_week import OpeningHoursWantedWeek

        d = dict(src_dict)

        def _parse_zone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        zone = _parse_zone(d.pop("zone", UNSET))

        _week = d.pop("week", UNSET)
        week: OpeningHoursWantedWeek | Unset
        if isinstance(_week, Unset):
            week = UNSET
        else:
            week = OpeningHoursWantedWeek.from_dict(_week)

        def _parse_holidays(data: object) -> Literal["IT"] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            holidays_type_0 = cast(Literal["IT"], data)
            if holidays_type_0 != "IT":
                raise ValueError(
                    f"holidays_type_0 must match const 'IT', got '{holidays_type_0}'"
                )
            return holidays_type_0
            return cast(Literal["IT"] | None | Unset, data)

        holidays = _parse_holidays(d.pop("holidays", UNSET))

        yearly = cast(list[str], d.pop("yearly", UNSET))

        _closed = d.pop("closed", UNSET)
        closed: list[datetime.date] | Unset = UNSET
        if _closed is not UNSET:
            closed = []
            for closed_item_data in _closed:
                closed_item = datetime.date.fromisoformat(closed_item_data)

                closed.append(closed_item)

        _special = d.pop("special", UNSET)
        special: OpeningHoursWantedSpecial | Unset
        if isinstance(_special, Unset):
            special = UNSET
        else:
            special = OpeningHoursWantedSpecial.from_dict(_special)

        opening_hours_wanted = cls(
            zone=zone,
            week=week,
            holidays=holidays,
            yearly=yearly,
            closed=closed,
            special=special,
        )

        return opening_hours_wanted
