from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.overruled_count_part import OverruledCountPart


T = TypeVar("T", bound="OverruledCounts")


@_attrs_define
class OverruledCounts:
    """By question, version of the rubric and month.

    Attributes:
        client (None | str):
        since (str):
        until (str):
        counts (list[OverruledCountPart]):
    """

    client: None | str
    since: str
    until: str
    counts: list[OverruledCountPart]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client: None | str
        client = self.client

        since = self.since

        until = self.until

        counts = []
        for counts_item_data in self.counts:
            counts_item = counts_item_data.to_dict()
            counts.append(counts_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "since": since,
                "until": until,
                "counts": counts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.overruled_count_part import OverruledCountPart

        d = dict(src_dict)

        def _parse_client(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        client = _parse_client(d.pop("client"))

        since = d.pop("since")

        until = d.pop("until")

        counts = []
        _counts = d.pop("counts")
        for counts_item_data in _counts:
            counts_item = OverruledCountPart.from_dict(counts_item_data)

            counts.append(counts_item)

        overruled_counts = cls(
            client=client,
            since=since,
            until=until,
            counts=counts,
        )

        overruled_counts.additional_properties = d
        return overruled_counts

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
