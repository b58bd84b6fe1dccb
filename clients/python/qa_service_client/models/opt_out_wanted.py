from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="OptOutWanted")


@_attrs_define
class OptOutWanted:
    """Who objects. In the body, not in the address: addresses stand in logs.

    Attributes:
        client (str):
        customer (str): as it was handed in, or the pseudonym in its place
        erase (bool | Unset): erase what is kept of them at the same time Default: False.
    """

    client: str
    customer: str
    erase: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        customer = self.customer

        erase = self.erase

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "client": client,
                "customer": customer,
            }
        )
        if erase is not UNSET:
            field_dict["erase"] = erase

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        client = d.pop("client")

        customer = d.pop("customer")

        erase = d.pop("erase", UNSET)

        opt_out_wanted = cls(
            client=client,
            customer=customer,
            erase=erase,
        )

        return opt_out_wanted
