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

from ..models.sentiment_is_at import SentimentIsAt

T = TypeVar("T", bound="SentimentIs")


@_attrs_define
class SentimentIs:
    """The customer's sentiment at the start or the end is one of these.

    Attributes:
        kind (Literal['sentiment']):
        at (SentimentIsAt):
        labels (list[str]):
    """

    kind: Literal["sentiment"]
    at: SentimentIsAt
    labels: list[str]

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        at = self.at.value

        labels = self.labels

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "at": at,
                "labels": labels,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = cast(Literal["sentiment"], d.pop("kind"))
        if kind != "sentiment":
            raise ValueError(f"kind must match const 'sentiment', got '{kind}'")

        at = SentimentIsAt(d.pop("at"))

        labels = cast(list[str], d.pop("labels"))

        sentiment_is = cls(
            kind=kind,
            at=at,
            labels=labels,
        )

        return sentiment_is
