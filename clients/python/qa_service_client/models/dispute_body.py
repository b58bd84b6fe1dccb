from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="DisputeBody")


@_attrs_define
class DisputeBody:
    """What somebody objects to, in words; `questions` empty: to all of it.

    Attributes:
        why (str):
        questions (list[str] | Unset):
    """

    why: str
    questions: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        why = self.why

        questions: list[str] | Unset = UNSET
        if not isinstance(self.questions, Unset):
            questions = self.questions

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "why": why,
            }
        )
        if questions is not UNSET:
            field_dict["questions"] = questions

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        why = d.pop("why")

        questions = cast(list[str], d.pop("questions", UNSET))

        dispute_body = cls(
            why=why,
            questions=questions,
        )

        return dispute_body
