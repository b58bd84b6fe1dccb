from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.criterion_part_after import CriterionPartAfter
    from ..models.criterion_part_before import CriterionPartBefore
    from ..models.criterion_part_changes import CriterionPartChanges


T = TypeVar("T", bound="CriterionPart")


@_attrs_define
class CriterionPart:
    """How many answers change, as `yes->no`; all answers before and after, empty where it is new or dropped.

    Attributes:
        criterion (str):
        changed (int):
        changes (CriterionPartChanges):
        before (CriterionPartBefore):
        after (CriterionPartAfter):
    """

    criterion: str
    changed: int
    changes: CriterionPartChanges
    before: CriterionPartBefore
    after: CriterionPartAfter
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        criterion = self.criterion

        changed = self.changed

        changes = self.changes.to_dict()

        before = self.before.to_dict()

        after = self.after.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "criterion": criterion,
                "changed": changed,
                "changes": changes,
                "before": before,
                "after": after,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.criterion_part_after import CriterionPartAfter
        from ..models.criterion_part_before import CriterionPartBefore
        from ..models.criterion_part_changes import CriterionPartChanges

        d = dict(src_dict)
        criterion = d.pop("criterion")

        changed = d.pop("changed")

        changes = CriterionPartChanges.from_dict(d.pop("changes"))

        before = CriterionPartBefore.from_dict(d.pop("before"))

        after = CriterionPartAfter.from_dict(d.pop("after"))

        criterion_part = cls(
            criterion=criterion,
            changed=changed,
            changes=changes,
            before=before,
            after=after,
        )

        criterion_part.additional_properties = d
        return criterion_part

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
