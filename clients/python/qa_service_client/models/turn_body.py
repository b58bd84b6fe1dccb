from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.party import Party
from ..types import UNSET, Unset

T = TypeVar("T", bound="TurnBody")


@_attrs_define
class TurnBody:
    """Other words or another party for a turn; what is left out stays.

    Attributes:
        turn (int):
        text (None | str | Unset):
        speaker (None | Party | Unset):
    """

    turn: int
    text: None | str | Unset = UNSET
    speaker: None | Party | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        turn = self.turn

        text: None | str | Unset
        if isinstance(self.text, Unset):
            text = UNSET
        else:
            text = self.text

        speaker: None | str | Unset
        if isinstance(self.speaker, Unset):
            speaker = UNSET
        elif isinstance(self.speaker, Party):
            speaker = self.speaker.value
        else:
            speaker = self.speaker

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "turn": turn,
            }
        )
        if text is not UNSET:
            field_dict["text"] = text
        if speaker is not UNSET:
            field_dict["speaker"] = speaker

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        turn = d.pop("turn")

        def _parse_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        text = _parse_text(d.pop("text", UNSET))

        def _parse_speaker(data: object) -> None | Party | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                speaker_type_0 = Party(data)

                return speaker_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Party | Unset, data)

        speaker = _parse_speaker(d.pop("speaker", UNSET))

        turn_body = cls(
            turn=turn,
            text=text,
            speaker=speaker,
        )

        return turn_body
