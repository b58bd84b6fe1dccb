from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.kept_kind import KeptKind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.clocks_wanted_days import ClocksWantedDays


T = TypeVar("T", bound="ClocksWanted")


@_attrs_define
class ClocksWanted:
    """What is named is changed: days, or null for not by itself. `inherited`: the client goes by the installation's.

    Attributes:
        days (ClocksWantedDays | Unset):
        inherited (list[KeptKind] | Unset):
    """

    days: ClocksWantedDays | Unset = UNSET
    inherited: list[KeptKind] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        days: dict[str, Any] | Unset = UNSET
        if not isinstance(self.days, Unset):
            days = self.days.to_dict()

        inherited: list[str] | Unset = UNSET
        if not isinstance(self.inherited, Unset):
            inherited = []
            for inherited_item_data in self.inherited:
                inherited_item = inherited_item_data.value
                inherited.append(inherited_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if days is not UNSET:
            field_dict["days"] = days
        if inherited is not UNSET:
            field_dict["inherited"] = inherited

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.clocks_wanted_days import ClocksWantedDays

        d = dict(src_dict)
        _days = d.pop("days", UNSET)
        days: ClocksWantedDays | Unset
        if isinstance(_days, Unset):
            days = UNSET
        else:
            days = ClocksWantedDays.from_dict(_days)

        _inherited = d.pop("inherited", UNSET)
        inherited: list[KeptKind] | Unset = UNSET
        if _inherited is not UNSET:
            inherited = []
            for inherited_item_data in _inherited:
                inherited_item = KeptKind(inherited_item_data)

                inherited.append(inherited_item)

        clocks_wanted = cls(
            days=days,
            inherited=inherited,
        )

        return clocks_wanted
