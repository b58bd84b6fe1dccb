from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.pairing_part_coefficients import PairingPartCoefficients


T = TypeVar("T", bound="PairingPart")


@_attrs_define
class PairingPart:
    """Answers of `raters` to `units` interactions; on `silent` ones the machine had no answer.

    Attributes:
        units (int):
        raters (int):
        silent (int):
        coefficients (PairingPartCoefficients):
    """

    units: int
    raters: int
    silent: int
    coefficients: PairingPartCoefficients
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        units = self.units

        raters = self.raters

        silent = self.silent

        coefficients = self.coefficients.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "units": units,
                "raters": raters,
                "silent": silent,
                "coefficients": coefficients,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.pairing_part_coefficients import PairingPartCoefficients

        d = dict(src_dict)
        units = d.pop("units")

        raters = d.pop("raters")

        silent = d.pop("silent")

        coefficients = PairingPartCoefficients.from_dict(d.pop("coefficients"))

        pairing_part = cls(
            units=units,
            raters=raters,
            silent=silent,
            coefficients=coefficients,
        )

        pairing_part.additional_properties = d
        return pairing_part

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
