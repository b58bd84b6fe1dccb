from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.purpose import Purpose

T = TypeVar("T", bound="AnswerView")


@_attrs_define
class AnswerView:
    """A person's answer beside the machine's at that moment. `purpose` null: of one's own accord. Towards agents the
    reviewer stays unnamed.

        Attributes:
            id (str):
            interaction (str):
            question (str):
            answer (str):
            machine (None | str):
            machine_confidence (float | None):
            reviewer (None | str):
            why (str):
            rubric (None | str):
            run (int):
            blind (bool):
            at (str):
            purpose (None | Purpose):
            pick (None | str):
            session (None | str):
            dispute (None | str):
    """

    id: str
    interaction: str
    question: str
    answer: str
    machine: None | str
    machine_confidence: float | None
    reviewer: None | str
    why: str
    rubric: None | str
    run: int
    blind: bool
    at: str
    purpose: None | Purpose
    pick: None | str
    session: None | str
    dispute: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        interaction = self.interaction

        question = self.question

        answer = self.answer

        machine: None | str
        machine = self.machine

        machine_confidence: float | None
        machine_confidence = self.machine_confidence

        reviewer: None | str
        reviewer = self.reviewer

        why = self.why

        rubric: None | str
        rubric = self.rubric

        run = self.run

        blind = self.blind

        at = self.at

        purpose: None | str
        if isinstance(self.purpose, Purpose):
            purpose = self.purpose.value
        else:
            purpose = self.purpose

        pick: None | str
        pick = self.pick

        session: None | str
        session = self.session

        dispute: None | str
        dispute = self.dispute

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "interaction": interaction,
                "question": question,
                "answer": answer,
                "machine": machine,
                "machine_confidence": machine_confidence,
                "reviewer": reviewer,
                "why": why,
                "rubric": rubric,
                "run": run,
                "blind": blind,
                "at": at,
                "purpose": purpose,
                "pick": pick,
                "session": session,
                "dispute": dispute,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        interaction = d.pop("interaction")

        question = d.pop("question")

        answer = d.pop("answer")

        def _parse_machine(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        machine = _parse_machine(d.pop("machine"))

        def _parse_machine_confidence(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        machine_confidence = _parse_machine_confidence(d.pop("machine_confidence"))

        def _parse_reviewer(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reviewer = _parse_reviewer(d.pop("reviewer"))

        why = d.pop("why")

        def _parse_rubric(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        rubric = _parse_rubric(d.pop("rubric"))

        run = d.pop("run")

        blind = d.pop("blind")

        at = d.pop("at")

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

        def _parse_pick(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        pick = _parse_pick(d.pop("pick"))

        def _parse_session(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        session = _parse_session(d.pop("session"))

        def _parse_dispute(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        dispute = _parse_dispute(d.pop("dispute"))

        answer_view = cls(
            id=id,
            interaction=interaction,
            question=question,
            answer=answer,
            machine=machine,
            machine_confidence=machine_confidence,
            reviewer=reviewer,
            why=why,
            rubric=rubric,
            run=run,
            blind=blind,
            at=at,
            purpose=purpose,
            pick=pick,
            session=session,
            dispute=dispute,
        )

        answer_view.additional_properties = d
        return answer_view

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
