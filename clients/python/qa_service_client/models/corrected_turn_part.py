from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.party import Party
from ..types import UNSET, Unset

T = TypeVar("T", bound="CorrectedTurnPart")


@_attrs_define
class CorrectedTurnPart:
    """A turn that was changed: whether its words were, and its party before and after. No words are kept of it.

    Attributes:
        turn (int):
        words (bool | Unset):  Default: False.
        party_was (None | Party | Unset):
        party (None | Party | Unset):
    """

    turn: int
    words: bool | Unset = False
    party_was: None | Party | Unset = UNSET
    party: None | Party | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        turn = self.turn

        words = self.words

        party_was: None | str | Unset
        if isinstance(self.party_was, Unset):
            party_was = UNSET
        elif isinstance(self.party_was, Party):
            party_was = self.party_was.value
        else:
            party_was = self.party_was

        party: None | str | Unset
        if isinstance(self.party, Unset):
            party = UNSET
        elif isinstance(self.party, Party):
            party = self.party.value
        else:
            party = self.party

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "turn": turn,
            }
        )
        if words is not UNSET:
            field_dict["words"] = words
        if party_was is not UNSET:
            field_dict["party_was"] = party_was
        if party is not UNSET:
            field_dict["party"] = party

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        turn = d.pop("turn")

        words = d.pop("words", UNSET)

        def _parse_party_was(data: object) -> None | Party | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                party_was_type_0 = Party(data)

                return party_was_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Party | Unset, data)

        party_was = _parse_party_was(d.pop("party_was", UNSET))

        def _parse_party(data: object) -> None | Party | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                party_type_0 = Party(data)

                return party_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Party | Unset, data)

        party = _parse_party(d.pop("party", UNSET))

        corrected_turn_part = cls(
            turn=turn,
            words=words,
            party_was=party_was,
            party=party,
        )

        corrected_turn_part.additional_properties = d
        return corrected_turn_part

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
