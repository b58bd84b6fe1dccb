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

T = TypeVar("T", bound="ResolutionIs")


@_attrs_define
class ResolutionIs:
    """The case stands like one of these when the interaction ends.

    Attributes:
        kind (Literal['resolution']):
        labels (list[str]):
    """

    kind: Literal["resolution"]
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
        kind = cast(Literal["resolution"], d.pop("kind"))
        if kind != "resolution":
            raise ValueError(f"kind must match const 'resolution', got '{kind}'")

        labels = cast(list[str], d.pop("labels"))

        resolution_is = cls(
            kind=kind,
            labels=labels,
        )

        return resolution_is
