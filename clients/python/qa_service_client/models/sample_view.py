from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.purpose import Purpose
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.draw_part import DrawPart
    from ..models.progress_part import ProgressPart
    from ..models.qa_service_documents_samples_preview_view import (
        QaServiceDocumentsSamplesPreviewView,
    )
    from ..models.sample_view_frame import SampleViewFrame
    from ..models.sample_view_plan import SampleViewPlan


T = TypeVar("T", bound="SampleView")


@_attrs_define
class SampleView:
    """A plan, and once drawn its draw. `client` is null for a sample over several.

    Attributes:
        uuid (str):
        client (None | str):
        name (str):
        purpose (Purpose): Why an interaction was picked. The three never mix unseen: each pick carries its own.

            RANDOM picks carry estimates. RISK picks serve coaching, and enter estimates only with their chance. CALIBRATION
            picks measure people against each other and never enter an estimate.
        plan (SampleViewPlan):
        frame (SampleViewFrame):
        second (float):
        blind (bool):
        created_by (str):
        created_at (str):
        draw (DrawPart | None):
        preview (None | QaServiceDocumentsSamplesPreviewView | Unset):
        progress (None | ProgressPart | Unset):
    """

    uuid: str
    client: None | str
    name: str
    purpose: Purpose
    plan: SampleViewPlan
    frame: SampleViewFrame
    second: float
    blind: bool
    created_by: str
    created_at: str
    draw: DrawPart | None
    preview: None | QaServiceDocumentsSamplesPreviewView | Unset = UNSET
    progress: None | ProgressPart | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.draw_part import DrawPart
        from ..models.progress_part import ProgressPart
        from ..models.qa_service_documents_samples_preview_view import (
            QaServiceDocumentsSamplesPreviewView,
        )

        uuid = self.uuid

        client: None | str
        client = self.client

        name = self.name

        purpose = self.purpose.value

        plan = self.plan.to_dict()

        frame = self.frame.to_dict()

        second = self.second

        blind = self.blind

        created_by = self.created_by

        created_at = self.created_at

        draw: dict[str, Any] | None
        if isinstance(self.draw, DrawPart):
            draw = self.draw.to_dict()
        else:
            draw = self.draw

        preview: dict[str, Any] | None | Unset
        if isinstance(self.preview, Unset):
            preview = UNSET
        elif isinstance(self.preview, QaServiceDocumentsSamplesPreviewView):
            preview = self.preview.to_dict()
        else:
            preview = self.preview

        progress: dict[str, Any] | None | Unset
        if isinstance(self.progress, Unset):
            progress = UNSET
        elif isinstance(self.progress, ProgressPart):
            progress = self.progress.to_dict()
        else:
            progress = self.progress

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "uuid": uuid,
                "client": client,
                "name": name,
                "purpose": purpose,
                "plan": plan,
                "frame": frame,
                "second": second,
                "blind": blind,
                "created_by": created_by,
                "created_at": created_at,
                "draw": draw,
            }
        )
        if preview is not UNSET:
            field_dict["preview"] = preview
        if progress is not UNSET:
            field_dict["progress"] = progress

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.draw_part import DrawPart
        from ..models.progress_part import ProgressPart
        from ..models.qa_service_documents_samples_preview_view import (
            QaServiceDocumentsSamplesPreviewView,
        )
        from ..models.sample_view_frame import SampleViewFrame
        from ..models.sample_view_plan import SampleViewPlan

        d = dict(src_dict)
        uuid = d.pop("uuid")

        def _parse_client(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        client = _parse_client(d.pop("client"))

        name = d.pop("name")

        purpose = Purpose(d.pop("purpose"))

        plan = SampleViewPlan.from_dict(d.pop("plan"))

        frame = SampleViewFrame.from_dict(d.pop("frame"))

        second = d.pop("second")

        blind = d.pop("blind")

        created_by = d.pop("created_by")

        created_at = d.pop("created_at")

        def _parse_draw(data: object) -> DrawPart | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                draw_type_0 = DrawPart.from_dict(data)

                return draw_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DrawPart | None, data)

        draw = _parse_draw(d.pop("draw"))

        def _parse_preview(
            data: object,
        ) -> None | QaServiceDocumentsSamplesPreviewView | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                preview_type_0 = QaServiceDocumentsSamplesPreviewView.from_dict(data)

                return preview_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | QaServiceDocumentsSamplesPreviewView | Unset, data)

        preview = _parse_preview(d.pop("preview", UNSET))

        def _parse_progress(data: object) -> None | ProgressPart | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                progress_type_0 = ProgressPart.from_dict(data)

                return progress_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProgressPart | Unset, data)

        progress = _parse_progress(d.pop("progress", UNSET))

        sample_view = cls(
            uuid=uuid,
            client=client,
            name=name,
            purpose=purpose,
            plan=plan,
            frame=frame,
            second=second,
            blind=blind,
            created_by=created_by,
            created_at=created_at,
            draw=draw,
            preview=preview,
            progress=progress,
        )

        sample_view.additional_properties = d
        return sample_view

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
