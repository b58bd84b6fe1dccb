from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.both_view import BothView
    from ..models.exclusion_view import ExclusionView
    from ..models.figure_view import FigureView
    from ..models.kpi_view_parameters import KpiViewParameters
    from ..models.kpi_view_target_type_0 import KpiViewTargetType0
    from ..models.machine_count_view import MachineCountView


T = TypeVar("T", bound="KpiView")


@_attrs_define
class KpiView:
    """A key figure. Where it is not `measurable`, `why` says what is missing and `value` is null.

    `met`: the value keeps the target; `sure`: the whole interval says the same. `figure` is the estimate behind the
    value where the machine's answers are uncertain. Numerator and denominator are then the machine's count, which is
    `machine` with its own value; where `machine` is null, `value` is the plain fraction.

        Attributes:
            id (str):
            name (BothView): A sentence in both languages.
            formula (str):
            parameters (KpiViewParameters):
            target (KpiViewTargetType0 | None):
            reference (str):
            reference_in (BothView): A sentence in both languages.
            period (BothView | None):
            measurable (bool):
            why (BothView | None):
            value (float | None):
            unit (None | str):
            numerator (float | None):
            denominator (float | None):
            exclusions (list[ExclusionView]):
            met (bool | None):
            sure (bool | None):
            figure (FigureView | None):
            machine (MachineCountView | None | Unset):
    """

    id: str
    name: BothView
    formula: str
    parameters: KpiViewParameters
    target: KpiViewTargetType0 | None
    reference: str
    reference_in: BothView
    period: BothView | None
    measurable: bool
    why: BothView | None
    value: float | None
    unit: None | str
    numerator: float | None
    denominator: float | None
    exclusions: list[ExclusionView]
    met: bool | None
    sure: bool | None
    figure: FigureView | None
    machine: MachineCountView | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.both_view import BothView
        from ..models.figure_view import FigureView
        from ..models.kpi_view_target_type_0 import KpiViewTargetType0
        from ..models.machine_count_view import MachineCountView

        id = self.id

        name = self.name.to_dict()

        formula = self.formula

        parameters = self.parameters.to_dict()

        target: dict[str, Any] | None
        if isinstance(self.target, KpiViewTargetType0):
            target = self.target.to_dict()
        else:
            target = self.target

        reference = self.reference

        reference_in = self.reference_in.to_dict()

        period: dict[str, Any] | None
        if isinstance(self.period, BothView):
            period = self.period.to_dict()
        else:
            period = self.period

        measurable = self.measurable

        why: dict[str, Any] | None
        if isinstance(self.why, BothView):
            why = self.why.to_dict()
        else:
            why = self.why

        value: float | None
        value = self.value

        unit: None | str
        unit = self.unit

        numerator: float | None
        numerator = self.numerator

        denominator: float | None
        denominator = self.denominator

        exclusions = []
        for exclusions_item_data in self.exclusions:
            exclusions_item = exclusions_item_data.to_dict()
            exclusions.append(exclusions_item)

        met: bool | None
        met = self.met

        sure: bool | None
        sure = self.sure

        figure: dict[str, Any] | None
        if isinstance(self.figure, FigureView):
            figure = self.figure.to_dict()
        else:
            figure = self.figure

        machine: dict[str, Any] | None | Unset
        if isinstance(self.machine, Unset):
            machine = UNSET
        elif isinstance(self.machine, MachineCountView):
            machine = self.machine.to_dict()
        else:
            machine = self.machine

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "formula": formula,
                "parameters": parameters,
                "target": target,
                "reference": reference,
                "reference_in": reference_in,
                "period": period,
                "measurable": measurable,
                "why": why,
                "value": value,
                "unit": unit,
                "numerator": numerator,
                "denominator": denominator,
                "exclusions": exclusions,
                "met": met,
                "sure": sure,
                "figure": figure,
            }
        )
        if machine is not UNSET:
            field_dict["machine"] = machine

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.both_view import BothView
        from ..models.exclusion_view import ExclusionView
        from ..models.figure_view import FigureView
        from ..models.kpi_view_parameters import KpiViewParameters
        from ..models.kpi_view_target_type_0 import KpiViewTargetType0
        from ..models.machine_count_view import MachineCountView

        d = dict(src_dict)
        id = d.pop("id")

        name = BothView.from_dict(d.pop("name"))

        formula = d.pop("formula")

        parameters = KpiViewParameters.from_dict(d.pop("parameters"))

        def _parse_target(data: object) -> KpiViewTargetType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                target_type_0 = KpiViewTargetType0.from_dict(data)

                return target_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(KpiViewTargetType0 | None, data)

        target = _parse_target(d.pop("target"))

        reference = d.pop("reference")

        reference_in = BothView.from_dict(d.pop("reference_in"))

        def _parse_period(data: object) -> BothView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                period_type_0 = BothView.from_dict(data)

                return period_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BothView | None, data)

        period = _parse_period(d.pop("period"))

        measurable = d.pop("measurable")

        def _parse_why(data: object) -> BothView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                why_type_0 = BothView.from_dict(data)

                return why_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BothView | None, data)

        why = _parse_why(d.pop("why"))

        def _parse_value(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        value = _parse_value(d.pop("value"))

        def _parse_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        unit = _parse_unit(d.pop("unit"))

        def _parse_numerator(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        numerator = _parse_numerator(d.pop("numerator"))

        def _parse_denominator(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        denominator = _parse_denominator(d.pop("denominator"))

        exclusions = []
        _exclusions = d.pop("exclusions")
        for exclusions_item_data in _exclusions:
            exclusions_item = ExclusionView.from_dict(exclusions_item_data)

            exclusions.append(exclusions_item)

        def _parse_met(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        met = _parse_met(d.pop("met"))

        def _parse_sure(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        sure = _parse_sure(d.pop("sure"))

        def _parse_figure(data: object) -> FigureView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                figure_type_0 = FigureView.from_dict(data)

                return figure_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FigureView | None, data)

        figure = _parse_figure(d.pop("figure"))

        def _parse_machine(data: object) -> MachineCountView | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                machine_type_0 = MachineCountView.from_dict(data)

                return machine_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MachineCountView | None | Unset, data)

        machine = _parse_machine(d.pop("machine", UNSET))

        kpi_view = cls(
            id=id,
            name=name,
            formula=formula,
            parameters=parameters,
            target=target,
            reference=reference,
            reference_in=reference_in,
            period=period,
            measurable=measurable,
            why=why,
            value=value,
            unit=unit,
            numerator=numerator,
            denominator=denominator,
            exclusions=exclusions,
            met=met,
            sure=sure,
            figure=figure,
            machine=machine,
        )

        kpi_view.additional_properties = d
        return kpi_view

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
