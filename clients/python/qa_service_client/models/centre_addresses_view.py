from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.own_address import OwnAddress


T = TypeVar("T", bound="CentreAddressesView")


@_attrs_define
class CentreAddressesView:
    """Addresses and whole domains; `agent` is the pseudonym of who alone writes from an address.

    Attributes:
        client (str):
        addresses (list[OwnAddress]):
    """

    client: str
    addresses: list[OwnAddress]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        addresses = []
        for addresses_item_data in self.addresses:
            addresses_item = addresses_item_data.to_dict()
            addresses.append(addresses_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "addresses": addresses,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.own_address import OwnAddress

        d = dict(src_dict)
        client = d.pop("client")

        addresses = []
        _addresses = d.pop("addresses")
        for addresses_item_data in _addresses:
            addresses_item = OwnAddress.from_dict(addresses_item_data)

            addresses.append(addresses_item)

        centre_addresses_view = cls(
            client=client,
            addresses=addresses,
        )

        centre_addresses_view.additional_properties = d
        return centre_addresses_view

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
