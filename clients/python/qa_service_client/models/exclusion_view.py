from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.both_view import BothView


T = TypeVar("T", bound="ExclusionView")


@_attrs_define
class ExclusionView:
    """Contacts that the figure leaves out, and why.

    Attributes:
        why (BothView): A sentence in both languages.
        n (int):
    """

    why: BothView
    n: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        why = self.why.to_dict()

        n = self.n

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "why": why,
                "n": n,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.both_view import BothView

        d = dict(src_dict)
        why = BothView.from_dict(d.pop("why"))

        n = d.pop("n")

        exclusion_view = cls(
            why=why,
            n=n,
        )

        exclusion_view.additional_properties = d
        return exclusion_view

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
