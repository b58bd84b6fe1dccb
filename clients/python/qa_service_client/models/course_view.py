from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.trend_view import TrendView
    from ..models.week_view import WeekView


T = TypeVar("T", bound="CourseView")


@_attrs_define
class CourseView:
    """Week by week, at most half a year back; `trend` is null for fewer than three weeks. `rubrics` are the versions
    behind it, where it depends on them: with more than one, what moves may be the rubric and not the work.

        Attributes:
            weeks (list[WeekView]):
            trend (None | TrendView):
            rubrics (list[str] | Unset):
    """

    weeks: list[WeekView]
    trend: None | TrendView
    rubrics: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.trend_view import TrendView

        weeks = []
        for weeks_item_data in self.weeks:
            weeks_item = weeks_item_data.to_dict()
            weeks.append(weeks_item)

        trend: dict[str, Any] | None
        if isinstance(self.trend, TrendView):
            trend = self.trend.to_dict()
        else:
            trend = self.trend

        rubrics: list[str] | Unset = UNSET
        if not isinstance(self.rubrics, Unset):
            rubrics = self.rubrics

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "weeks": weeks,
                "trend": trend,
            }
        )
        if rubrics is not UNSET:
            field_dict["rubrics"] = rubrics

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.trend_view import TrendView
        from ..models.week_view import WeekView

        d = dict(src_dict)
        weeks = []
        _weeks = d.pop("weeks")
        for weeks_item_data in _weeks:
            weeks_item = WeekView.from_dict(weeks_item_data)

            weeks.append(weeks_item)

        def _parse_trend(data: object) -> None | TrendView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                trend_type_0 = TrendView.from_dict(data)

                return trend_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TrendView, data)

        trend = _parse_trend(d.pop("trend"))

        rubrics = cast(list[str], d.pop("rubrics", UNSET))

        course_view = cls(
            weeks=weeks,
            trend=trend,
            rubrics=rubrics,
        )

        course_view.additional_properties = d
        return course_view

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
