from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.kept_kind import KeptKind

T = TypeVar("T", bound="WentLine")


@_attrs_define
class WentLine:
    """So many of one kind of one client went.

    Attributes:
        client (str):
        kind (KeptKind): What is kept and can have a time after which it goes. Contacts go by their start (or arrival,
            where no start was
            given), answers of people by the day they were given, files by the day they were asked for, complaints that are
            answered by the day of their receipt, answers of customers to surveys by the day they were given, lines of the
            audit
            trail by their day.
        count (int):
    """

    client: str
    kind: KeptKind
    count: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        kind = self.kind.value

        count = self.count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "kind": kind,
                "count": count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        client = d.pop("client")

        kind = KeptKind(d.pop("kind"))

        count = d.pop("count")

        went_line = cls(
            client=client,
            kind=kind,
            count=count,
        )

        went_line.additional_properties = d
        return went_line

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
