from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="QaServiceDocumentsPacksPackView")


@_attrs_define
class QaServiceDocumentsPacksPackView:
    """A pack of one client organisation.

    Attributes:
        id (UUID):
        client (str):
        title (str):
        note (str):
        made_at (datetime.datetime):
    """

    id: UUID
    client: str
    title: str
    note: str
    made_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        client = self.client

        title = self.title

        note = self.note

        made_at = self.made_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "client": client,
                "title": title,
                "note": note,
                "made_at": made_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        client = d.pop("client")

        title = d.pop("title")

        note = d.pop("note")

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        qa_service_documents_packs_pack_view = cls(
            id=id,
            client=client,
            title=title,
            note=note,
            made_at=made_at,
        )

        qa_service_documents_packs_pack_view.additional_properties = d
        return qa_service_documents_packs_pack_view

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
