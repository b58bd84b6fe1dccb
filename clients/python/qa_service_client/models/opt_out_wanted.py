from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="OptOutWanted")


@_attrs_define
class OptOutWanted:
    """Who objects. In the body, not in the address: addresses stand in logs.

    Attributes:
        client (str):
        customer (None | str | Unset): as it was handed in, or the pseudonym in its place
        phone (None | str | Unset): in its place: a telephone number that the customer has
        email (None | str | Unset): in its place: an address that the customer has
        erase (bool | Unset): erase what is kept of them at the same time Default: False.
    """

    client: str
    customer: None | str | Unset = UNSET
    phone: None | str | Unset = UNSET
    email: None | str | Unset = UNSET
    erase: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        customer: None | str | Unset
        if isinstance(self.customer, Unset):
            customer = UNSET
        else:
            customer = self.customer

        phone: None | str | Unset
        if isinstance(self.phone, Unset):
            phone = UNSET
        else:
            phone = self.phone

        email: None | str | Unset
        if isinstance(self.email, Unset):
            email = UNSET
        else:
            email = self.email

        erase = self.erase

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "client": client,
            }
        )
        if customer is not UNSET:
            field_dict["customer"] = customer
        if phone is not UNSET:
            field_dict["phone"] = phone
        if email is not UNSET:
            field_dict["email"] = email
        if erase is not UNSET:
            field_dict["erase"] = erase

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        client = d.pop("client")

        def _parse_customer(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        customer = _parse_customer(d.pop("customer", UNSET))

        def _parse_phone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        phone = _parse_phone(d.pop("phone", UNSET))

        def _parse_email(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        email = _parse_email(d.pop("email", UNSET))

        erase = d.pop("erase", UNSET)

        opt_out_wanted = cls(
            client=client,
            customer=customer,
            phone=phone,
            email=email,
            erase=erase,
        )

        return opt_out_wanted
