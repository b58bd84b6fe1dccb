from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.warning_view_code import WarningViewCode

T = TypeVar("T", bound="WarningView")


@_attrs_define
class WarningView:
    """What was taken in all the same, and is perhaps not what was meant. `team_missing`: the agent is in a team, and
    the interaction names none, so that no figure of the team holds it. `kept_apart`: what is here of the conversation
    had to stay as it is, and the mails that are new became this interaction of the same case.

        Attributes:
            code (WarningViewCode):
            detail (str):
    """

    code: WarningViewCode
    detail: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code.value

        detail = self.detail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = WarningViewCode(d.pop("code"))

        detail = d.pop("detail")

        warning_view = cls(
            code=code,
            detail=detail,
        )

        warning_view.additional_properties = d
        return warning_view

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
