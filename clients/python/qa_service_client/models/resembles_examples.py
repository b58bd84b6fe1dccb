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

T = TypeVar("T", bound="ResemblesExamples")


@_attrs_define
class ResemblesExamples:
    """What people answered of other interactions, learned: `model` is the sha256 of what was learned.

    Attributes:
        kind (Literal['examples']):
        model (str):
    """

    kind: Literal["examples"]
    model: str

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        model = self.model

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "model": model,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = cast(Literal["examples"], d.pop("kind"))
        if kind != "examples":
            raise ValueError(f"kind must match const 'examples', got '{kind}'")

        model = d.pop("model")

        resembles_examples = cls(
            kind=kind,
            model=model,
        )

        return resembles_examples
