from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.cause import Cause
from ..models.purpose import Purpose
from ..models.second_look import SecondLook
from ..models.standing import Standing

if TYPE_CHECKING:
    from ..models.overruled_view_versions_type_0 import OverruledViewVersionsType0


T = TypeVar("T", bound="OverruledView")


@_attrs_define
class OverruledView:
    """A person's `answer` that is another than the machine's at that moment. Neither the agent nor the reviewer is
    named: what is judged here is the answer; `own` says that the caller gave it.

    `cause` and what stands beside it are null until somebody has sorted it. `answer_now` is what counts now: another
    one than `answer` only once a second look has changed it. `versions` is what gave the machine's answer, null where
    that is not known.

        Attributes:
            id (UUID):
            interaction (UUID):
            external_id (str):
            client (str):
            channel (str):
            lang (None | str):
            question (str):
            machine (str):
            machine_confidence (float | None):
            answer (str):
            why (str):
            at (datetime.datetime):
            blind (bool):
            purpose (None | Purpose):
            own (bool):
            rubric (None | str):
            run (int):
            versions (None | OverruledViewVersionsType0):
            standing (Standing): Where a case of the worklist stands: nobody has sorted it yet, or into which cause.
            cause (Cause | None):
            note (str):
            sorted_by (None | str):
            sorted_at (datetime.datetime | None):
            answer_now (str):
            second_look (None | SecondLook):
    """

    id: UUID
    interaction: UUID
    external_id: str
    client: str
    channel: str
    lang: None | str
    question: str
    machine: str
    machine_confidence: float | None
    answer: str
    why: str
    at: datetime.datetime
    blind: bool
    purpose: None | Purpose
    own: bool
    rubric: None | str
    run: int
    versions: None | OverruledViewVersionsType0
    standing: Standing
    cause: Cause | None
    note: str
    sorted_by: None | str
    sorted_at: datetime.datetime | None
    answer_now: str
    second_look: None | SecondLook
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.overruled_view_versions_type_0 import OverruledViewVersionsType0

        id = str(self.id)

        interaction = str(self.interaction)

        external_id = self.external_id

        client = self.client

        channel = self.channel

        lang: None | str
        lang = self.lang

        question = self.question

        machine = self.machine

        machine_confidence: float | None
        machine_confidence = self.machine_confidence

        answer = self.answer

        why = self.why

        at = self.at.isoformat()

        blind = self.blind

        purpose: None | str
        if isinstance(self.purpose, Purpose):
            purpose = self.purpose.value
        else:
            purpose = self.purpose

        own = self.own

        rubric: None | str
        rubric = self.rubric

        run = self.run

        versions: dict[str, Any] | None
        if isinstance(self.versions, OverruledViewVersionsType0):
            versions = self.versions.to_dict()
        else:
            versions = self.versions

        standing = self.standing.value

        cause: None | str
        if isinstance(self.cause, Cause):
            cause = self.cause.value
        else:
            cause = self.cause

        note = self.note

        sorted_by: None | str
        sorted_by = self.sorted_by

        sorted_at: None | str
        if isinstance(self.sorted_at, datetime.datetime):
            sorted_at = self.sorted_at.isoformat()
        else:
            sorted_at = self.sorted_at

        answer_now = self.answer_now

        second_look: None | str
        if isinstance(self.second_look, SecondLook):
            second_look = self.second_look.value
        else:
            second_look = self.second_look

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "interaction": interaction,
                "external_id": external_id,
                "client": client,
                "channel": channel,
                "lang": lang,
                "question": question,
                "machine": machine,
                "machine_confidence": machine_confidence,
                "answer": answer,
                "why": why,
                "at": at,
                "blind": blind,
                "purpose": purpose,
                "own": own,
                "rubric": rubric,
                "run": run,
                "versions": versions,
                "standing": standing,
                "cause": cause,
                "note": note,
                "sorted_by": sorted_by,
                "sorted_at": sorted_at,
                "answer_now": answer_now,
                "second_look": second_look,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.overruled_view_versions_type_0 import OverruledViewVersionsType0

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        interaction = UUID(d.pop("interaction"))

        external_id = d.pop("external_id")

        client = d.pop("client")

        channel = d.pop("channel")

        def _parse_lang(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        lang = _parse_lang(d.pop("lang"))

        question = d.pop("question")

        machine = d.pop("machine")

        def _parse_machine_confidence(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        machine_confidence = _parse_machine_confidence(d.pop("machine_confidence"))

        answer = d.pop("answer")

        why = d.pop("why")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        blind = d.pop("blind")

        def _parse_purpose(data: object) -> None | Purpose:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                purpose_type_0 = Purpose(data)

                return purpose_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Purpose, data)

        purpose = _parse_purpose(d.pop("purpose"))

        own = d.pop("own")

        def _parse_rubric(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        rubric = _parse_rubric(d.pop("rubric"))

        run = d.pop("run")

        def _parse_versions(data: object) -> None | OverruledViewVersionsType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                versions_type_0 = OverruledViewVersionsType0.from_dict(data)

                return versions_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OverruledViewVersionsType0, data)

        versions = _parse_versions(d.pop("versions"))

        standing = Standing(d.pop("standing"))

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

        note = d.pop("note")

        def _parse_sorted_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sorted_by = _parse_sorted_by(d.pop("sorted_by"))

        def _parse_sorted_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sorted_at_type_0 = datetime.datetime.fromisoformat(data)

                return sorted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        sorted_at = _parse_sorted_at(d.pop("sorted_at"))

        answer_now = d.pop("answer_now")

        def _parse_second_look(data: object) -> None | SecondLook:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                second_look_type_0 = SecondLook(data)

                return second_look_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SecondLook, data)

        second_look = _parse_second_look(d.pop("second_look"))

        overruled_view = cls(
            id=id,
            interaction=interaction,
            external_id=external_id,
            client=client,
            channel=channel,
            lang=lang,
            question=question,
            machine=machine,
            machine_confidence=machine_confidence,
            answer=answer,
            why=why,
            at=at,
            blind=blind,
            purpose=purpose,
            own=own,
            rubric=rubric,
            run=run,
            versions=versions,
            standing=standing,
            cause=cause,
            note=note,
            sorted_by=sorted_by,
            sorted_at=sorted_at,
            answer_now=answer_now,
            second_look=second_look,
        )

        overruled_view.additional_properties = d
        return overruled_view

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
