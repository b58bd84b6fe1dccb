from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.kept_kind import KeptKind

if TYPE_CHECKING:
    from ..models.retention_month import RetentionMonth


T = TypeVar("T", bound="RetentionLine")


@_attrs_define
class RetentionLine:
    """One kind of one client (empty: several, or the audit trail): how many are due `now`, how many of those that are
    due a legal hold keeps back, and how many follow, month by month.

        Attributes:
            client (str):
            kind (KeptKind): What is kept and can have a time after which it goes. Contacts go by their start (or arrival,
                where no start was
                given), answers of people by the day they were given, files by the day they were asked for, complaints that are
                answered by the day of their receipt, answers of customers to surveys by the day they were given, lines of the
                audit
                trail by their day.
            days (int):
            now (int):
            held (int):
            months (list[RetentionMonth]):
    """

    client: str
    kind: KeptKind
    days: int
    now: int
    held: int
    months: list[RetentionMonth]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        kind = self.kind.value

        days = self.days

        now = self.now

        held = self.held

        months = []
        for months_item_data in self.months:
            months_item = months_item_data.to_dict()
            months.append(months_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "kind": kind,
                "days": days,
                "now": now,
                "held": held,
                "months": months,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.retention_month import RetentionMonth

        d = dict(src_dict)
        client = d.pop("client")

        kind = KeptKind(d.pop("kind"))

        days = d.pop("days")

        now = d.pop("now")

        held = d.pop("held")

        months = []
        _months = d.pop("months")
        for months_item_data in _months:
            months_item = RetentionMonth.from_dict(months_item_data)

            months.append(months_item)

        retention_line = cls(
            client=client,
            kind=kind,
            days=days,
            now=now,
            held=held,
            months=months,
        )

        retention_line.additional_properties = d
        return retention_line

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
