from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WaitingComplaint")


@_attrs_define
class WaitingComplaint:
    """`due_on`: the last day on which an answer is in time.

    Attributes:
        complaint (UUID):
        due_on (datetime.date):
    """

    complaint: UUID
    due_on: datetime.date
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        complaint = str(self.complaint)

        due_on = self.due_on.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "complaint": complaint,
                "due_on": due_on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        complaint = UUID(d.pop("complaint"))

        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        waiting_complaint = cls(
            complaint=complaint,
            due_on=due_on,
        )

        waiting_complaint.additional_properties = d
        return waiting_complaint

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
