from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.object_state import ObjectState

T = TypeVar("T", bound="ConnectorObjectView")


@_attrs_define
class ConnectorObjectView:
    """One version of an object. Its `name` is not kept once all of it is taken. `accepted`, `unchanged` and `refused`
    count the interactions in it.

        Attributes:
            id (UUID):
            name (None | str):
            version (str):
            size (int):
            state (ObjectState): Where a listed object stands. `WAITING` is not whole yet or is tried again, `TAKING` in
                hand; the others are
                ends: it brought something new, all was here before, something of it was refused (quarantine), or it is none of
                ours.
            accepted (int):
            unchanged (int):
            refused (int):
            reasons (list[str]):
            attempts (int):
            seen_at (datetime.datetime):
            settled_at (datetime.datetime):
    """

    id: UUID
    name: None | str
    version: str
    size: int
    state: ObjectState
    accepted: int
    unchanged: int
    refused: int
    reasons: list[str]
    attempts: int
    seen_at: datetime.datetime
    settled_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name: None | str
        name = self.name

        version = self.version

        size = self.size

        state = self.state.value

        accepted = self.accepted

        unchanged = self.unchanged

        refused = self.refused

        reasons = self.reasons

        attempts = self.attempts

        seen_at = self.seen_at.isoformat()

        settled_at = self.settled_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "version": version,
                "size": size,
                "state": state,
                "accepted": accepted,
                "unchanged": unchanged,
                "refused": refused,
                "reasons": reasons,
                "attempts": attempts,
                "seen_at": seen_at,
                "settled_at": settled_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        name = _parse_name(d.pop("name"))

        version = d.pop("version")

        size = d.pop("size")

        state = ObjectState(d.pop("state"))

        accepted = d.pop("accepted")

        unchanged = d.pop("unchanged")

        refused = d.pop("refused")

        reasons = cast(list[str], d.pop("reasons"))

        attempts = d.pop("attempts")

        seen_at = datetime.datetime.fromisoformat(d.pop("seen_at"))

        settled_at = datetime.datetime.fromisoformat(d.pop("settled_at"))

        connector_object_view = cls(
            id=id,
            name=name,
            version=version,
            size=size,
            state=state,
            accepted=accepted,
            unchanged=unchanged,
            refused=refused,
            reasons=reasons,
            attempts=attempts,
            seen_at=seen_at,
            settled_at=settled_at,
        )

        connector_object_view.additional_properties = d
        return connector_object_view

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
