from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.auto_part import AutoPart
    from ..models.pairing_part import PairingPart


T = TypeVar("T", bound="QuestionAgreementPart")


@_attrs_define
class QuestionAgreementPart:
    """The machine with people, and people with each other; `auto` null for what is no criterion.

    Attributes:
        question (str):
        machine (PairingPart): Answers of `raters` to `units` interactions; on `silent` ones the machine had no answer.
        people (PairingPart): Answers of `raters` to `units` interactions; on `silent` ones the machine had no answer.
        auto (AutoPart | None):
    """

    question: str
    machine: PairingPart
    people: PairingPart
    auto: AutoPart | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.auto_part import AutoPart

        question = self.question

        machine = self.machine.to_dict()

        people = self.people.to_dict()

        auto: dict[str, Any] | None
        if isinstance(self.auto, AutoPart):
            auto = self.auto.to_dict()
        else:
            auto = self.auto

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "question": question,
                "machine": machine,
                "people": people,
                "auto": auto,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.auto_part import AutoPart
        from ..models.pairing_part import PairingPart

        d = dict(src_dict)
        question = d.pop("question")

        machine = PairingPart.from_dict(d.pop("machine"))

        people = PairingPart.from_dict(d.pop("people"))

        def _parse_auto(data: object) -> AutoPart | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                auto_type_0 = AutoPart.from_dict(data)

                return auto_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AutoPart | None, data)

        auto = _parse_auto(d.pop("auto"))

        question_agreement_part = cls(
            question=question,
            machine=machine,
            people=people,
            auto=auto,
        )

        question_agreement_part.additional_properties = d
        return question_agreement_part

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
