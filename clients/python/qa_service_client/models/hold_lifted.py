from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="HoldLifted")


@_attrs_define
class HoldLifted:
    """Why it is over; the audit trail keeps it.

    Attributes:
        why (str | Unset):  Default: ''.
    """

    why: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        why = self.why

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if why is not UNSET:
            field_dict["why"] = why

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        why = d.pop("why", UNSET)

        hold_lifted = cls(
            why=why,
        )

        return hold_lifted
