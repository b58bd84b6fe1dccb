from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="TurnSentimentPart")


@_attrs_define
class TurnSentimentPart:
    """Sentiment of a customer turn, from its words alone.

    Attributes:
        turn (int):
        label (None | str):
        probability (float):
    """

    turn: int
    label: None | str
    probability: float

    def to_dict(self) -> dict[str, Any]:
        turn = self.turn

        label: None | str
        label = self.label

        probability = self.probability

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "turn": turn,
                "label": label,
                "probability": probability,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        turn = d.pop("turn")

        def _parse_label(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        label = _parse_label(d.pop("label"))

        probability = d.pop("probability")

        turn_sentiment_part = cls(
            turn=turn,
            label=label,
            probability=probability,
        )

        return turn_sentiment_part
