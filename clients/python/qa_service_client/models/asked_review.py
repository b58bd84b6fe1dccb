from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AskedReview")


@_attrs_define
class AskedReview:
    """A drawn sample, or a calibration session: one of the two. `interactions`: how many are to be answered.

    Attributes:
        interactions (int):
        sample (None | Unset | UUID):
        calibration (None | Unset | UUID):
    """

    interactions: int
    sample: None | Unset | UUID = UNSET
    calibration: None | Unset | UUID = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        interactions = self.interactions

        sample: None | str | Unset
        if isinstance(self.sample, Unset):
            sample = UNSET
        elif isinstance(self.sample, UUID):
            sample = str(self.sample)
        else:
            sample = self.sample

        calibration: None | str | Unset
        if isinstance(self.calibration, Unset):
            calibration = UNSET
        elif isinstance(self.calibration, UUID):
            calibration = str(self.calibration)
        else:
            calibration = self.calibration

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "interactions": interactions,
            }
        )
        if sample is not UNSET:
            field_dict["sample"] = sample
        if calibration is not UNSET:
            field_dict["calibration"] = calibration

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        interactions = d.pop("interactions")

        def _parse_sample(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sample_type_0 = UUID(data)

                return sample_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        sample = _parse_sample(d.pop("sample", UNSET))

        def _parse_calibration(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                calibration_type_0 = UUID(data)

                return calibration_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        calibration = _parse_calibration(d.pop("calibration", UNSET))

        asked_review = cls(
            interactions=interactions,
            sample=sample,
            calibration=calibration,
        )

        asked_review.additional_properties = d
        return asked_review

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
