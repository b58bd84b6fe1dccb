from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Ready")


@_attrs_define
class Ready:
    """Living workers that take work, why others take none, and the interaction that has waited longest.

    Attributes:
        workers (int):
        oldest_waiting (datetime.datetime | None):
        oldest_waiting_seconds (float | None):
        idle_workers (list[str] | Unset):
    """

    workers: int
    oldest_waiting: datetime.datetime | None
    oldest_waiting_seconds: float | None
    idle_workers: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        workers = self.workers

        oldest_waiting: None | str
        if isinstance(self.oldest_waiting, datetime.datetime):
            oldest_waiting = self.oldest_waiting.isoformat()
        else:
            oldest_waiting = self.oldest_waiting

        oldest_waiting_seconds: float | None
        oldest_waiting_seconds = self.oldest_waiting_seconds

        idle_workers: list[str] | Unset = UNSET
        if not isinstance(self.idle_workers, Unset):
            idle_workers = self.idle_workers

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "workers": workers,
                "oldest_waiting": oldest_waiting,
                "oldest_waiting_seconds": oldest_waiting_seconds,
            }
        )
        if idle_workers is not UNSET:
            field_dict["idle_workers"] = idle_workers

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        workers = d.pop("workers")

        def _parse_oldest_waiting(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                oldest_waiting_type_0 = datetime.datetime.fromisoformat(data)

                return oldest_waiting_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        oldest_waiting = _parse_oldest_waiting(d.pop("oldest_waiting"))

        def _parse_oldest_waiting_seconds(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        oldest_waiting_seconds = _parse_oldest_waiting_seconds(
            d.pop("oldest_waiting_seconds")
        )

        idle_workers = cast(list[str], d.pop("idle_workers", UNSET))

        ready = cls(
            workers=workers,
            oldest_waiting=oldest_waiting,
            oldest_waiting_seconds=oldest_waiting_seconds,
            idle_workers=idle_workers,
        )

        ready.additional_properties = d
        return ready

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
