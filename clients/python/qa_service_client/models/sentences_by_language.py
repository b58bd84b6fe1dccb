from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.script_sentence import ScriptSentence


T = TypeVar("T", bound="SentencesByLanguage")


@_attrs_define
class SentencesByLanguage:
    """The same script in each language; a language without sentences is not answered.

    Attributes:
        it (list[ScriptSentence] | Unset):
        en (list[ScriptSentence] | Unset):
    """

    it: list[ScriptSentence] | Unset = UNSET
    en: list[ScriptSentence] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        it: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.it, Unset):
            it = []
            for it_item_data in self.it:
                it_item = it_item_data.to_dict()
                it.append(it_item)

        en: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.en, Unset):
            en = []
            for en_item_data in self.en:
                en_item = en_item_data.to_dict()
                en.append(en_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if it is not UNSET:
            field_dict["it"] = it
        if en is not UNSET:
            field_dict["en"] = en

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.script_sentence import ScriptSentence

        d = dict(src_dict)
        _it = d.pop("it", UNSET)
        it: list[ScriptSentence] | Unset = UNSET
        if _it is not UNSET:
            it = []
            for it_item_data in _it:
                it_item = ScriptSentence.from_dict(it_item_data)

                it.append(it_item)

        _en = d.pop("en", UNSET)
        en: list[ScriptSentence] | Unset = UNSET
        if _en is not UNSET:
            en = []
            for en_item_data in _en:
                en_item = ScriptSentence.from_dict(en_item_data)

                en.append(en_item)

        sentences_by_language = cls(
            it=it,
            en=en,
        )

        return sentences_by_language
