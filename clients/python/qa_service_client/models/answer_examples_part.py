from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.example_part import ExamplePart


T = TypeVar("T", bound="AnswerExamplesPart")


@_attrs_define
class AnswerExamplesPart:
    """The latest interactions with one answer to one criterion, at most ten.

    Attributes:
        criterion (str):
        verdict (str):
        examples (list[ExamplePart]):
    """

    criterion: str
    verdict: str
    examples: list[ExamplePart]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        criterion = self.criterion

        verdict = self.verdict

        examples = []
        for examples_item_data in self.examples:
            examples_item = examples_item_data.to_dict()
            examples.append(examples_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "criterion": criterion,
                "verdict": verdict,
                "examples": examples,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.example_part import ExamplePart

        d = dict(src_dict)
        criterion = d.pop("criterion")

        verdict = d.pop("verdict")

        examples = []
        _examples = d.pop("examples")
        for examples_item_data in _examples:
            examples_item = ExamplePart.from_dict(examples_item_data)

            examples.append(examples_item)

        answer_examples_part = cls(
            criterion=criterion,
            verdict=verdict,
            examples=examples,
        )

        answer_examples_part.additional_properties = d
        return answer_examples_part

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
