from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AnsweredCritical")


@_attrs_define
class AnsweredCritical:
    """A person's answer to a critical criterion, and what it makes of the finding. The latest one counts.

    Attributes:
        interaction (UUID):
        run (int):
        criterion (str):
    """

    interaction: UUID
    run: int
    criterion: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        interaction = str(self.interaction)

        run = self.run

        criterion = self.criterion

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "interaction": interaction,
                "run": run,
                "criterion": criterion,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        interaction = UUID(d.pop("interaction"))

        run = d.pop("run")

        criterion = d.pop("criterion")

        answered_critical = cls(
            interaction=interaction,
            run=run,
            criterion=criterion,
        )

        answered_critical.additional_properties = d
        return answered_critical

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
