from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.event_links import EventLinks
    from ..models.waiting_complaint import WaitingComplaint


T = TypeVar("T", bound="ComplaintDueEvent")


@_attrs_define
class ComplaintDueEvent:
    """A complaint is not answered, and its deadline comes near.

    Attributes:
        id (UUID):
        timestamp (datetime.datetime): when it happened
        client (None | str):
        links (EventLinks): Where it can be looked at, for who may: on the pages, and over HTTP. They begin with
            QA_PUBLIC_URL, where one is
            set.
        data (WaitingComplaint): `due_on`: the last day on which an answer is in time.
        version (Literal[1] | Unset): of the catalogue of events Default: 1.
        type_ (Literal['complaint.due'] | Unset):  Default: 'complaint.due'.
    """

    id: UUID
    timestamp: datetime.datetime
    client: None | str
    links: EventLinks
    data: WaitingComplaint
    version: Literal[1] | Unset = 1
    type_: Literal["complaint.due"] | Unset = "complaint.due"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        timestamp = self.timestamp.isoformat()

        client: None | str
        client = self.client

        links = self.links.to_dict()

        data = self.data.to_dict()

        version = self.version

        type_ = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "timestamp": timestamp,
                "client": client,
                "links": links,
                "data": data,
            }
        )
        if version is not UNSET:
            field_dict["version"] = version
        if type_ is not UNSET:
            field_dict["type"] = type_

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.event_links import EventLinks
        from ..models.waiting_complaint import WaitingComplaint

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        timestamp = datetime.datetime.fromisoformat(d.pop("timestamp"))

        def _parse_client(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        client = _parse_client(d.pop("client"))

        links = EventLinks.from_dict(d.pop("links"))

        data = WaitingComplaint.from_dict(d.pop("data"))

        version = cast(Literal[1] | Unset, d.pop("version", UNSET))
        if version != 1 and not isinstance(version, Unset):
            raise ValueError(f"version must match const 1, got '{version}'")

        type_ = cast(Literal["complaint.due"] | Unset, d.pop("type", UNSET))
        if type_ != "complaint.due" and not isinstance(type_, Unset):
            raise ValueError(f"type must match const 'complaint.due', got '{type_}'")

        complaint_due_event = cls(
            id=id,
            timestamp=timestamp,
            client=client,
            links=links,
            data=data,
            version=version,
            type_=type_,
        )

        complaint_due_event.additional_properties = d
        return complaint_due_event

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
