from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

T = TypeVar("T", bound="AsksModel")


@_attrs_define
class AsksModel:
    """A question in words, which a language model answers with yes or no and shows by quotes.

    Attributes:
        kind (Literal['ask']):
        question (str):
    """

    kind: Literal["ask"]
    question: str

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        question = self.question

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "question": question,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = cast(Literal["ask"], d.pop("kind"))
        if kind != "ask":
            raise ValueError(f"kind must match const 'ask', got '{kind}'")

        question = d.pop("question")

        asks_model = cls(
            kind=kind,
            question=question,
        )

        return asks_model
