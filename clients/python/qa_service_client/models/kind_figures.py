from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="KindFigures")


@_attrs_define
class KindFigures:
    """`missed`: places that people masked, where the machine had not. `false`: masks of the machine that people
    released or called not personal.

        Attributes:
            kind (str):
            missed (int):
            false_ (int):
    """

    kind: str
    missed: int
    false_: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        missed = self.missed

        false_ = self.false_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "missed": missed,
                "false": false_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = d.pop("kind")

        missed = d.pop("missed")

        false_ = d.pop("false")

        kind_figures = cls(
            kind=kind,
            missed=missed,
            false_=false_,
        )

        kind_figures.additional_properties = d
        return kind_figures

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
