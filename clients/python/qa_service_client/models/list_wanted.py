from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ListWanted")


@_attrs_define
class ListWanted:
    """A CSV as text, of 500 lines at most; its first line names the columns: `client` with `customer`, `phone` or
    `email`, or `interaction`.

        Attributes:
            csv (str):
    """

    csv: str

    def to_dict(self) -> dict[str, Any]:
        csv = self.csv

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "csv": csv,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        csv = d.pop("csv")

        list_wanted = cls(
            csv=csv,
        )

        return list_wanted
