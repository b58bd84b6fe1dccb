from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AnswersToLearnPart")


@_attrs_define
class AnswersToLearnPart:
    """People's answers to a criterion that count, on interactions that are there. With fewer than `least_of_each` of
    either nothing is learned; `advised` in all are worth a try. `status` says where it stands.

        Attributes:
            yes (int):
            no (int):
            enough (bool):
            status (str):
            least_of_each (int | Unset):  Default: 10.
            advised (int | Unset):  Default: 30.
    """

    yes: int
    no: int
    enough: bool
    status: str
    least_of_each: int | Unset = 10
    advised: int | Unset = 30
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        yes = self.yes

        no = self.no

        enough = self.enough

        status = self.status

        least_of_each = self.least_of_each

        advised = self.advised

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "yes": yes,
                "no": no,
                "enough": enough,
                "status": status,
            }
        )
        if least_of_each is not UNSET:
            field_dict["least_of_each"] = least_of_each
        if advised is not UNSET:
            field_dict["advised"] = advised

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        yes = d.pop("yes")

        no = d.pop("no")

        enough = d.pop("enough")

        status = d.pop("status")

        least_of_each = d.pop("least_of_each", UNSET)

        advised = d.pop("advised", UNSET)

        answers_to_learn_part = cls(
            yes=yes,
            no=no,
            enough=enough,
            status=status,
            least_of_each=least_of_each,
            advised=advised,
        )

        answers_to_learn_part.additional_properties = d
        return answers_to_learn_part

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
