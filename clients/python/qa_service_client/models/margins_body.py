from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="MarginsBody")


@_attrs_define
class MarginsBody:
    """From where a reason fires: a probability, seconds, and a share of overruled answers among at least so many.

    Attributes:
        low_confidence (float | Unset):  Default: 0.6.
        long_silence (float | Unset):  Default: 30.0.
        disagreement (float | Unset):  Default: 0.25.
        disagreement_answers (int | Unset):  Default: 10.
    """

    low_confidence: float | Unset = 0.6
    long_silence: float | Unset = 30.0
    disagreement: float | Unset = 0.25
    disagreement_answers: int | Unset = 10

    def to_dict(self) -> dict[str, Any]:
        low_confidence = self.low_confidence

        long_silence = self.long_silence

        disagreement = self.disagreement

        disagreement_answers = self.disagreement_answers

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if low_confidence is not UNSET:
            field_dict["low_confidence"] = low_confidence
        if long_silence is not UNSET:
            field_dict["long_silence"] = long_silence
        if disagreement is not UNSET:
            field_dict["disagreement"] = disagreement
        if disagreement_answers is not UNSET:
            field_dict["disagreement_answers"] = disagreement_answers

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        low_confidence = d.pop("low_confidence", UNSET)

        long_silence = d.pop("long_silence", UNSET)

        disagreement = d.pop("disagreement", UNSET)

        disagreement_answers = d.pop("disagreement_answers", UNSET)

        margins_body = cls(
            low_confidence=low_confidence,
            long_silence=long_silence,
            disagreement=disagreement,
            disagreement_answers=disagreement_answers,
        )

        return margins_body
