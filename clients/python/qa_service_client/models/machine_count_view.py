from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="MachineCountView")


@_attrs_define
class MachineCountView:
    """What the machine alone counted: interactions that it called so (or the sum of its scores), out of all that it
    decided; `value` is their share (or mean). A figure's own `value` is this, corrected.

        Attributes:
            value (float):
            numerator (float):
            denominator (int):
    """

    value: float
    numerator: float
    denominator: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        value = self.value

        numerator = self.numerator

        denominator = self.denominator

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "value": value,
                "numerator": numerator,
                "denominator": denominator,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        value = d.pop("value")

        numerator = d.pop("numerator")

        denominator = d.pop("denominator")

        machine_count_view = cls(
            value=value,
            numerator=numerator,
            denominator=denominator,
        )

        machine_count_view.additional_properties = d
        return machine_count_view

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
