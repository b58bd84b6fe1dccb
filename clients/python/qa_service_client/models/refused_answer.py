from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.refused_answer_problem import RefusedAnswerProblem


T = TypeVar("T", bound="RefusedAnswer")


@_attrs_define
class RefusedAnswer:
    """A line, or the place of an answer in the list, that was not kept.

    Attributes:
        line (int):
        problem (RefusedAnswerProblem):
    """

    line: int
    problem: RefusedAnswerProblem
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        line = self.line

        problem = self.problem.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "line": line,
                "problem": problem,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.refused_answer_problem import RefusedAnswerProblem

        d = dict(src_dict)
        line = d.pop("line")

        problem = RefusedAnswerProblem.from_dict(d.pop("problem"))

        refused_answer = cls(
            line=line,
            problem=problem,
        )

        refused_answer.additional_properties = d
        return refused_answer

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
