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

T = TypeVar("T", bound="AskPerson")


@_attrs_define
class AskPerson:
    """A person answers: for the machine it is unclear until a review exists.

    Attributes:
        kind (Literal['person']):
    """

    kind: Literal["person"]

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = cast(Literal["person"], d.pop("kind"))
        if kind != "person":
            raise ValueError(f"kind must match const 'person', got '{kind}'")

        ask_person = cls(
            kind=kind,
        )

        return ask_person
