from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RateView")


@_attrs_define
class RateView:
    """`rolling` over the last reviews, `baseline` over the first; null where there are too few. `rubric`: the version
    under which an own criterion was answered; null for all other questions.

        Attributes:
            question (str):
            reviews (int):
            rolling (float | None):
            baseline (float | None):
            rubric (None | str):
    """

    question: str
    reviews: int
    rolling: float | None
    baseline: float | None
    rubric: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        question = self.question

        reviews = self.reviews

        rolling: float | None
        rolling = self.rolling

        baseline: float | None
        baseline = self.baseline

        rubric: None | str
        rubric = self.rubric

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "question": question,
                "reviews": reviews,
                "rolling": rolling,
                "baseline": baseline,
                "rubric": rubric,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        question = d.pop("question")

        reviews = d.pop("reviews")

        def _parse_rolling(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        rolling = _parse_rolling(d.pop("rolling"))

        def _parse_baseline(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        baseline = _parse_baseline(d.pop("baseline"))

        def _parse_rubric(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        rubric = _parse_rubric(d.pop("rubric"))

        rate_view = cls(
            question=question,
            reviews=reviews,
            rolling=rolling,
            baseline=baseline,
            rubric=rubric,
        )

        rate_view.additional_properties = d
        return rate_view

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
