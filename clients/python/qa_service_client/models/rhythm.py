from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.every import Every
from ..types import UNSET, Unset

T = TypeVar("T", bound="Rhythm")


@_attrs_define
class Rhythm:
    """`hour` is on the clocks of the centre, `weekday` 1 is Monday; a month that is shorter than `day` says runs on its
    last one.

        Attributes:
            every (Every | Unset): How often.
            hour (int | Unset):  Default: 3.
            weekday (int | Unset):  Default: 1.
            day (int | Unset):  Default: 1.
    """

    every: Every | Unset = UNSET
    hour: int | Unset = 3
    weekday: int | Unset = 1
    day: int | Unset = 1

    def to_dict(self) -> dict[str, Any]:
        every: str | Unset = UNSET
        if not isinstance(self.every, Unset):
            every = self.every.value

        hour = self.hour

        weekday = self.weekday

        day = self.day

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if every is not UNSET:
            field_dict["every"] = every
        if hour is not UNSET:
            field_dict["hour"] = hour
        if weekday is not UNSET:
            field_dict["weekday"] = weekday
        if day is not UNSET:
            field_dict["day"] = day

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        _every = d.pop("every", UNSET)
        every: Every | Unset
        if isinstance(_every, Unset):
            every = UNSET
        else:
            every = Every(_every)

        hour = d.pop("hour", UNSET)

        weekday = d.pop("weekday", UNSET)

        day = d.pop("day", UNSET)

        rhythm = cls(
            every=every,
            hour=hour,
            weekday=weekday,
            day=day,
        )

        return rhythm
