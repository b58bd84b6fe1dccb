from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.included_view_analysis_type_0 import IncludedViewAnalysisType0
    from ..models.judged_view import JudgedView
    from ..models.scorecards_view import ScorecardsView


T = TypeVar("T", bound="IncludedView")


@_attrs_define
class IncludedView:
    """What was asked for by `include`; null where it was not, where there is none yet, or where it is withheld.
    `analysis` is a document of schema `qa-analysis/1`.

        Attributes:
            analysis (IncludedViewAnalysisType0 | None | Unset):
            scorecards (None | ScorecardsView | Unset):
            reviews (JudgedView | None | Unset):
    """

    analysis: IncludedViewAnalysisType0 | None | Unset = UNSET
    scorecards: None | ScorecardsView | Unset = UNSET
    reviews: JudgedView | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.included_view_analysis_type_0 import IncludedViewAnalysisType0
        from ..models.judged_view import JudgedView
        from ..models.scorecards_view import ScorecardsView

        analysis: dict[str, Any] | None | Unset
        if isinstance(self.analysis, Unset):
            analysis = UNSET
        elif isinstance(self.analysis, IncludedViewAnalysisType0):
            analysis = self.analysis.to_dict()
        else:
            analysis = self.analysis

        scorecards: dict[str, Any] | None | Unset
        if isinstance(self.scorecards, Unset):
            scorecards = UNSET
        elif isinstance(self.scorecards, ScorecardsView):
            scorecards = self.scorecards.to_dict()
        else:
            scorecards = self.scorecards

        reviews: dict[str, Any] | None | Unset
        if isinstance(self.reviews, Unset):
            reviews = UNSET
        elif isinstance(self.reviews, JudgedView):
            reviews = self.reviews.to_dict()
        else:
            reviews = self.reviews

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if analysis is not UNSET:
            field_dict["analysis"] = analysis
        if scorecards is not UNSET:
            field_dict["scorecards"] = scorecards
        if reviews is not UNSET:
            field_dict["reviews"] = reviews

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.included_view_analysis_type_0 import IncludedViewAnalysisType0
        from ..models.judged_view import JudgedView
        from ..models.scorecards_view import ScorecardsView

        d = dict(src_dict)

        def _parse_analysis(data: object) -> IncludedViewAnalysisType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                analysis_type_0 = IncludedViewAnalysisType0.from_dict(data)

                return analysis_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(IncludedViewAnalysisType0 | None | Unset, data)

        analysis = _parse_analysis(d.pop("analysis", UNSET))

        def _parse_scorecards(data: object) -> None | ScorecardsView | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                scorecards_type_0 = ScorecardsView.from_dict(data)

                return scorecards_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ScorecardsView | Unset, data)

        scorecards = _parse_scorecards(d.pop("scorecards", UNSET))

        def _parse_reviews(data: object) -> JudgedView | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                reviews_type_0 = JudgedView.from_dict(data)

                return reviews_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JudgedView | None | Unset, data)

        reviews = _parse_reviews(d.pop("reviews", UNSET))

        included_view = cls(
            analysis=analysis,
            scorecards=scorecards,
            reviews=reviews,
        )

        included_view.additional_properties = d
        return included_view

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
