from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DoubtedAnswerPart")


@_attrs_define
class DoubtedAnswerPart:
    """An answer of a person that the model would not have given; `chance` is that which it gave to that answer.

    Attributes:
        interaction (UUID):
        id (str):
        answer (str):
        chance (float):
        link (str):
    """

    interaction: UUID
    id: str
    answer: str
    chance: float
    link: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        interaction = str(self.interaction)

        id = self.id

        answer = self.answer

        chance = self.chance

        link = self.link

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "interaction": interaction,
                "id": id,
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

        id = d.pop("id")

        answer = d.pop("answer")

        chance = d.pop("chance")

        link = d.pop("link")

        doubted_answer_part = cls(
            interaction=interaction,
            id=id,
            answer=answer,
            chance=chance,
            link=link,
        )

        doubted_answer_part.additional_properties = d
        return doubted_answer_part

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
