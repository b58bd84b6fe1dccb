from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="OptOutView")


@_attrs_define
class OptOutView:
    """`customer` is the pseudonym; `refused` counts what was handed in of them since, the last at `refused_at`.

    Attributes:
        id (UUID):
        client (str):
        customer (str):
        set_by (str):
        set_at (datetime.datetime):
        refused (int):
        refused_at (datetime.datetime | None):
    """

    id: UUID
    client: str
    customer: str
    set_by: str
    set_at: datetime.datetime
    refused: int
    refused_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        client = self.client

        customer = self.customer

        set_by = self.set_by

        set_at = self.set_at.isoformat()

        refused = self.refused

        refused_at: None | str
        if isinstance(self.refused_at, datetime.datetime):
            refused_at = self.refused_at.isoformat()
        else:
            refused_at = self.refused_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "client": client,
                "customer": customer,
                "set_by": set_by,
                "set_at": set_at,
                "refused": refused,
                "refused_at": refused_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        client = d.pop("client")

        customer = d.pop("customer")

        set_by = d.pop("set_by")

        set_at = datetime.datetime.fromisoformat(d.pop("set_at"))

        refused = d.pop("refused")

        def _parse_refused_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                refused_at_type_0 = datetime.datetime.fromisoformat(data)

                return refused_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        refused_at = _parse_refused_at(d.pop("refused_at"))

        opt_out_view = cls(
            id=id,
            client=client,
            customer=customer,
            set_by=set_by,
            set_at=set_at,
            refused=refused,
            refused_at=refused_at,
        )

        opt_out_view.additional_properties = d
        return opt_out_view

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
