from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.critical_error_view_harms import CriticalErrorViewHarms


T = TypeVar("T", bound="CriticalErrorView")


@_attrs_define
class CriticalErrorView:
    """One of the latest contacts with a critical failure; `day` is the centre's. `agent` is a pseudonym, passages are
    masked.

        Attributes:
            id (str):
            at (str):
            day (str):
            agent (None | str):
            harms (CriticalErrorViewHarms):
            extracts (list[str]):
    """

    id: str
    at: str
    day: str
    agent: None | str
    harms: CriticalErrorViewHarms
    extracts: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        at = self.at

        day = self.day

        agent: None | str
        agent = self.agent

        harms = self.harms.to_dict()

        extracts = self.extracts

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "at": at,
                "day": day,
                "agent": agent,
                "harms": harms,
                "extracts": extracts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.critical_error_view_harms import CriticalErrorViewHarms

        d = dict(src_dict)
        id = d.pop("id")

        at = d.pop("at")

        day = d.pop("day")

        def _parse_agent(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        agent = _parse_agent(d.pop("agent"))

        harms = CriticalErrorViewHarms.from_dict(d.pop("harms"))

        extracts = cast(list[str], d.pop("extracts"))

        critical_error_view = cls(
            id=id,
            at=at,
            day=day,
            agent=agent,
            harms=harms,
            extracts=extracts,
        )

        critical_error_view.additional_properties = d
        return critical_error_view

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
