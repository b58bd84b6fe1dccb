from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="LanguagePart")


@_attrs_define
class LanguagePart:
    """How it went in one language; null: no words were spoken.

    Attributes:
        lang (None | str):
        hits (int):
        misses (int):
        unclear (int):
        not_applicable (int):
    """

    lang: None | str
    hits: int
    misses: int
    unclear: int
    not_applicable: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        lang: None | str
        lang = self.lang

        hits = self.hits

        misses = self.misses

        unclear = self.unclear

        not_applicable = self.not_applicable

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "lang": lang,
                "hits": hits,
                "misses": misses,
                "unclear": unclear,
                "not_applicable": not_applicable,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_lang(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        lang = _parse_lang(d.pop("lang"))

        hits = d.pop("hits")

        misses = d.pop("misses")

        unclear = d.pop("unclear")

        not_applicable = d.pop("not_applicable")

        language_part = cls(
            lang=lang,
            hits=hits,
            misses=misses,
            unclear=unclear,
            not_applicable=not_applicable,
        )

        language_part.additional_properties = d
        return language_part

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
