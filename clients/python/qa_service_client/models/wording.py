from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="Wording")


@_attrs_define
class Wording:
    """The same sentence in both languages.

    Attributes:
        it (str):
        en (str):
    """

    it: str
    en: str

    def to_dict(self) -> dict[str, Any]:
        it = self.it

        en = self.en

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "it": it,
                "en": en,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        it = d.pop("it")

        en = d.pop("en")

        wording = cls(
            it=it,
            en=en,
        )

        return wording
