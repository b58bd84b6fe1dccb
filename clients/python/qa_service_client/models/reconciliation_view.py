from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ReconciliationView")


@_attrs_define
class ReconciliationView:
    """A whole listing beside what was written down. `listed` is the sum of the others; `waiting` is not whole yet or is
    tried again, `missing` was not written down at all and is taken by the next run. `names` are those of the last two,
    at most 100.

        Attributes:
            at (datetime.datetime):
            listed (int):
            accepted (int):
            unchanged (int):
            refused (int):
            foreign (int):
            waiting (int):
            missing (int):
            names (list[str]):
    """

    at: datetime.datetime
    listed: int
    accepted: int
    unchanged: int
    refused: int
    foreign: int
    waiting: int
    missing: int
    names: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        listed = self.listed

        accepted = self.accepted

        unchanged = self.unchanged

        refused = self.refused

        foreign = self.foreign

        waiting = self.waiting

        missing = self.missing

        names = self.names

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "listed": listed,
                "accepted": accepted,
                "unchanged": unchanged,
                "refused": refused,
                "foreign": foreign,
                "waiting": waiting,
                "missing": missing,
                "names": names,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        listed = d.pop("listed")

        accepted = d.pop("accepted")

        unchanged = d.pop("unchanged")

        refused = d.pop("refused")

        foreign = d.pop("foreign")

        waiting = d.pop("waiting")

        missing = d.pop("missing")

        names = cast(list[str], d.pop("names"))

        reconciliation_view = cls(
            at=at,
            listed=listed,
            accepted=accepted,
            unchanged=unchanged,
            refused=refused,
            foreign=foreign,
            waiting=waiting,
            missing=missing,
            names=names,
        )

        reconciliation_view.additional_properties = d
        return reconciliation_view

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
