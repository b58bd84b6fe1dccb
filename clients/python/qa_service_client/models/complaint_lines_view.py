from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.complaint_lines_view_counts import ComplaintLinesViewCounts
    from ..models.refused_complaint import RefusedComplaint


T = TypeVar("T", bound="ComplaintLinesView")


@_attrs_define
class ComplaintLinesView:
    """What became of a table's lines: `created`, `completed` (more is known of one now), `unchanged`, `refused`.

    Attributes:
        client (str):
        counts (ComplaintLinesViewCounts):
        refused (list[RefusedComplaint]):
    """

    client: str
    counts: ComplaintLinesViewCounts
    refused: list[RefusedComplaint]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        counts = self.counts.to_dict()

        refused = []
        for refused_item_data in self.refused:
            refused_item = refused_item_data.to_dict()
            refused.append(refused_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "counts": counts,
                "refused": refused,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.complaint_lines_view_counts import ComplaintLinesViewCounts
        from ..models.refused_complaint import RefusedComplaint

        d = dict(src_dict)
        client = d.pop("client")

        counts = ComplaintLinesViewCounts.from_dict(d.pop("counts"))

        refused = []
        _refused = d.pop("refused")
        for refused_item_data in _refused:
            refused_item = RefusedComplaint.from_dict(refused_item_data)

            refused.append(refused_item)

        complaint_lines_view = cls(
            client=client,
            counts=counts,
            refused=refused,
        )

        complaint_lines_view.additional_properties = d
        return complaint_lines_view

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
