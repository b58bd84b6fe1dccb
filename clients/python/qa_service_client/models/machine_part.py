from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="MachinePart")


@_attrs_define
class MachinePart:
    """What the machine said; `answer` null where it could not tell. `to_be_confirmed`: the answer counts until a person
    has looked, since a finding against the agent that is not sure enough might turn it.

        Attributes:
            answer (None | str):
            confidence (float | None):
            to_be_confirmed (bool):
    """

    answer: None | str
    confidence: float | None
    to_be_confirmed: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        answer: None | str
        answer = self.answer

        confidence: float | None
        confidence = self.confidence

        to_be_confirmed = self.to_be_confirmed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "answer": answer,
                "confidence": confidence,
                "to_be_confirmed": to_be_confirmed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_answer(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        answer = _parse_answer(d.pop("answer"))

        def _parse_confidence(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        confidence = _parse_confidence(d.pop("confidence"))

        to_be_confirmed = d.pop("to_be_confirmed")

        machine_part = cls(
            answer=answer,
            confidence=confidence,
            to_be_confirmed=to_be_confirmed,
        )

        machine_part.additional_properties = d
        return machine_part

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
