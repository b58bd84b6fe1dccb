from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DoubtedLabelPart")


@_attrs_define
class DoubtedLabelPart:
    """An answer of a person that the adapted head would not have given, and the chance which it gave to that answer.

    Attributes:
        interaction (UUID):
        answer (str):
        chance (float):
        link (str):
    """

    interaction: UUID
    answer: str
    chance: float
    link: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        interaction = str(self.interaction)

        answer = self.answer

        chance = self.chance

        link = self.link

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "interaction": interaction,
                "answer": answer,
                "chance": chance,
                "link": link,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        interaction = UUID(d.pop("interaction"))

        answer = d.pop("answer")

        chance = d.pop("chance")

        link = d.pop("link")

        doubted_label_part = cls(
            interaction=interaction,
            answer=answer,
            chance=chance,
            link=link,
        )

        doubted_label_part.additional_properties = d
        return doubted_label_part

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
