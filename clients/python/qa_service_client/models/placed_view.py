from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.placed_view_figures import PlacedViewFigures
    from ..models.placed_view_pooled import PlacedViewPooled
    from ..models.placed_view_rank import PlacedViewRank


T = TypeVar("T", bound="PlacedView")


@_attrs_define
class PlacedView:
    """An agent among the others; without a place and a pooled figure where too few interactions are there, or where
    nobody has checked any of them.

        Attributes:
            agent (str):
            n (int):
            figures (PlacedViewFigures):
            pooled (PlacedViewPooled):
            rank (PlacedViewRank):
    """

    agent: str
    n: int
    figures: PlacedViewFigures
    pooled: PlacedViewPooled
    rank: PlacedViewRank
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agent = self.agent

        n = self.n

        figures = self.figures.to_dict()

        pooled = self.pooled.to_dict()

        rank = self.rank.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agent": agent,
                "n": n,
                "figures": figures,
                "pooled": pooled,
                "rank": rank,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.placed_view_figures import PlacedViewFigures
        from ..models.placed_view_pooled import PlacedViewPooled
        from ..models.placed_view_rank import PlacedViewRank

        d = dict(src_dict)
        agent = d.pop("agent")

        n = d.pop("n")

        figures = PlacedViewFigures.from_dict(d.pop("figures"))

        pooled = PlacedViewPooled.from_dict(d.pop("pooled"))

        rank = PlacedViewRank.from_dict(d.pop("rank"))

        placed_view = cls(
            agent=agent,
            n=n,
            figures=figures,
            pooled=pooled,
            rank=rank,
        )

        placed_view.additional_properties = d
        return placed_view

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
