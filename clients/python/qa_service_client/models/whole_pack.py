from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.item_view import ItemView


T = TypeVar("T", bound="WholePack")


@_attrs_define
class WholePack:
    """A pack with its moments, in the order in which they were collected.

    Attributes:
        id (UUID):
        client (str):
        title (str):
        note (str):
        made_at (datetime.datetime):
        moments (list[ItemView]):
    """

    id: UUID
    client: str
    title: str
    note: str
    made_at: datetime.datetime
    moments: list[ItemView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        client = self.client

        title = self.title

        note = self.note

        made_at = self.made_at.isoformat()

        moments = []
        for moments_item_data in self.moments:
            moments_item = moments_item_data.to_dict()
            moments.append(moments_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "client": client,
                "title": title,
                "note": note,
                "made_at": made_at,
                "moments": moments,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.item_view import ItemView

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        client = d.pop("client")

        title = d.pop("title")

        note = d.pop("note")

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        moments = []
        _moments = d.pop("moments")
        for moments_item_data in _moments:
            moments_item = ItemView.from_dict(moments_item_data)

            moments.append(moments_item)

        whole_pack = cls(
            id=id,
            client=client,
            title=title,
            note=note,
            made_at=made_at,
            moments=moments,
        )

        whole_pack.additional_properties = d
        return whole_pack

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
