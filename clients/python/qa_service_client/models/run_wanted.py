from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="RunWanted")


@_attrs_define
class RunWanted:
    """`dry_run`: only say what would go.

    Attributes:
        dry_run (bool):
    """

    dry_run: bool

    def to_dict(self) -> dict[str, Any]:
        dry_run = self.dry_run

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "dry_run": dry_run,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        dry_run = d.pop("dry_run")

        run_wanted = cls(
            dry_run=dry_run,
        )

        return run_wanted
