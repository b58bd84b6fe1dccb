from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.went_line import WentLine


T = TypeVar("T", bound="RetentionDone")


@_attrs_define
class RetentionDone:
    """What went; a dry run tells what would.

    Attributes:
        dry_run (bool):
        went (list[WentLine]):
    """

    dry_run: bool
    went: list[WentLine]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        dry_run = self.dry_run

        went = []
        for went_item_data in self.went:
            went_item = went_item_data.to_dict()
            went.append(went_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "dry_run": dry_run,
                "went": went,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.went_line import WentLine

        d = dict(src_dict)
        dry_run = d.pop("dry_run")

        went = []
        _went = d.pop("went")
        for went_item_data in _went:
            went_item = WentLine.from_dict(went_item_data)

            went.append(went_item)

        retention_done = cls(
            dry_run=dry_run,
            went=went,
        )

        retention_done.additional_properties = d
        return retention_done

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
