from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.delivery_state import DeliveryState
from ..models.event_type import EventType

T = TypeVar("T", bound="TryView")


@_attrs_define
class TryView:
    """One try to deliver an event. `status`: of the answer; null: there was none, for what `fault` says (`not_allowed`,
    `no_such_host`, `untrusted`, `too_slow`, `not_reached`). `number` counts the tries of a delivery, `state` is where
    that stands now. Nothing of an answer is kept.

        Attributes:
            at (datetime.datetime):
            event (UUID):
            type_ (EventType): What happened. A critical finding is an answer of the machine that a critical criterion
                failed, or might have:
                it waits for a person, who confirms it or does not.
            object_ (str):
            number (int):
            status (int | None):
            fault (None | str):
            milliseconds (int):
            state (DeliveryState): Where a delivery stands: `waiting` for its first or next try, `delivered`, or `given_up`
                after three days, or
                when the endpoint was gone.
    """

    at: datetime.datetime
    event: UUID
    type_: EventType
    object_: str
    number: int
    status: int | None
    fault: None | str
    milliseconds: int
    state: DeliveryState
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        event = str(self.event)

        type_ = self.type_.value

        object_ = self.object_

        number = self.number

        status: int | None
        status = self.status

        fault: None | str
        fault = self.fault

        milliseconds = self.milliseconds

        state = self.state.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "event": event,
                "type": type_,
                "object": object_,
                "number": number,
                "status": status,
                "fault": fault,
                "milliseconds": milliseconds,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        event = UUID(d.pop("event"))

        type_ = EventType(d.pop("type"))

        object_ = d.pop("object")

        number = d.pop("number")

        def _parse_status(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        status = _parse_status(d.pop("status"))

        def _parse_fault(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        fault = _parse_fault(d.pop("fault"))

        milliseconds = d.pop("milliseconds")

        state = DeliveryState(d.pop("state"))

        try_view = cls(
            at=at,
            event=event,
            type_=type_,
            object_=object_,
            number=number,
            status=status,
            fault=fault,
            milliseconds=milliseconds,
            state=state,
        )

        try_view.additional_properties = d
        return try_view

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
