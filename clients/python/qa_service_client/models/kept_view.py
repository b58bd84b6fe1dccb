from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.answer_view import AnswerView
    from ..models.kept_view_machine_type_0 import KeptViewMachineType0


T = TypeVar("T", bound="KeptView")


@_attrs_define
class KeptView:
    """The answers that were kept. `machine` are the machine's, null in a calibration session until it is revealed.

    Attributes:
        answers (list[AnswerView]):
        machine (KeptViewMachineType0 | None):
    """

    answers: list[AnswerView]
    machine: KeptViewMachineType0 | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.kept_view_machine_type_0 import KeptViewMachineType0

        answers = []
        for answers_item_data in self.answers:
            answers_item = answers_item_data.to_dict()
            answers.append(answers_item)

        machine: dict[str, Any] | None
        if isinstance(self.machine, KeptViewMachineType0):
            machine = self.machine.to_dict()
        else:
            machine = self.machine

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "answers": answers,
                "machine": machine,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.answer_view import AnswerView
        from ..models.kept_view_machine_type_0 import KeptViewMachineType0

        d = dict(src_dict)
        answers = []
        _answers = d.pop("answers")
        for answers_item_data in _answers:
            answers_item = AnswerView.from_dict(answers_item_data)

            answers.append(answers_item)

        def _parse_machine(data: object) -> KeptViewMachineType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                machine_type_0 = KeptViewMachineType0.from_dict(data)

                return machine_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(KeptViewMachineType0 | None, data)

        machine = _parse_machine(d.pop("machine"))

        kept_view = cls(
            answers=answers,
            machine=machine,
        )

        kept_view.additional_properties = d
        return kept_view

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
