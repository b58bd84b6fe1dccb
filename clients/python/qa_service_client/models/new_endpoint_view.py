from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.endpoint_state import EndpointState
from ..models.event_type import EventType

T = TypeVar("T", bound="NewEndpointView")


@_attrs_define
class NewEndpointView:
    """The same with its secret, which is shown this once.

    Attributes:
        id (UUID):
        client (None | str):
        url (str):
        label (str):
        events (list[EventType]):
        state (EndpointState): Whether an endpoint is told of events; if not, why: a person switched it off, nothing
            arrived for three days, or
            it answered that it is gone for good (410).
        state_at (datetime.datetime):
        failures (int):
        failing_since (datetime.datetime | None):
        waiting (int):
        former_secret_until (datetime.datetime | None): until then messages are signed by the old secret as well
        created_at (datetime.datetime):
        created_by (str):
        secret (str):
    """

    id: UUID
    client: None | str
    url: str
    label: str
    events: list[EventType]
    state: EndpointState
    state_at: datetime.datetime
    failures: int
    failing_since: datetime.datetime | None
    waiting: int
    former_secret_until: datetime.datetime | None
    created_at: datetime.datetime
    created_by: str
    secret: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        client: None | str
        client = self.client

        url = self.url

        label = self.label

        events = []
        for events_item_data in self.events:
            events_item = events_item_data.value
            events.append(events_item)

        state = self.state.value

        state_at = self.state_at.isoformat()

        failures = self.failures

        failing_since: None | str
        if isinstance(self.failing_since, datetime.datetime):
            failing_since = self.failing_since.isoformat()
        else:
            failing_since = self.failing_since

        waiting = self.waiting

        former_secret_until: None | str
        if isinstance(self.former_secret_until, datetime.datetime):
            former_secret_until = self.former_secret_until.isoformat()
        else:
            former_secret_until = self.former_secret_until

        created_at = self.created_at.isoformat()

        created_by = self.created_by

        secret = self.secret

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "client": client,
                "url": url,
                "label": label,
                "events": events,
                "state": state,
                "state_at": state_at,
                "failures": failures,
                "failing_since": failing_since,
                "waiting": waiting,
                "former_secret_until": former_secret_until,
                "created_at": created_at,
                "created_by": created_by,
                "secret": secret,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_client(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        client = _parse_client(d.pop("client"))

        url = d.pop("url")

        label = d.pop("label")

        events = []
        _events = d.pop("events")
        for events_item_data in _events:
            events_item = EventType(events_item_data)

            events.append(events_item)

        state = EndpointState(d.pop("state"))

        state_at = datetime.datetime.fromisoformat(d.pop("state_at"))

        failures = d.pop("failures")

        def _parse_failing_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                failing_since_type_0 = datetime.datetime.fromisoformat(data)

                return failing_since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        failing_since = _parse_failing_since(d.pop("failing_since"))

        waiting = d.pop("waiting")

        def _parse_former_secret_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                former_secret_until_type_0 = datetime.datetime.fromisoformat(data)

                return former_secret_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        former_secret_until = _parse_former_secret_until(d.pop("former_secret_until"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        created_by = d.pop("created_by")

        secret = d.pop("secret")

        new_endpoint_view = cls(
            id=id,
            client=client,
            url=url,
            label=label,
            events=events,
            state=state,
            state_at=state_at,
            failures=failures,
            failing_since=failing_since,
            waiting=waiting,
            former_secret_until=former_secret_until,
            created_at=created_at,
            created_by=created_by,
            secret=secret,
        )

        new_endpoint_view.additional_properties = d
        return new_endpoint_view

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
