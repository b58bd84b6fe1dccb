from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.comparison_view_differences import ComparisonViewDifferences
    from ..models.side_view import SideView


T = TypeVar("T", bound="ComparisonView")


@_attrs_define
class ComparisonView:
    """Two groups, or one in two periods, with the differences of all figures that both have.

    Attributes:
        kind (str):
        first (SideView): One side of a comparison.
        second (SideView): One side of a comparison.
        differences (ComparisonViewDifferences):
    """

    kind: str
    first: SideView
    second: SideView
    differences: ComparisonViewDifferences
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        first = self.first.to_dict()

        second = self.second.to_dict()

        differences = self.differences.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "first": first,
                "second": second,
                "differences": differences,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.comparison_view_differences import ComparisonViewDifferences
        from ..models.side_view import SideView

        d = dict(src_dict)
        kind = d.pop("kind")

        first = SideView.from_dict(d.pop("first"))

        second = SideView.from_dict(d.pop("second"))

        differences = ComparisonViewDifferences.from_dict(d.pop("differences"))

        comparison_view = cls(
            kind=kind,
            first=first,
            second=second,
            differences=differences,
        )

        comparison_view.additional_properties = d
        return comparison_view

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
