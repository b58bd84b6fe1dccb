from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="EndpointWanted")


@_attrs_define
class EndpointWanted:
    """Where webhooks are to go. Without `client` it is told of all clients' events, which only who reaches all may
    have.

        Attributes:
            url (str): https, or a host listed in QA_WEBHOOK_HOSTS
            label (str): what it is for
            client (None | str | Unset):
            events (list[str] | Unset): types; none: all
    """

    url: str
    label: str
    client: None | str | Unset = UNSET
    events: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        label = self.label

        client: None | str | Unset
        if isinstance(self.client, Unset):
            client = UNSET
        else:
            client = self.client

        events: list[str] | Unset = UNSET
        if not isinstance(self.events, Unset):
            events = self.events

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "url": url,
                "label": label,
            }
        )
        if client is not UNSET:
            field_dict["client"] = client
        if events is not UNSET:
            field_dict["events"] = events

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        url = d.pop("url")

        label = d.pop("label")

        def _parse_client(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        client = _parse_client(d.pop("client", UNSET))

        events = cast(list[str], d.pop("events", UNSET))

        endpoint_wanted = cls(
            url=url,
            label=label,
            client=client,
            events=events,
        )

        return endpoint_wanted
