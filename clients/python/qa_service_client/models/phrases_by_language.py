from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PhrasesByLanguage")


@_attrs_define
class PhrasesByLanguage:
    """The same asked in each language; a language without phrases is not answered.

    Attributes:
        it (list[str] | Unset):
        en (list[str] | Unset):
    """

    it: list[str] | Unset = UNSET
    en: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        it: list[str] | Unset = UNSET
        if not isinstance(self.it, Unset):
            it = self.it

        en: list[str] | Unset = UNSET
        if not isinstance(self.en, Unset):
            en = self.en

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if it is not UNSET:
            field_dict["it"] = it
        if en is not UNSET:
            field_dict["en"] = en

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        it = cast(list[str], d.pop("it", UNSET))

        en = cast(list[str], d.pop("en", UNSET))

        phrases_by_language = cls(
            it=it,
            en=en,
        )

        return phrases_by_language
