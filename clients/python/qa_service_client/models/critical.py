from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.critical_harms import CriticalHarms
from ..types import UNSET, Unset

T = TypeVar("T", bound="Critical")


@_attrs_define
class Critical:
    """A failure so grave that the section's figure is at most `cap`, or that the whole section `fails` (figure 0).

    Attributes:
        harms (CriticalHarms):
        cap (float | None | Unset):
        fails (bool | Unset):  Default: False.
    """

    harms: CriticalHarms
    cap: float | None | Unset = UNSET
    fails: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        harms = self.harms.value

        cap: float | None | Unset
        if isinstance(self.cap, Unset):
            cap = UNSET
        else:
            cap = self.cap

        fails = self.fails

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "harms": harms,
            }
        )
        if cap is not UNSET:
            field_dict["cap"] = cap
        if fails is not UNSET:
            field_dict["fails"] = fails

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        harms = CriticalHarms(d.pop("harms"))

        def _parse_cap(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        cap = _parse_cap(d.pop("cap", UNSET))

        fails = d.pop("fails", UNSET)

        critical = cls(
            harms=harms,
            cap=cap,
            fails=fails,
        )

        return critical
