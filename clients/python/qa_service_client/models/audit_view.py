from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.audit_view_detail import AuditViewDetail


T = TypeVar("T", bound="AuditView")


@_attrs_define
class AuditView:
    """Who did what on what: `origin` is the network address, empty at the machine itself; `place` counts from 1 in its
    `chain`, and `hash` is the sha256 over the line and the hash of the one before it.

        Attributes:
            at (datetime.datetime):
            actor (str):
            role (str):
            origin (str):
            action (str):
            subject (str):
            client (None | str):
            detail (AuditViewDetail):
            chain (int):
            place (int):
            hash_ (str):
    """

    at: datetime.datetime
    actor: str
    role: str
    origin: str
    action: str
    subject: str
    client: None | str
    detail: AuditViewDetail
    chain: int
    place: int
    hash_: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        actor = self.actor

        role = self.role

        origin = self.origin

        action = self.action

        subject = self.subject

        client: None | str
        client = self.client

        detail = self.detail.to_dict()

        chain = self.chain

        place = self.place

        hash_ = self.hash_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "actor": actor,
                "role": role,
                "origin": origin,
                "action": action,
                "subject": subject,
                "client": client,
                "detail": detail,
                "chain": chain,
                "place": place,
                "hash": hash_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.audit_view_detail import AuditViewDetail

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        actor = d.pop("actor")

        role = d.pop("role")

        origin = d.pop("origin")

        action = d.pop("action")

        subject = d.pop("subject")

        def _parse_client(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        client = _parse_client(d.pop("client"))

        detail = AuditViewDetail.from_dict(d.pop("detail"))

        chain = d.pop("chain")

        place = d.pop("place")

        hash_ = d.pop("hash")

        audit_view = cls(
            at=at,
            actor=actor,
            role=role,
            origin=origin,
            action=action,
            subject=subject,
            client=client,
            detail=detail,
            chain=chain,
            place=place,
            hash_=hash_,
        )

        audit_view.additional_properties = d
        return audit_view

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
