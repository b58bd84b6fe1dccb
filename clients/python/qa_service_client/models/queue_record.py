from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="QueueRecord")


@_attrs_define
class QueueRecord:
    """What the telephone system knows of the wait before the answer.

    Attributes:
        name (None | str | Unset):
        offered_at (datetime.datetime | None | Unset):
        answered_at (datetime.datetime | None | Unset):
        abandoned (bool | Unset):  Default: False.
        transferred_to (None | str | Unset):
    """

    name: None | str | Unset = UNSET
    offered_at: datetime.datetime | None | Unset = UNSET
    answered_at: datetime.datetime | None | Unset = UNSET
    abandoned: bool | Unset = False
    transferred_to: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        offered_at: None | str | Unset
        if isinstance(self.offered_at, Unset):
            offered_at = UNSET
        elif isinstance(self.offered_at, datetime.datetime):
            offered_at = self.offered_at.isoformat()
        else:
            offered_at = self.offered_at

        answered_at: None | str | Unset
        if isinstance(self.answered_at, Unset):
            answered_at = UNSET
        elif isinstance(self.answered_at, datetime.datetime):
            answered_at = self.answered_at.isoformat()
        else:
            answered_at = self.answered_at

        abandoned = self.abandoned

        transferred_to: None | str | Unset
        if isinstance(self.transferred_to, Unset):
            transferred_to = UNSET
        else:
            transferred_to = self.transferred_to

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if offered_at is not UNSET:
            field_dict["offered_at"] = offered_at
        if answered_at is not UNSET:
            field_dict["answered_at"] = answered_at
        if abandoned is not UNSET:
            field_dict["abandoned"] = abandoned
        if transferred_to is not UNSET:
            field_dict["transferred_to"] = transferred_to

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_offered_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                offered_at_type_0 = datetime.datetime.fromisoformat(data)

                return offered_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        offered_at = _parse_offered_at(d.pop("offered_at", UNSET))

        def _parse_answered_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                answered_at_type_0 = datetime.datetime.fromisoformat(data)

                return answered_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        answered_at = _parse_answered_at(d.pop("answered_at", UNSET))

        abandoned = d.pop("abandoned", UNSET)

        def _parse_transferred_to(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        transferred_to = _parse_transferred_to(d.pop("transferred_to", UNSET))

        queue_record = cls(
            name=name,
            offered_at=offered_at,
            answered_at=answered_at,
            abandoned=abandoned,
            transferred_to=transferred_to,
        )

        queue_record.additional_properties = d
        return queue_record

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
