from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.datum_kind import DatumKind
from ..types import UNSET, Unset

T = TypeVar("T", bound="MaskingBody")


@_attrs_define
class MaskingBody:
    """What to mask: `turn` with the characters of its masked text from `start` to before `end`, or `words` wherever
    they stand.

        Attributes:
            kind (DatumKind): As what a person may mask words.
            turn (int | None | Unset):
            start (int | None | Unset):
            end (int | None | Unset):
            words (None | str | Unset):
            why (str | Unset):  Default: ''.
    """

    kind: DatumKind
    turn: int | None | Unset = UNSET
    start: int | None | Unset = UNSET
    end: int | None | Unset = UNSET
    words: None | str | Unset = UNSET
    why: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind.value

        turn: int | None | Unset
        if isinstance(self.turn, Unset):
            turn = UNSET
        else:
            turn = self.turn

        start: int | None | Unset
        if isinstance(self.start, Unset):
            start = UNSET
        else:
            start = self.start

        end: int | None | Unset
        if isinstance(self.end, Unset):
            end = UNSET
        else:
            end = self.end

        words: None | str | Unset
        if isinstance(self.words, Unset):
            words = UNSET
        else:
            words = self.words

        why = self.why

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
            }
        )
        if turn is not UNSET:
            field_dict["turn"] = turn
        if start is not UNSET:
            field_dict["start"] = start
        if end is not UNSET:
            field_dict["end"] = end
        if words is not UNSET:
            field_dict["words"] = words
        if why is not UNSET:
            field_dict["why"] = why

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = DatumKind(d.pop("kind"))

        def _parse_turn(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        turn = _parse_turn(d.pop("turn", UNSET))

        def _parse_start(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        start = _parse_start(d.pop("start", UNSET))

        def _parse_end(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        end = _parse_end(d.pop("end", UNSET))

        def _parse_words(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        words = _parse_words(d.pop("words", UNSET))

        why = d.pop("why", UNSET)

        masking_body = cls(
            kind=kind,
            turn=turn,
            start=start,
            end=end,
            words=words,
            why=why,
        )

        return masking_body
