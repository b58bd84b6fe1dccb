from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.machine_count_view import MachineCountView


T = TypeVar("T", bound="WeekView")


@_attrs_define
class WeekView:
    """The figure of the week that begins on this Monday. `rubrics`: the versions that its interactions are scored
    under, where the figure depends on them.

        Attributes:
            week (str):
            value (float | None):
            n_machine (int):
            low (float | None | Unset):
            high (float | None | Unset):
            n_human (int | Unset):  Default: 0.
            minimum (int | None | Unset):
            note (None | str | Unset):
            wide (bool | Unset):  Default: False.
            machine (MachineCountView | None | Unset):
            rubrics (list[str] | Unset):
    """

    week: str
    value: float | None
    n_machine: int
    low: float | None | Unset = UNSET
    high: float | None | Unset = UNSET
    n_human: int | Unset = 0
    minimum: int | None | Unset = UNSET
    note: None | str | Unset = UNSET
    wide: bool | Unset = False
    machine: MachineCountView | None | Unset = UNSET
    rubrics: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.machine_count_view import MachineCountView

        week = self.week

        value: float | None
        value = self.value

        n_machine = self.n_machine

        low: float | None | Unset
        if isinstance(self.low, Unset):
            low = UNSET
        else:
            low = self.low

        high: float | None | Unset
        if isinstance(self.high, Unset):
            high = UNSET
        else:
            high = self.high

        n_human = self.n_human

        minimum: int | None | Unset
        if isinstance(self.minimum, Unset):
            minimum = UNSET
        else:
            minimum = self.minimum

        note: None | str | Unset
        if isinstance(self.note, Unset):
            note = UNSET
        else:
            note = self.note

        wide = self.wide

        machine: dict[str, Any] | None | Unset
        if isinstance(self.machine, Unset):
            machine = UNSET
        elif isinstance(self.machine, MachineCountView):
            machine = self.machine.to_dict()
        else:
            machine = self.machine

        rubrics: list[str] | Unset = UNSET
        if not isinstance(self.rubrics, Unset):
            rubrics = self.rubrics

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "week": week,
                "value": value,
                "n_machine": n_machine,
            }
        )
        if low is not UNSET:
            field_dict["low"] = low
        if high is not UNSET:
            field_dict["high"] = high
        if n_human is not UNSET:
            field_dict["n_human"] = n_human
        if minimum is not UNSET:
            field_dict["minimum"] = minimum
        if note is not UNSET:
            field_dict["note"] = note
        if wide is not UNSET:
            field_dict["wide"] = wide
        if machine is not UNSET:
            field_dict["machine"] = machine
        if rubrics is not UNSET:
            field_dict["rubrics"] = rubrics

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.machine_count_view import MachineCountView

        d = dict(src_dict)
        week = d.pop("week")

        def _parse_value(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        value = _parse_value(d.pop("value"))

        n_machine = d.pop("n_machine")

        def _parse_low(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        low = _parse_low(d.pop("low", UNSET))

        def _parse_high(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        high = _parse_high(d.pop("high", UNSET))

        n_human = d.pop("n_human", UNSET)

        def _parse_minimum(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        minimum = _parse_minimum(d.pop("minimum", UNSET))

        def _parse_note(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        note = _parse_note(d.pop("note", UNSET))

        wide = d.pop("wide", UNSET)

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

        rubrics = cast(list[str], d.pop("rubrics", UNSET))

        week_view = cls(
            week=week,
            value=value,
            n_machine=n_machine,
            low=low,
            high=high,
            n_human=n_human,
            minimum=minimum,
            note=note,
            wide=wide,
            machine=machine,
            rubrics=rubrics,
        )

        week_view.additional_properties = d
        return week_view

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
