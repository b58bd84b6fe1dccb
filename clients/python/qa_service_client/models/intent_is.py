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

T = TypeVar("T", bound="IntentIs")


@_attrs_define
class IntentIs:
    """The customer's reason for contact is one of these.

    Attributes:
        kind (Literal['intent']):
        labels (list[str]):
    """

    kind: Literal["intent"]
    labels: list[str]

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        labels = self.labels

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "labels": labels,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = cast(Literal["intent"], d.pop("kind"))
        if kind != "intent":
            raise ValueError(f"kind must match const 'intent', got '{kind}'")

        labels = cast(list[str], d.pop("labels"))

        intent_is = cls(
            kind=kind,
            labels=labels,
        )

        return intent_is
