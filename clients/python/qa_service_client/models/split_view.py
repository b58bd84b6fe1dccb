from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.group_kind import GroupKind

if TYPE_CHECKING:
    from ..models.both_view import BothView
    from ..models.place_view import PlaceView


T = TypeVar("T", bound="SplitView")


@_attrs_define
class SplitView:
    """The figures of a pack by site, vendor or sourcing, the group with the most contacts first, contacts of which it
    is not stated last. A figure over fewer contacts than the least number is not measurable. `left_out`: so many
    further groups, the smallest, are not shown.

        Attributes:
            client (str):
            since (None | str):
            until (None | str):
            by (GroupKind): A client organisation, one of its teams, one of its agents, one of its bots, which is no worker;
                of a client's
                contacts those that one site or one vendor handled, and those that were handled in-house or outsourced.
            pack (str):
            name (BothView): A sentence in both languages.
            endings_note (BothView): A sentence in both languages.
            groups (list[PlaceView]):
            left_out (int):
    """

    client: str
    since: None | str
    until: None | str
    by: GroupKind
    pack: str
    name: BothView
    endings_note: BothView
    groups: list[PlaceView]
    left_out: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        since: None | str
        since = self.since

        until: None | str
        until = self.until

        by = self.by.value

        pack = self.pack

        name = self.name.to_dict()

        endings_note = self.endings_note.to_dict()

        groups = []
        for groups_item_data in self.groups:
            groups_item = groups_item_data.to_dict()
            groups.append(groups_item)

        left_out = self.left_out

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "since": since,
                "until": until,
                "by": by,
                "pack": pack,
                "name": name,
                "endings_note": endings_note,
                "groups": groups,
                "left_out": left_out,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.both_view import BothView
        from ..models.place_view import PlaceView

        d = dict(src_dict)
        client = d.pop("client")

        def _parse_since(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        since = _parse_since(d.pop("since"))

        def _parse_until(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        until = _parse_until(d.pop("until"))

        by = GroupKind(d.pop("by"))

        pack = d.pop("pack")

        name = BothView.from_dict(d.pop("name"))

        endings_note = BothView.from_dict(d.pop("endings_note"))

        groups = []
        _groups = d.pop("groups")
        for groups_item_data in _groups:
            groups_item = PlaceView.from_dict(groups_item_data)

            groups.append(groups_item)

        left_out = d.pop("left_out")

        split_view = cls(
            client=client,
            since=since,
            until=until,
            by=by,
            pack=pack,
            name=name,
            endings_note=endings_note,
            groups=groups,
            left_out=left_out,
        )

        split_view.additional_properties = d
        return split_view

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
