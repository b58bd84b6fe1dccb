from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.measure_view import MeasureView


T = TypeVar("T", bound="RatingView")


@_attrs_define
class RatingView:
    """Answers on one scale, whose highest value is `scale`: how many, their mean, and the share of its two highest
    values. Null, with the least number it takes as `minimum`, where there are too few.

        Attributes:
            scale (int):
            n (int):
            minimum (int | None):
            mean (MeasureView | None):
            top_two (MeasureView | None):
    """

    scale: int
    n: int
    minimum: int | None
    mean: MeasureView | None
    top_two: MeasureView | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.measure_view import MeasureView

        scale = self.scale

        n = self.n

        minimum: int | None
        minimum = self.minimum

        mean: dict[str, Any] | None
        if isinstance(self.mean, MeasureView):
            mean = self.mean.to_dict()
        else:
            mean = self.mean

        top_two: dict[str, Any] | None
        if isinstance(self.top_two, MeasureView):
            top_two = self.top_two.to_dict()
        else:
            top_two = self.top_two

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "scale": scale,
                "n": n,
                "minimum": minimum,
                "mean": mean,
                "top_two": top_two,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.measure_view import MeasureView

        d = dict(src_dict)
        scale = d.pop("scale")

        n = d.pop("n")

        def _parse_minimum(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        minimum = _parse_minimum(d.pop("minimum"))

        def _parse_mean(data: object) -> MeasureView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                mean_type_0 = MeasureView.from_dict(data)

                return mean_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MeasureView | None, data)

        mean = _parse_mean(d.pop("mean"))

        def _parse_top_two(data: object) -> MeasureView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                top_two_type_0 = MeasureView.from_dict(data)

                return top_two_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MeasureView | None, data)

        top_two = _parse_top_two(d.pop("top_two"))

        rating_view = cls(
            scale=scale,
            n=n,
            minimum=minimum,
            mean=mean,
            top_two=top_two,
        )

        rating_view.additional_properties = d
        return rating_view

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
