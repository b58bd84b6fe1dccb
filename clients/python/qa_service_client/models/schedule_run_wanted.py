from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ScheduleRunWanted")


@_attrs_define
class ScheduleRunWanted:
    """`whole`: a warehouse feed is written anew, and its readers begin anew.

    Attributes:
        whole (bool | Unset):  Default: False.
    """

    whole: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        whole = self.whole

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if whole is not UNSET:
            field_dict["whole"] = whole

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        whole = d.pop("whole", UNSET)

        schedule_run_wanted = cls(
            whole=whole,
        )

        return schedule_run_wanted
