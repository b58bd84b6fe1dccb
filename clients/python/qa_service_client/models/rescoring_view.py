from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.state import State

T = TypeVar("T", bound="RescoringView")


@_attrs_define
class RescoringView:
    """A version applied to what was finished from `first_day` to `last_day`, whole days on the calendar of the centre
    (`since` and `until` are the moments at their ends).

    `done` of `total` interactions have been looked at: `changed` of them are judged otherwise than before, and `kept`
    stay as they are, since people are at them (a blind pick in hand, a calibration session that is not revealed, an
    objection) or have settled them.

        Attributes:
            id (UUID):
            client (str):
            rubric (str):
            since (datetime.datetime):
            until (datetime.datetime):
            first_day (datetime.date):
            last_day (datetime.date):
            state (State): Where an interaction stands. `DONE` and `FAILED` are final until it is replaced or tried again.
            failure (None | str):
            done (int):
            total (int | None):
            changed (int):
            kept (int):
            asked_by (str):
            made_at (datetime.datetime):
            done_at (datetime.datetime | None):
            link (str):
    """

    id: UUID
    client: str
    rubric: str
    since: datetime.datetime
    until: datetime.datetime
    first_day: datetime.date
    last_day: datetime.date
    state: State
    failure: None | str
    done: int
    total: int | None
    changed: int
    kept: int
    asked_by: str
    made_at: datetime.datetime
    done_at: datetime.datetime | None
    link: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        client = self.client

        rubric = self.rubric

        since = self.since.isoformat()

        until = self.until.isoformat()

        first_day = self.first_day.isoformat()

        last_day = self.last_day.isoformat()

        state = self.state.value

        failure: None | str
        failure = self.failure

        done = self.done

        total: int | None
        total = self.total

        changed = self.changed

        kept = self.kept

        asked_by = self.asked_by

        made_at = self.made_at.isoformat()

        done_at: None | str
        if isinstance(self.done_at, datetime.datetime):
            done_at = self.done_at.isoformat()
        else:
            done_at = self.done_at

        link = self.link

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "client": client,
                "rubric": rubric,
                "since": since,
                "until": until,
                "first_day": first_day,
                "last_day": last_day,
                "state": state,
                "failure": failure,
                "done": done,
                "total": total,
                "changed": changed,
                "kept": kept,
                "asked_by": asked_by,
                "made_at": made_at,
                "done_at": done_at,
                "link": link,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        client = d.pop("client")

        rubric = d.pop("rubric")

        since = datetime.datetime.fromisoformat(d.pop("since"))

        until = datetime.datetime.fromisoformat(d.pop("until"))

        first_day = datetime.date.fromisoformat(d.pop("first_day"))

        last_day = datetime.date.fromisoformat(d.pop("last_day"))

        state = State(d.pop("state"))

        def _parse_failure(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        failure = _parse_failure(d.pop("failure"))

        done = d.pop("done")

        def _parse_total(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        total = _parse_total(d.pop("total"))

        changed = d.pop("changed")

        kept = d.pop("kept")

        asked_by = d.pop("asked_by")

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        def _parse_done_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                done_at_type_0 = datetime.datetime.fromisoformat(data)

                return done_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        done_at = _parse_done_at(d.pop("done_at"))

        link = d.pop("link")

        rescoring_view = cls(
            id=id,
            client=client,
            rubric=rubric,
            since=since,
            until=until,
            first_day=first_day,
            last_day=last_day,
            state=state,
            failure=failure,
            done=done,
            total=total,
            changed=changed,
            kept=kept,
            asked_by=asked_by,
            made_at=made_at,
            done_at=done_at,
            link=link,
        )

        rescoring_view.additional_properties = d
        return rescoring_view

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
