from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ReleaseBody")


@_attrs_define
class ReleaseBody:
    """A mask: the `turn`, and the character of its masked text at which it begins; `words` are what stood there.

    Attributes:
        turn (int):
        start (int):
        words (None | str | Unset):
        why (str | Unset):  Default: ''.
    """

    turn: int
    start: int
    words: None | str | Unset = UNSET
    why: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        turn = self.turn

        start = self.start

        words: None | str | Unset
        if isinstance(self.words, Unset):
            words = UNSET
        else:
            words = self.words

        why = self.why

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "turn": turn,
                "start": start,
            }
        )
        if words is not UNSET:
            field_dict["words"] = words
        if why is not UNSET:
            field_dict["why"] = why

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        turn = d.pop("turn")

        start = d.pop("start")

        def _parse_words(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        words = _parse_words(d.pop("words", UNSET))

        why = d.pop("why", UNSET)

        release_body = cls(
            turn=turn,
            start=start,
            words=words,
            why=why,
        )

        return release_body
