from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.turn_body import TurnBody


T = TypeVar("T", bound="CorrectionBody")


@_attrs_define
class CorrectionBody:
    """Turns to change. New words wait sealed for a worker, which masks them before they are kept.

    Attributes:
        turns (list[TurnBody]):
        why (str | Unset):  Default: ''.
    """

    turns: list[TurnBody]
    why: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        turns = []
        for turns_item_data in self.turns:
            turns_item = turns_item_data.to_dict()
            turns.append(turns_item)

        why = self.why

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "turns": turns,
            }
        )
        if why is not UNSET:
            field_dict["why"] = why

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.turn_body import TurnBody

        d = dict(src_dict)
        turns = []
        _turns = d.pop("turns")
        for turns_item_data in _turns:
            turns_item = TurnBody.from_dict(turns_item_data)

            turns.append(turns_item)

        why = d.pop("why", UNSET)

        correction_body = cls(
            turns=turns,
            why=why,
        )

        return correction_body
