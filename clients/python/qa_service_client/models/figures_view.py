from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.figure_view import FigureView
    from ..models.figures_view_criteria import FiguresViewCriteria
    from ..models.figures_view_critical import FiguresViewCritical
    from ..models.figures_view_sections import FiguresViewSections


T = TypeVar("T", bound="FiguresView")


@_attrs_define
class FiguresView:
    """All figures of a group; absent where there is nothing to rest on. Shares are 0..1, scores 0..100.

    Attributes:
        resolution (FigureView | None | Unset):
        courtesy (FigureView | None | Unset):
        escalation (FigureView | None | Unset):
        open_promise (FigureView | None | Unset):
        critical (FiguresViewCritical | Unset):
        criteria (FiguresViewCriteria | Unset):
        sections (FiguresViewSections | Unset):
    """

    resolution: FigureView | None | Unset = UNSET
    courtesy: FigureView | None | Unset = UNSET
    escalation: FigureView | None | Unset = UNSET
    open_promise: FigureView | None | Unset = UNSET
    critical: FiguresViewCritical | Unset = UNSET
    criteria: FiguresViewCriteria | Unset = UNSET
    sections: FiguresViewSections | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.figure_view import FigureView

        resolution: dict[str, Any] | None | Unset
        if isinstance(self.resolution, Unset):
            resolution = UNSET
        elif isinstance(self.resolution, FigureView):
            resolution = self.resolution.to_dict()
        else:
            resolution = self.resolution

        courtesy: dict[str, Any] | None | Unset
        if isinstance(self.courtesy, Unset):
            courtesy = UNSET
        elif isinstance(self.courtesy, FigureView):
            courtesy = self.courtesy.to_dict()
        else:
            courtesy = self.courtesy

        escalation: dict[str, Any] | None | Unset
        if isinstance(self.escalation, Unset):
            escalation = UNSET
        elif isinstance(self.escalation, FigureView):
            escalation = self.escalation.to_dict()
        else:
            escalation = self.escalation

        open_promise: dict[str, Any] | None | Unset
        if isinstance(self.open_promise, Unset):
            open_promise = UNSET
        elif isinstance(self.open_promise, FigureView):
            open_promise = self.open_promise.to_dict()
        else:
            open_promise = self.open_promise

        critical: dict[str, Any] | Unset = UNSET
        if not isinstance(self.critical, Unset):
            critical = self.critical.to_dict()

        criteria: dict[str, Any] | Unset = UNSET
        if not isinstance(self.criteria, Unset):
            criteria = self.criteria.to_dict()

        sections: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sections, Unset):
            sections = self.sections.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if resolution is not UNSET:
            field_dict["resolution"] = resolution
        if courtesy is not UNSET:
            field_dict["courtesy"] = courtesy
        if escalation is not UNSET:
            field_dict["escalation"] = escalation
        if open_promise is not UNSET:
            field_dict["open_promise"] = open_promise
        if critical is not UNSET:
            field_dict["critical"] = critical
        if criteria is not UNSET:
            field_dict["criteria"] = criteria
        if sections is not UNSET:
            field_dict["sections"] = sections

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.figure_view import FigureView
        from ..models.figures_view_criteria import FiguresViewCriteria
        from ..models.figures_view_critical import FiguresViewCritical
        from ..models.figures_view_sections import FiguresViewSections

        d = dict(src_dict)

        def _parse_resolution(data: object) -> FigureView | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                resolution_type_0 = FigureView.from_dict(data)

                return resolution_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FigureView | None | Unset, data)

        resolution = _parse_resolution(d.pop("resolution", UNSET))

        def _parse_courtesy(data: object) -> FigureView | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                courtesy_type_0 = FigureView.from_dict(data)

                return courtesy_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FigureView | None | Unset, data)

        courtesy = _parse_courtesy(d.pop("courtesy", UNSET))

        def _parse_escalation(data: object) -> FigureView | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                escalation_type_0 = FigureView.from_dict(data)

                return escalation_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FigureView | None | Unset, data)

        escalation = _parse_escalation(d.pop("escalation", UNSET))

        def _parse_open_promise(data: object) -> FigureView | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                open_promise_type_0 = FigureView.from_dict(data)

                return open_promise_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FigureView | None | Unset, data)

        open_promise = _parse_open_promise(d.pop("open_promise", UNSET))

        _critical = d.pop("critical", UNSET)
        critical: FiguresViewCritical | Unset
        if isinstance(_critical, Unset):
            critical = UNSET
        else:
            critical = FiguresViewCritical.from_dict(_critical)

        _criteria = d.pop("criteria", UNSET)
        criteria: FiguresViewCriteria | Unset
        if isinstance(_criteria, Unset):
            criteria = UNSET
        else:
            criteria = FiguresViewCriteria.from_dict(_criteria)

        _sections = d.pop("sections", UNSET)
        sections: FiguresViewSections | Unset
        if isinstance(_sections, Unset):
            sections = UNSET
        else:
            sections = FiguresViewSections.from_dict(_sections)

        figures_view = cls(
            resolution=resolution,
            courtesy=courtesy,
            escalation=escalation,
            open_promise=open_promise,
            critical=critical,
            criteria=criteria,
            sections=sections,
        )

        figures_view.additional_properties = d
        return figures_view

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
