from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.party import Party

T = TypeVar("T", bound="PassagePart")


@_attrs_define
class PassagePart:
    """Masked words of a turn, with what stands around them.

    Attributes:
        turn (int):
        party (Party): Who speaks. `BOT` is an automated agent, `OTHER` an announcement, a second agent or a bystander.
        before (str):
        text (str):
        after (str):
    """

    turn: int
    party: Party
    before: str
    text: str
    after: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        turn = self.turn

        party = self.party.value

        before = self.before

        text = self.text

        after = self.after

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "turn": turn,
                "party": party,
                "before": before,
                "text": text,
                "after": after,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        turn = d.pop("turn")

        party = Party(d.pop("party"))

        before = d.pop("before")

        text = d.pop("text")

        after = d.pop("after")

        passage_part = cls(
            turn=turn,
            party=party,
            before=before,
            text=text,
            after=after,
        )

        passage_part.additional_properties = d
        return passage_part

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
