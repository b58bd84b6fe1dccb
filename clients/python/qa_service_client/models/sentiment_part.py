from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.turn_sentiment_part import TurnSentimentPart


T = TypeVar("T", bound="SentimentPart")


@_attrs_define
class SentimentPart:
    """By customer turn, and at the start and the end.

    Attributes:
        turns (list[TurnSentimentPart]):
        start (None | str):
        end (None | str):
    """

    turns: list[TurnSentimentPart]
    start: None | str
    end: None | str

    def to_dict(self) -> dict[str, Any]:
        turns = []
        for turns_item_data in self.turns:
            turns_item = turns_item_data.to_dict()
            turns.append(turns_item)

        start: None | str
        start = self.start

        end: None | str
        end = self.end

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "turns": turns,
                "start": start,
                "end": end,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.turn_sentiment_part import TurnSentimentPart

        d = dict(src_dict)
        turns = []
        _turns = d.pop("turns")
        for turns_item_data in _turns:
            turns_item = TurnSentimentPart.from_dict(turns_item_data)

            turns.append(turns_item)

        def _parse_start(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        start = _parse_start(d.pop("start"))

        def _parse_end(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        end = _parse_end(d.pop("end"))

        sentiment_part = cls(
            turns=turns,
            start=start,
            end=end,
        )

        return sentiment_part
