from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Where")


@_attrs_define
class Where:
    """The part of an interaction that is looked at; several limits hold together.

    Turns are counted among those of the speakers who are asked about. Seconds are those of the recording, or of the
    messages' clock. `before` and `after` name another criterion, and mean the first passage that shows its answer.

        Attributes:
            first_turns (int | None | Unset):
            last_turns (int | None | Unset):
            first_seconds (float | None | Unset):
            last_seconds (float | None | Unset):
            before (None | str | Unset):
            after (None | str | Unset):
    """

    first_turns: int | None | Unset = UNSET
    last_turns: int | None | Unset = UNSET
    first_seconds: float | None | Unset = UNSET
    last_seconds: float | None | Unset = UNSET
    before: None | str | Unset = UNSET
    after: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        first_turns: int | None | Unset
        if isinstance(self.first_turns, Unset):
            first_turns = UNSET
        else:
            first_turns = self.first_turns

        last_turns: int | None | Unset
        if isinstance(self.last_turns, Unset):
            last_turns = UNSET
        else:
            last_turns = self.last_turns

        first_seconds: float | None | Unset
        if isinstance(self.first_seconds, Unset):
            first_seconds = UNSET
        else:
            first_seconds = self.first_seconds

        last_seconds: float | None | Unset
        if isinstance(self.last_seconds, Unset):
            last_seconds = UNSET
        else:
            last_seconds = self.last_seconds

        before: None | str | Unset
        if isinstance(self.before, Unset):
            before = UNSET
        else:
            before = self.before

        after: None | str | Unset
        if isinstance(self.after, Unset):
            after = UNSET
        else:
            after = self.after

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if first_turns is not UNSET:
            field_dict["first_turns"] = first_turns
        if last_turns is not UNSET:
            field_dict["last_turns"] = last_turns
        if first_seconds is not UNSET:
            field_dict["first_seconds"] = first_seconds
        if last_seconds is not UNSET:
            field_dict["last_seconds"] = last_seconds
        if before is not UNSET:
            field_dict["before"] = before
        if after is not UNSET:
            field_dict["after"] = after

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_first_turns(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        first_turns = _parse_first_turns(d.pop("first_turns", UNSET))

        def _parse_last_turns(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        last_turns = _parse_last_turns(d.pop("last_turns", UNSET))

        def _parse_first_seconds(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        first_seconds = _parse_first_seconds(d.pop("first_seconds", UNSET))

        def _parse_last_seconds(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        last_seconds = _parse_last_seconds(d.pop("last_seconds", UNSET))

        def _parse_before(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        before = _parse_before(d.pop("before", UNSET))

        def _parse_after(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        after = _parse_after(d.pop("after", UNSET))

        where = cls(
            first_turns=first_turns,
            last_turns=last_turns,
            first_seconds=first_seconds,
            last_seconds=last_seconds,
            before=before,
            after=after,
        )

        return where
