from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="TransferPart")


@_attrs_define
class TransferPart:
    """The contact went on to another agent or queue, at a clock time or at seconds from its beginning.

    Attributes:
        at (None | str | Unset):
        start (float | None | Unset):
        from_agent (None | str | Unset):
        to_agent (None | str | Unset):
        from_queue (None | str | Unset):
        to_queue (None | str | Unset):
    """

    at: None | str | Unset = UNSET
    start: float | None | Unset = UNSET
    from_agent: None | str | Unset = UNSET
    to_agent: None | str | Unset = UNSET
    from_queue: None | str | Unset = UNSET
    to_queue: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        at: None | str | Unset
        if isinstance(self.at, Unset):
            at = UNSET
        else:
            at = self.at

        start: float | None | Unset
        if isinstance(self.start, Unset):
            start = UNSET
        else:
            start = self.start

        from_agent: None | str | Unset
        if isinstance(self.from_agent, Unset):
            from_agent = UNSET
        else:
            from_agent = self.from_agent

        to_agent: None | str | Unset
        if isinstance(self.to_agent, Unset):
            to_agent = UNSET
        else:
            to_agent = self.to_agent

        from_queue: None | str | Unset
        if isinstance(self.from_queue, Unset):
            from_queue = UNSET
        else:
            from_queue = self.from_queue

        to_queue: None | str | Unset
        if isinstance(self.to_queue, Unset):
            to_queue = UNSET
        else:
            to_queue = self.to_queue

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if at is not UNSET:
            field_dict["at"] = at
        if start is not UNSET:
            field_dict["start"] = start
        if from_agent is not UNSET:
            field_dict["from_agent"] = from_agent
        if to_agent is not UNSET:
            field_dict["to_agent"] = to_agent
        if from_queue is not UNSET:
            field_dict["from_queue"] = from_queue
        if to_queue is not UNSET:
            field_dict["to_queue"] = to_queue

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_at(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        at = _parse_at(d.pop("at", UNSET))

        def _parse_start(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        start = _parse_start(d.pop("start", UNSET))

        def _parse_from_agent(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        from_agent = _parse_from_agent(d.pop("from_agent", UNSET))

        def _parse_to_agent(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        to_agent = _parse_to_agent(d.pop("to_agent", UNSET))

        def _parse_from_queue(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        from_queue = _parse_from_queue(d.pop("from_queue", UNSET))

        def _parse_to_queue(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        to_queue = _parse_to_queue(d.pop("to_queue", UNSET))

        transfer_part = cls(
            at=at,
            start=start,
            from_agent=from_agent,
            to_agent=to_agent,
            from_queue=from_queue,
            to_queue=to_queue,
        )

        return transfer_part
