from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.reason_view import ReasonView


T = TypeVar("T", bound="ComplaintsView")


@_attrs_define
class ComplaintsView:
    """Contacts that complain, and how they ended. Their age only a log of complaints could tell.

    Attributes:
        n (int):
        share (float | None):
        outcomes (None | ReasonView):
    """

    n: int
    share: float | None
    outcomes: None | ReasonView
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.reason_view import ReasonView

        n = self.n

        share: float | None
        share = self.share

        outcomes: dict[str, Any] | None
        if isinstance(self.outcomes, ReasonView):
            outcomes = self.outcomes.to_dict()
        else:
            outcomes = self.outcomes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "n": n,
                "share": share,
                "outcomes": outcomes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.reason_view import ReasonView

        d = dict(src_dict)
        n = d.pop("n")

        def _parse_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        share = _parse_share(d.pop("share"))

        def _parse_outcomes(data: object) -> None | ReasonView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                outcomes_type_0 = ReasonView.from_dict(data)

                return outcomes_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReasonView, data)

        outcomes = _parse_outcomes(d.pop("outcomes"))

        complaints_view = cls(
            n=n,
            share=share,
            outcomes=outcomes,
        )

        complaints_view.additional_properties = d
        return complaints_view

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
