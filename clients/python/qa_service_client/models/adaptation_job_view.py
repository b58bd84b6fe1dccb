from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.state import State

if TYPE_CHECKING:
    from ..models.adaptation_report_part import AdaptationReportPart


T = TypeVar("T", bound="AdaptationJobView")


@_attrs_define
class AdaptationJobView:
    """A head that is being learned by a worker. `learned` (null: no gain is clear, nothing is kept) and `report` are
    there once it is done.

        Attributes:
            id (UUID):
            client (str):
            question (str):
            state (State): Where an interaction stands. `DONE` and `FAILED` are final until it is replaced or tried again.
            failure (None | str):
            done (int):
            total (int | None):
            learned (None | UUID):
            report (AdaptationReportPart | None):
            made_by (str):
            made_at (datetime.datetime):
            done_at (datetime.datetime | None):
            link (str):
    """

    id: UUID
    client: str
    question: str
    state: State
    failure: None | str
    done: int
    total: int | None
    learned: None | UUID
    report: AdaptationReportPart | None
    made_by: str
    made_at: datetime.datetime
    done_at: datetime.datetime | None
    link: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.adaptation_report_part import AdaptationReportPart

        id = str(self.id)

        client = self.client

        question = self.question

        state = self.state.value

        failure: None | str
        failure = self.failure

        done = self.done

        total: int | None
        total = self.total

        learned: None | str
        if isinstance(self.learned, UUID):
            learned = str(self.learned)
        else:
            learned = self.learned

        report: dict[str, Any] | None
        if isinstance(self.report, AdaptationReportPart):
            report = self.report.to_dict()
        else:
            report = self.report

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
                "question": question,
                "state": state,
                "failure": failure,
                "done": done,
                "total": total,
                "learned": learned,
                "report": report,
                "made_by": made_by,
                "made_at": made_at,
                "done_at": done_at,
                "link": link,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.adaptation_report_part import AdaptationReportPart

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        client = d.pop("client")

        question = d.pop("question")

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

        def _parse_report(data: object) -> AdaptationReportPart | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                report_type_0 = AdaptationReportPart.from_dict(data)

                return report_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AdaptationReportPart | None, data)

        report = _parse_report(d.pop("report"))

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

        adaptation_job_view = cls(
            id=id,
            client=client,
            question=question,
            state=state,
            failure=failure,
            done=done,
            total=total,
            learned=learned,
            report=report,
            made_by=made_by,
            made_at=made_at,
            done_at=done_at,
            link=link,
        )

        adaptation_job_view.additional_properties = d
        return adaptation_job_view

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
