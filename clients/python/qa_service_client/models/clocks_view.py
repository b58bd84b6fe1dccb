from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.clocks_view_days import ClocksViewDays
    from ..models.clocks_view_own import ClocksViewOwn


T = TypeVar("T", bound="ClocksView")


@_attrs_define
class ClocksView:
    """`days` is what holds: null where a kind does not go by itself. `own` is what the client has of its own, the rest
    is the installation's; `client` null: the installation itself.

        Attributes:
            client (None | str):
            own (ClocksViewOwn):
            days (ClocksViewDays):
    """

    client: None | str
    own: ClocksViewOwn
    days: ClocksViewDays
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client: None | str
        client = self.client

        own = self.own.to_dict()

        days = self.days.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "own": own,
                "days": days,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.clocks_view_days import ClocksViewDays
        from ..models.clocks_view_own import ClocksViewOwn

        d = dict(src_dict)

        def _parse_client(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        client = _parse_client(d.pop("client"))

        own = ClocksViewOwn.from_dict(d.pop("own"))

        days = ClocksViewDays.from_dict(d.pop("days"))

        clocks_view = cls(
            client=client,
            own=own,
            days=days,
        )

        clocks_view.additional_properties = d
        return clocks_view

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
