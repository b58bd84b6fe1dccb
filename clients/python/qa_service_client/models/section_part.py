from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.mean_part import MeanPart


T = TypeVar("T", bound="SectionPart")


@_attrs_define
class SectionPart:
    """A section's mean before and after; `changed` interactions have another figure, gain one or lose it.

    Attributes:
        section (str):
        before (MeanPart): The mean of the `n` interactions that have a figure.
        after (MeanPart): The mean of the `n` interactions that have a figure.
        changed (int):
    """

    section: str
    before: MeanPart
    after: MeanPart
    changed: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        section = self.section

        before = self.before.to_dict()

        after = self.after.to_dict()

        changed = self.changed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "section": section,
                "before": before,
                "after": after,
                "changed": changed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.mean_part import MeanPart

        d = dict(src_dict)
        section = d.pop("section")

        before = MeanPart.from_dict(d.pop("before"))

        after = MeanPart.from_dict(d.pop("after"))

        changed = d.pop("changed")

        section_part = cls(
            section=section,
            before=before,
            after=after,
            changed=changed,
        )

        section_part.additional_properties = d
        return section_part

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
