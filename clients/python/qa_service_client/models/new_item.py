from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="NewItem")


@_attrs_define
class NewItem:
    """A moment: `turn` is left out for the whole interaction; `topic` is what it shows.

    Attributes:
        interaction (UUID):
        turn (int | None | Unset):
        topic (str | Unset): such as `courtesy:empathy` Default: ''.
        note (str | Unset):  Default: ''.
    """

    interaction: UUID
    turn: int | None | Unset = UNSET
    topic: str | Unset = ""
    note: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        interaction = str(self.interaction)

        turn: int | None | Unset
        if isinstance(self.turn, Unset):
            turn = UNSET
        else:
            turn = self.turn

        topic = self.topic

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "interaction": interaction,
            }
        )
        if turn is not UNSET:
            field_dict["turn"] = turn
        if topic is not UNSET:
            field_dict["topic"] = topic
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        interaction = UUID(d.pop("interaction"))

        def _parse_turn(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        turn = _parse_turn(d.pop("turn", UNSET))

        topic = d.pop("topic", UNSET)

        note = d.pop("note", UNSET)

        new_item = cls(
            interaction=interaction,
            turn=turn,
            topic=topic,
            note=note,
        )

        return new_item
