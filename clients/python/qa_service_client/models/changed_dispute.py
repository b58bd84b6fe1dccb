from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ChangedDispute")


@_attrs_define
class ChangedDispute:
    """`state`: open, upheld or rejected.

    Attributes:
        interaction (UUID):
        dispute (UUID):
        state (str):
    """

    interaction: UUID
    dispute: UUID
    state: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        interaction = str(self.interaction)

        dispute = str(self.dispute)

        state = self.state

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "interaction": interaction,
                "dispute": dispute,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        interaction = UUID(d.pop("interaction"))

        dispute = UUID(d.pop("dispute"))

        state = d.pop("state")

        changed_dispute = cls(
            interaction=interaction,
            dispute=dispute,
            state=state,
        )

        changed_dispute.additional_properties = d
        return changed_dispute

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
