from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ClientErasureWanted")


@_attrs_define
class ClientErasureWanted:
    """Which client goes, named twice, so that none goes by a slip.

    Attributes:
        client (str):
        confirm (str): the same again
    """

    client: str
    confirm: str

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        confirm = self.confirm

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "client": client,
                "confirm": confirm,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        client = d.pop("client")

        confirm = d.pop("confirm")

        client_erasure_wanted = cls(
            client=client,
            confirm=confirm,
        )

        return client_erasure_wanted
