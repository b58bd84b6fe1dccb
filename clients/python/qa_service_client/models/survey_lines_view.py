from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.refused_answer import RefusedAnswer
    from ..models.survey_lines_view_counts import SurveyLinesViewCounts


T = TypeVar("T", bound="SurveyLinesView")


@_attrs_define
class SurveyLinesView:
    """What became of the answers: `created`, `answered` (it was known that the customer was asked), `unchanged`,
    `refused`; and of those that are new, how many are about an interaction that is known.

        Attributes:
            client (str):
            counts (SurveyLinesViewCounts):
            matched (int):
            unmatched (int):
            refused (list[RefusedAnswer]):
    """

    client: str
    counts: SurveyLinesViewCounts
    matched: int
    unmatched: int
    refused: list[RefusedAnswer]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        counts = self.counts.to_dict()

        matched = self.matched

        unmatched = self.unmatched

        refused = []
        for refused_item_data in self.refused:
            refused_item = refused_item_data.to_dict()
            refused.append(refused_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "counts": counts,
                "matched": matched,
                "unmatched": unmatched,
                "refused": refused,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.refused_answer import RefusedAnswer
        from ..models.survey_lines_view_counts import SurveyLinesViewCounts

        d = dict(src_dict)
        client = d.pop("client")

        counts = SurveyLinesViewCounts.from_dict(d.pop("counts"))

        matched = d.pop("matched")

        unmatched = d.pop("unmatched")

        refused = []
        _refused = d.pop("refused")
        for refused_item_data in _refused:
            refused_item = RefusedAnswer.from_dict(refused_item_data)

            refused.append(refused_item)

        survey_lines_view = cls(
            client=client,
            counts=counts,
            matched=matched,
            unmatched=unmatched,
            refused=refused,
        )

        survey_lines_view.additional_properties = d
        return survey_lines_view

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
