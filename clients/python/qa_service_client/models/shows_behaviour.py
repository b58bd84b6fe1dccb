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

T = TypeVar("T", bound="ShowsBehaviour")


@_attrs_define
class ShowsBehaviour:
    """The agent shows this courtesy behaviour.

    Attributes:
        kind (Literal['behaviour']):
        label (str):
    """

    kind: Literal["behaviour"]
    label: str

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        label = self.label

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "label": label,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = cast(Literal["behaviour"], d.pop("kind"))
        if kind != "behaviour":
            raise ValueError(f"kind must match const 'behaviour', got '{kind}'")

        label = d.pop("label")

        shows_behaviour = cls(
            kind=kind,
            label=label,
        )

        return shows_behaviour
