from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.job_kind import JobKind
from ..models.state import State

T = TypeVar("T", bound="CriterionJobView")


@_attrs_define
class CriterionJobView:
    """A job, and how far it is: `done` of `total` interactions. `subject` is the criterion that is learned (or what a
    head answers, by `family`), `rubric` the version whose question was answered, or that is tried on the `last`
    interactions (null: on all, up to 100,000).

    Once it is done: how many `seconds` it took, of how many interactions what the models see was `read_anew`, how many
    answered ones had to be left out since it could not be (`unread`) or are not there any more (`gone`), and which
    model was `learned`.

        Attributes:
            id (UUID):
            client (str):
            kind (JobKind): What a criterion job does.
            family (None | str):
            subject (None | str):
            rubric (None | str):
            last (int | None):
            state (State): Where an interaction stands. `DONE` and `FAILED` are final until it is replaced or tried again.
            failure (None | str):
            done (int):
            total (int | None):
            seconds (float | None):
            read_anew (int | None):
            unread (int | None):
            gone (int | None):
            learned (None | UUID):
            made_by (str):
            made_at (datetime.datetime):
            done_at (datetime.datetime | None):
            link (str):
    """

    id: UUID
    client: str
    kind: JobKind
    family: None | str
    subject: None | str
    rubric: None | str
    last: int | None
    state: State
    failure: None | str
    done: int
    total: int | None
    seconds: float | None
    read_anew: int | None
    unread: int | None
    gone: int | None
    learned: None | UUID
    made_by: str
    made_at: datetime.datetime
    done_at: datetime.datetime | None
    link: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        client = self.client

        kind = self.kind.value

        family: None | str
        family = self.family

        subject: None | str
        subject = self.subject

        rubric: None | str
        rubric = self.rubric

        last: int | None
        last = self.last

        state = self.state.value

        failure: None | str
        failure = self.failure

        done = self.done

        total: int | None
        total = self.total

        seconds: float | None
        seconds = self.seconds

        read_anew: int | None
        read_anew = self.read_anew

        unread: int | None
        unread = self.unread

        gone: int | None
        gone = self.gone

        learned: None | str
        if isinstance(self.learned, UUID):
            learned = str(self.learned)
        else:
            learned = self.learned

        made_by = self.made_by

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
                "kind": kind,
                "family": family,
                "subject": subject,
                "rubric": rubric,
                "last": last,
                "state": state,
                "failure": failure,
                "done": done,
                "total": total,
                "seconds": seconds,
                "read_anew": read_anew,
                "unread": unread,
                "gone": gone,
                "learned": learned,
                "made_by": made_by,
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

        kind = JobKind(d.pop("kind"))

        def _parse_family(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        family = _parse_family(d.pop("family"))

        def _parse_subject(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subject = _parse_subject(d.pop("subject"))

        def _parse_rubric(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        rubric = _parse_rubric(d.pop("rubric"))

        def _parse_last(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        last = _parse_last(d.pop("last"))

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

        def _parse_seconds(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        seconds = _parse_seconds(d.pop("seconds"))

        def _parse_read_anew(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        read_anew = _parse_read_anew(d.pop("read_anew"))

        def _parse_unread(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        unread = _parse_unread(d.pop("unread"))

        def _parse_gone(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        gone = _parse_gone(d.pop("gone"))

        def _parse_learned(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                learned_type_0 = UUID(data)

                return learned_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        learned = _parse_learned(d.pop("learned"))

        made_by = d.pop("made_by")

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

        criterion_job_view = cls(
            id=id,
            client=client,
            kind=kind,
            family=family,
            subject=subject,
            rubric=rubric,
            last=last,
            state=state,
            failure=failure,
            done=done,
            total=total,
            seconds=seconds,
            read_anew=read_anew,
            unread=unread,
            gone=gone,
            learned=learned,
            made_by=made_by,
            made_at=made_at,
            done_at=done_at,
            link=link,
        )

        criterion_job_view.additional_properties = d
        return criterion_job_view

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
