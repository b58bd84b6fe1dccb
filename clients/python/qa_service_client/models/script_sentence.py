from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ScriptSentence")


@_attrs_define
class ScriptSentence:
    """A sentence with the share of its content words that must be said, where it is not that of the script.

    Attributes:
        text (str):
        share (float | None | Unset):
    """

    text: str
    share: float | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        text = self.text

        share: float | None | Unset
        if isinstance(self.share, Unset):
            share = UNSET
        else:
            share = self.share

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "text": text,
            }
        )
        if share is not UNSET:
            field_dict["share"] = share

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        text = d.pop("text")

        def _parse_share(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        share = _parse_share(d.pop("share", UNSET))

        script_sentence = cls(
            text=text,
            share=share,
        )

        return script_sentence
