from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.answer_view import AnswerView
    from ..models.machine_part import MachinePart
    from ..models.question_part_evidence_item import QuestionPartEvidenceItem


T = TypeVar("T", bound="QuestionPart")


@_attrs_define
class QuestionPart:
    """A question with the answers it allows; the machine's answer and its evidence stay out where it is blind.

    Attributes:
        question (str):
        answers (list[str]):
        machine (MachinePart | None):
        evidence (list[QuestionPartEvidenceItem]):
        own (AnswerView | None):
    """

    question: str
    answers: list[str]
    machine: MachinePart | None
    evidence: list[QuestionPartEvidenceItem]
    own: AnswerView | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.answer_view import AnswerView
        from ..models.machine_part import MachinePart

        question = self.question

        answers = self.answers

        machine: dict[str, Any] | None
        if isinstance(self.machine, MachinePart):
            machine = self.machine.to_dict()
        else:
            machine = self.machine

        evidence = []
        for evidence_item_data in self.evidence:
            evidence_item = evidence_item_data.to_dict()
            evidence.append(evidence_item)

        own: dict[str, Any] | None
        if isinstance(self.own, AnswerView):
            own = self.own.to_dict()
        else:
            own = self.own

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "question": question,
                "answers": answers,
                "machine": machine,
                "evidence": evidence,
                "own": own,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.answer_view import AnswerView
        from ..models.machine_part import MachinePart
        from ..models.question_part_evidence_item import QuestionPartEvidenceItem

        d = dict(src_dict)
        question = d.pop("question")

        answers = cast(list[str], d.pop("answers"))

        def _parse_machine(data: object) -> MachinePart | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                machine_type_0 = MachinePart.from_dict(data)

                return machine_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MachinePart | None, data)

        machine = _parse_machine(d.pop("machine"))

        evidence = []
        _evidence = d.pop("evidence")
        for evidence_item_data in _evidence:
            evidence_item = QuestionPartEvidenceItem.from_dict(evidence_item_data)

            evidence.append(evidence_item)

        def _parse_own(data: object) -> AnswerView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                own_type_0 = AnswerView.from_dict(data)

                return own_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AnswerView | None, data)

        own = _parse_own(d.pop("own"))

        question_part = cls(
            question=question,
            answers=answers,
            machine=machine,
            evidence=evidence,
            own=own,
        )

        question_part.additional_properties = d
        return question_part

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
