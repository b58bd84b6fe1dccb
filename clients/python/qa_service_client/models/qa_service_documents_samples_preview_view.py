from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.qa_service_documents_samples_preview_view_reasons import (
        QaServiceDocumentsSamplesPreviewViewReasons,
    )
    from ..models.stratum_part import StratumPart


T = TypeVar("T", bound="QaServiceDocumentsSamplesPreviewView")


@_attrs_define
class QaServiceDocumentsSamplesPreviewView:
    """What the plan would do now. `half_width`: about how far the interval of a share of one half would reach to each
    side (random samples only). `reasons`: how often each fires.

        Attributes:
            frame_size (int):
            size (int):
            half_width (float | None):
            strata (list[StratumPart]):
            reasons (QaServiceDocumentsSamplesPreviewViewReasons):
    """

    frame_size: int
    size: int
    half_width: float | None
    strata: list[StratumPart]
    reasons: QaServiceDocumentsSamplesPreviewViewReasons
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        frame_size = self.frame_size

        size = self.size

        half_width: float | None
        half_width = self.half_width

        strata = []
        for strata_item_data in self.strata:
            strata_item = strata_item_data.to_dict()
            strata.append(strata_item)

        reasons = self.reasons.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "frame_size": frame_size,
                "size": size,
                "half_width": half_width,
                "strata": strata,
                "reasons": reasons,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.qa_service_documents_samples_preview_view_reasons import (
            QaServiceDocumentsSamplesPreviewViewReasons,
        )
        from ..models.stratum_part import StratumPart

        d = dict(src_dict)
        frame_size = d.pop("frame_size")

        size = d.pop("size")

        def _parse_half_width(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        half_width = _parse_half_width(d.pop("half_width"))

        strata = []
        _strata = d.pop("strata")
        for strata_item_data in _strata:
            strata_item = StratumPart.from_dict(strata_item_data)

            strata.append(strata_item)

        reasons = QaServiceDocumentsSamplesPreviewViewReasons.from_dict(
            d.pop("reasons")
        )

        qa_service_documents_samples_preview_view = cls(
            frame_size=frame_size,
            size=size,
            half_width=half_width,
            strata=strata,
            reasons=reasons,
        )

        qa_service_documents_samples_preview_view.additional_properties = d
        return qa_service_documents_samples_preview_view

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
