from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="Only")


@_attrs_define
class Only:
    """Lines that are read: those whose column holds one of these words.

    Attributes:
        column (str):
        values (list[str]):
    """

    column: str
    values: list[str]

    def to_dict(self) -> dict[str, Any]:
        column = self.column

        values = self.values

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "column": column,
                "values": values,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        column = d.pop("column")

        values = cast(list[str], d.pop("values"))

        only = cls(
            column=column,
            values=values,
        )

        return only
