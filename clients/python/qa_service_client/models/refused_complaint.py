from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.refused_complaint_problem import RefusedComplaintProblem


T = TypeVar("T", bound="RefusedComplaint")


@_attrs_define
class RefusedComplaint:
    """A line of a table, and why it was not taken.

    Attributes:
        line (int):
        problem (RefusedComplaintProblem):
    """

    line: int
    problem: RefusedComplaintProblem
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
        from ..models.refused_complaint_problem import RefusedComplaintProblem

        d = dict(src_dict)
        line = d.pop("line")

        problem = RefusedComplaintProblem.from_dict(d.pop("problem"))

        refused_complaint = cls(
            line=line,
            problem=problem,
        )

        refused_complaint.additional_properties = d
        return refused_complaint

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
