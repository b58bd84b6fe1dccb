from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SecondLookBody")


@_attrs_define
class SecondLookBody:
    """The answer after another look, and why.

    Attributes:
        answer (str):
        why (str | Unset):  Default: ''.
    """

    answer: str
    why: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        answer = self.answer

        why = self.why

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "answer": answer,
            }
        )
        if why is not UNSET:
            field_dict["why"] = why

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        answer = d.pop("answer")

        why = d.pop("why", UNSET)

        second_look_body = cls(
            answer=answer,
            why=why,
        )

        return second_look_body
