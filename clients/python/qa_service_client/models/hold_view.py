from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.hold_kind import HoldKind

T = TypeVar("T", bound="HoldView")


@_attrs_define
class HoldView:
    """What is held: the contact `interaction`, all contacts of `customer` (a pseudonym), or all of `client`. `contacts`
    counts those that it keeps at this moment.

        Attributes:
            id (UUID):
            client (str):
            kind (HoldKind): What a legal hold is about: one contact, all contacts of a customer with a client, or all of a
                client.
            interaction (None | UUID):
            customer (None | str):
            reason (str):
            set_by (str):
            set_at (datetime.datetime):
            contacts (int):
    """

    id: UUID
    client: str
    kind: HoldKind
    interaction: None | UUID
    customer: None | str
    reason: str
    set_by: str
    set_at: datetime.datetime
    contacts: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        client = self.client

        kind = self.kind.value

        interaction: None | str
        if isinstance(self.interaction, UUID):
            interaction = str(self.interaction)
        else:
            interaction = self.interaction

        customer: None | str
        customer = self.customer

        reason = self.reason

        set_by = self.set_by

        set_at = self.set_at.isoformat()

        contacts = self.contacts

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "client": client,
                "kind": kind,
                "interaction": interaction,
                "customer": customer,
                "reason": reason,
                "set_by": set_by,
                "set_at": set_at,
                "contacts": contacts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        client = d.pop("client")

        kind = HoldKind(d.pop("kind"))

        def _parse_interaction(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                interaction_type_0 = UUID(data)

                return interaction_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        interaction = _parse_interaction(d.pop("interaction"))

        def _parse_customer(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer = _parse_customer(d.pop("customer"))

        reason = d.pop("reason")

        set_by = d.pop("set_by")

        set_at = datetime.datetime.fromisoformat(d.pop("set_at"))

        contacts = d.pop("contacts")

        hold_view = cls(
            id=id,
            client=client,
            kind=kind,
            interaction=interaction,
            customer=customer,
            reason=reason,
            set_by=set_by,
            set_at=set_at,
            contacts=contacts,
        )

        hold_view.additional_properties = d
        return hold_view

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
