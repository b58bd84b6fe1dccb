from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.own_address import OwnAddress


T = TypeVar("T", bound="CentreAddressesWanted")


@_attrs_define
class CentreAddressesWanted:
    """All of them: addresses, or domains such as `acme.example`; `agent` where one agent alone writes from it.

    Attributes:
        addresses (list[OwnAddress] | Unset):
    """

    addresses: list[OwnAddress] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        addresses: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.addresses, Unset):
            addresses = []
            for addresses_item_data in self.addresses:
                addresses_item = addresses_item_data.to_dict()
                addresses.append(addresses_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if addresses is not UNSET:
            field_dict["addresses"] = addresses

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.own_address import OwnAddress

        d = dict(src_dict)
        _addresses = d.pop("addresses", UNSET)
        addresses: list[OwnAddress] | Unset = UNSET
        if _addresses is not UNSET:
            addresses = []
            for addresses_item_data in _addresses:
                addresses_item = OwnAddress.from_dict(addresses_item_data)

                addresses.append(addresses_item)

        centre_addresses_wanted = cls(
            addresses=addresses,
        )

        return centre_addresses_wanted
