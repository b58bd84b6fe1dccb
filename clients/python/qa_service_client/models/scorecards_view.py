from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.scorecard_part import ScorecardPart


T = TypeVar("T", bound="ScorecardsView")


@_attrs_define
class ScorecardsView:
    """The scorecards of one interaction, one a version. `scorecard` is the one that figures count; of `earlier` the one
    that it took the place of comes first.

        Attributes:
            interaction (UUID):
            scorecard (ScorecardPart): 0 to 100 by section; `critical` names the critical criteria that failed,
                `critical_by_harm` the same apart
                (customer, business, compliance), `failed` the sections that one of them failed outright, `to_be_confirmed` the
                criteria whose answer waits for a person.
            earlier (list[ScorecardPart]):
    """

    interaction: UUID
    scorecard: ScorecardPart
    earlier: list[ScorecardPart]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        interaction = str(self.interaction)

        scorecard = self.scorecard.to_dict()

        earlier = []
        for earlier_item_data in self.earlier:
            earlier_item = earlier_item_data.to_dict()
            earlier.append(earlier_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "interaction": interaction,
                "scorecard": scorecard,
                "earlier": earlier,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.scorecard_part import ScorecardPart

        d = dict(src_dict)
        interaction = UUID(d.pop("interaction"))

        scorecard = ScorecardPart.from_dict(d.pop("scorecard"))

        earlier = []
        _earlier = d.pop("earlier")
        for earlier_item_data in _earlier:
            earlier_item = ScorecardPart.from_dict(earlier_item_data)

            earlier.append(earlier_item)

        scorecards_view = cls(
            interaction=interaction,
            scorecard=scorecard,
            earlier=earlier,
        )

        scorecards_view.additional_properties = d
        return scorecards_view

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
