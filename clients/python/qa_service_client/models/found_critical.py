from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="FoundCritical")


@_attrs_define
class FoundCritical:
    """Criteria by id: `failed`, as the machine has it, and `unsure`, which a person decides. Nobody has looked yet.

    Attributes:
        interaction (UUID):
        run (int):
        failed (list[str]):
        unsure (list[str]):
    """

    interaction: UUID
    run: int
    failed: list[str]
    unsure: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        interaction = str(self.interaction)

        run = self.run

        failed = self.failed

        unsure = self.unsure

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "interaction": interaction,
                "run": run,
                "failed": failed,
                "unsure": unsure,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        interaction = UUID(d.pop("interaction"))

        run = d.pop("run")

        failed = cast(list[str], d.pop("failed"))

        unsure = cast(list[str], d.pop("unsure"))

        found_critical = cls(
            interaction=interaction,
            run=run,
            failed=failed,
            unsure=unsure,
        )

        found_critical.additional_properties = d
        return found_critical

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
