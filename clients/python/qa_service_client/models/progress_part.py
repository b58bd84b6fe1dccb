from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.progress_part_by_reviewer import ProgressPartByReviewer


T = TypeVar("T", bound="ProgressPart")


@_attrs_define
class ProgressPart:
    """Answers wanted, given, in hand, and given by person.

    Attributes:
        wanted (int):
        done (int):
        in_hand (int):
        by_reviewer (ProgressPartByReviewer):
    """

    wanted: int
    done: int
    in_hand: int
    by_reviewer: ProgressPartByReviewer
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        wanted = self.wanted

        done = self.done

        in_hand = self.in_hand

        by_reviewer = self.by_reviewer.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "wanted": wanted,
                "done": done,
                "in_hand": in_hand,
                "by_reviewer": by_reviewer,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.progress_part_by_reviewer import ProgressPartByReviewer

        d = dict(src_dict)
        wanted = d.pop("wanted")

        done = d.pop("done")

        in_hand = d.pop("in_hand")

        by_reviewer = ProgressPartByReviewer.from_dict(d.pop("by_reviewer"))

        progress_part = cls(
            wanted=wanted,
            done=done,
            in_hand=in_hand,
            by_reviewer=by_reviewer,
        )

        progress_part.additional_properties = d
        return progress_part

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
