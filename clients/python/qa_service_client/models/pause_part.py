from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.pause_kind import PauseKind

T = TypeVar("T", bound="PausePart")


@_attrs_define
class PausePart:
    """Seconds in which the recorder was paused: it wrote silence without noise (`silence`), or one tone (`tone`).

    Attributes:
        start (float):
        end (float):
        kind (PauseKind): What a recorder writes while it is paused.
    """

    start: float
    end: float
    kind: PauseKind

    def to_dict(self) -> dict[str, Any]:
        start = self.start

        end = self.end

        kind = self.kind.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "start": start,
                "end": end,
                "kind": kind,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        start = d.pop("start")

        end = d.pop("end")

        kind = PauseKind(d.pop("kind"))

        pause_part = cls(
            start=start,
            end=end,
            kind=kind,
        )

        return pause_part
