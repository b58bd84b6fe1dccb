from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.coefficient_part import CoefficientPart


T = TypeVar("T", bound="HeadPart")


@_attrs_define
class HeadPart:
    """One head beside people's answers. `decided` of them had an answer; `share` of equal answers, `kappa` and `ac1`
    count these; `auc`, `balanced` accuracy and `calibration_error` count all, by the stated chances.

        Attributes:
            decided (int):
            share (CoefficientPart): Null where it is not defined, or the interval cannot be had.
            kappa (CoefficientPart): Null where it is not defined, or the interval cannot be had.
            ac1 (CoefficientPart): Null where it is not defined, or the interval cannot be had.
            auc (float | None):
            balanced (float | None):
            calibration_error (float):
    """

    decided: int
    share: CoefficientPart
    kappa: CoefficientPart
    ac1: CoefficientPart
    auc: float | None
    balanced: float | None
    calibration_error: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        decided = self.decided

        share = self.share.to_dict()

        kappa = self.kappa.to_dict()

        ac1 = self.ac1.to_dict()

        auc: float | None
        auc = self.auc

        balanced: float | None
        balanced = self.balanced

        calibration_error = self.calibration_error

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "decided": decided,
                "share": share,
                "kappa": kappa,
                "ac1": ac1,
                "auc": auc,
                "balanced": balanced,
                "calibration_error": calibration_error,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.coefficient_part import CoefficientPart

        d = dict(src_dict)
        decided = d.pop("decided")

        share = CoefficientPart.from_dict(d.pop("share"))

        kappa = CoefficientPart.from_dict(d.pop("kappa"))

        ac1 = CoefficientPart.from_dict(d.pop("ac1"))

        def _parse_auc(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        auc = _parse_auc(d.pop("auc"))

        def _parse_balanced(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        balanced = _parse_balanced(d.pop("balanced"))

        calibration_error = d.pop("calibration_error")

        head_part = cls(
            decided=decided,
            share=share,
            kappa=kappa,
            ac1=ac1,
            auc=auc,
            balanced=balanced,
            calibration_error=calibration_error,
        )

        head_part.additional_properties = d
        return head_part

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
