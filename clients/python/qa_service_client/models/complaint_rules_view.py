from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.counted_days import CountedDays
from ..types import UNSET, Unset

T = TypeVar("T", bound="ComplaintRulesView")


@_attrs_define
class ComplaintRulesView:
    """What a client has set; `matters` are those that may be named, its own or the reasons for contact.

    Attributes:
        client (str):
        days (int | Unset):  Default: 30.
        counted (CountedDays | Unset): Which days a deadline counts.
        warn_days (int | Unset):  Default: 5.
        matters (list[str] | Unset):
    """

    client: str
    days: int | Unset = 30
    counted: CountedDays | Unset = UNSET
    warn_days: int | Unset = 5
    matters: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        days = self.days

        counted: str | Unset = UNSET
        if not isinstance(self.counted, Unset):
            counted = self.counted.value

        warn_days = self.warn_days

        matters: list[str] | Unset = UNSET
        if not isinstance(self.matters, Unset):
            matters = self.matters

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "client": client,
            }
        )
        if days is not UNSET:
            field_dict["days"] = days
        if counted is not UNSET:
            field_dict["counted"] = counted
        if warn_days is not UNSET:
            field_dict["warn_days"] = warn_days
        if matters is not UNSET:
            field_dict["matters"] = matters

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        client = d.pop("client")

        days = d.pop("days", UNSET)

        _counted = d.pop("counted", UNSET)
        counted: CountedDays | Unset
        if isinstance(_counted, Unset):
            counted = UNSET
        else:
            counted = CountedDays(_counted)

        warn_days = d.pop("warn_days", UNSET)

        matters = cast(list[str], d.pop("matters", UNSET))

        complaint_rules_view = cls(
            client=client,
            days=days,
            counted=counted,
            warn_days=warn_days,
            matters=matters,
        )

        return complaint_rules_view
