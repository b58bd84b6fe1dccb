from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="NewPack")


@_attrs_define
class NewPack:
    """An empty pack.

    Attributes:
        client (str):
        title (str):
        note (str | Unset):  Default: ''.
    """

    client: str
    title: str
    note: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        title = self.title

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "client": client,
                "title": title,
            }
        )
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        client = d.pop("client")

        title = d.pop("title")

        note = d.pop("note", UNSET)

        new_pack = cls(
            client=client,
            title=title,
            note=note,
        )

        return new_pack
