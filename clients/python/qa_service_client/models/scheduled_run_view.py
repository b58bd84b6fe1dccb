from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.run_state import RunState

T = TypeVar("T", bound="ScheduledRunView")


@_attrs_define
class ScheduledRunView:
    """One run: what arrived at the place, or why nothing did. `rows` is 0 where nobody counted.

    Attributes:
        id (UUID):
        state (RunState): How a run stands. `STOPPED`: whoever ran it died or was told to stop; it is run again.
        begun_at (datetime.datetime):
        ended_at (datetime.datetime | None):
        files (int):
        rows (int):
        bytes_ (int):
        failure (None | str):
    """

    id: UUID
    state: RunState
    begun_at: datetime.datetime
    ended_at: datetime.datetime | None
    files: int
    rows: int
    bytes_: int
    failure: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        state = self.state.value

        begun_at = self.begun_at.isoformat()

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        files = self.files

        rows = self.rows

        bytes_ = self.bytes_

        failure: None | str
        failure = self.failure

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "state": state,
                "begun_at": begun_at,
                "ended_at": ended_at,
                "files": files,
                "rows": rows,
                "bytes": bytes_,
                "failure": failure,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        state = RunState(d.pop("state"))

        begun_at = datetime.datetime.fromisoformat(d.pop("begun_at"))

        def _parse_ended_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ended_at = _parse_ended_at(d.pop("ended_at"))

        files = d.pop("files")

        rows = d.pop("rows")

        bytes_ = d.pop("bytes")

        def _parse_failure(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        failure = _parse_failure(d.pop("failure"))

        scheduled_run_view = cls(
            id=id,
            state=state,
            begun_at=begun_at,
            ended_at=ended_at,
            files=files,
            rows=rows,
            bytes_=bytes_,
            failure=failure,
        )

        scheduled_run_view.additional_properties = d
        return scheduled_run_view

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
