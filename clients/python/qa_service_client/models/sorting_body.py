from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.cause import Cause
from ..types import UNSET, Unset

T = TypeVar("T", bound="SortingBody")


@_attrs_define
class SortingBody:
    """Why the machine was overruled; `cause` null: it is to be sorted again. `note` is kept as it is written, but for
    what looks like an e-mail address or a long number.

        Attributes:
            cause (Cause | None):
            note (str | Unset):  Default: ''.
    """

    cause: Cause | None
    note: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        cause: None | str
        if isinstance(self.cause, Cause):
            cause = self.cause.value
        else:
            cause = self.cause

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "cause": cause,
            }
        )
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_cause(data: object) -> Cause | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cause_type_0 = Cause(data)

                return cause_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Cause | None, data)

        cause = _parse_cause(d.pop("cause"))

        note = d.pop("note", UNSET)

        sorting_body = cls(
            cause=cause,
            note=note,
        )

        return sorting_body
