from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="PiiPart")


@_attrs_define
class PiiPart:
    """Where personal data stood in the unmasked turn.

    Attributes:
        turn (int):
        start (int):
        end (int):
        type_ (str):
    """

    turn: int
    start: int
    end: int
    type_: str

    def to_dict(self) -> dict[str, Any]:
        turn = self.turn

        start = self.start

        end = self.end

        type_ = self.type_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "turn": turn,
                "start": start,
                "end": end,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        turn = d.pop("turn")

        start = d.pop("start")

        end = d.pop("end")

        type_ = d.pop("type")

        pii_part = cls(
            turn=turn,
            start=start,
            end=end,
            type_=type_,
        )

        return pii_part
