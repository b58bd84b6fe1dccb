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

T = TypeVar("T", bound="SilenceReaches")


@_attrs_define
class SilenceReaches:
    """The longest silence of the recording lasts at least so many seconds.

    Attributes:
        kind (Literal['silence']):
        at_least (float):
    """

    kind: Literal["silence"]
    at_least: float

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        at_least = self.at_least

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "at_least": at_least,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = cast(Literal["silence"], d.pop("kind"))
        if kind != "silence":
            raise ValueError(f"kind must match const 'silence', got '{kind}'")

        at_least = d.pop("at_least")

        silence_reaches = cls(
            kind=kind,
            at_least=at_least,
        )

        return silence_reaches
