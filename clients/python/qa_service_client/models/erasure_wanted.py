from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ErasureWanted")


@_attrs_define
class ErasureWanted:
    """Whose contacts go. In the body, not in the address: addresses stand in logs.

    Attributes:
        client (str):
        customer (str): as it was handed in, or the pseudonym in its place
    """

    client: str
    customer: str

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        customer = self.customer

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "client": client,
                "customer": customer,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        client = d.pop("client")

        customer = d.pop("customer")

        erasure_wanted = cls(
            client=client,
            customer=customer,
        )

        return erasure_wanted
