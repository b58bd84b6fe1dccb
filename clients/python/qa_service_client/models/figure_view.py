from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.figure_view_versions import FigureViewVersions
    from ..models.machine_count_view import MachineCountView


T = TypeVar("T", bound="FigureView")


@_attrs_define
class FigureView:
    """A figure: the true one lies in `low`..`high` with probability `level`.

    `wide`: the interval covers more than half of the scale; show it, and not the `value`. `machine` is the count that
    the value corrects: two things, so show them as two.

    `n_machine` interactions have a machine answer, `n_human` of them a person's as well. `note`: `not_yet_checked_here`
    (the interval carries the machine's error on its evaluation set), `machine_error_unknown`,
    `machine_error_does_not_fit`, `agent_not_checked` (nobody has checked this agent's interactions: the interval is
    everything), `few_checks` (the interval is wide because it rests on few checks alone), `too_few` (then `value` is
    null and `minimum` says how many it takes), or `asks_for_person` (machine and people agree too little here: people's
    answers alone, null where there are none).

        Attributes:
            value (float | None):
            n_machine (int):
            low (float | None | Unset):
            high (float | None | Unset):
            level (float | None | Unset):
            n_human (int | Unset):  Default: 0.
            minimum (int | None | Unset):
            method (None | str | Unset):
            sampling (None | str | Unset):
            versions (FigureViewVersions | Unset):
            note (None | str | Unset):
            wide (bool | Unset):  Default: False.
            machine (MachineCountView | None | Unset):
    """

    value: float | None
    n_machine: int
    low: float | None | Unset = UNSET
    high: float | None | Unset = UNSET
    level: float | None | Unset = UNSET
    n_human: int | Unset = 0
    minimum: int | None | Unset = UNSET
    method: None | str | Unset = UNSET
    sampling: None | str | Unset = UNSET
    versions: FigureViewVersions | Unset = UNSET
    note: None | str | Unset = UNSET
    wide: bool | Unset = False
    machine: MachineCountView | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.machine_count_view import MachineCountView

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

        level: float | None | Unset
        if isinstance(self.level, Unset):
            level = UNSET
        else:
            level = self.level

        n_human = self.n_human

        minimum: int | None | Unset
        if isinstance(self.minimum, Unset):
            minimum = UNSET
        else:
            minimum = self.minimum

        method: None | str | Unset
        if isinstance(self.method, Unset):
            method = UNSET
        else:
            method = self.method

        sampling: None | str | Unset
        if isinstance(self.sampling, Unset):
            sampling = UNSET
        else:
            sampling = self.sampling

        versions: dict[str, Any] | Unset = UNSET
        if not isinstance(self.versions, Unset):
            versions = self.versions.to_dict()

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

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "value": value,
                "n_machine": n_machine,
            }
        )
        if low is not UNSET:
            field_dict["low"] = low
        if high is not UNSET:
            field_dict["high"] = high
        if level is not UNSET:
            field_dict["level"] = level
        if n_human is not UNSET:
            field_dict["n_human"] = n_human
        if minimum is not UNSET:
            field_dict["minimum"] = minimum
        if method is not UNSET:
            field_dict["method"] = method
        if sampling is not UNSET:
            field_dict["sampling"] = sampling
        if versions is not UNSET:
            field_dict["versions"] = versions
        if note is not UNSET:
            field_dict["note"] = note
        if wide is not UNSET:
            field_dict["wide"] = wide
        if machine is not UNSET:
            field_dict["machine"] = machine

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.figure_view_versions import FigureViewVersions
        from ..models.machine_count_view import MachineCountView

        d = dict(src_dict)

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

        def _parse_level(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        level = _parse_level(d.pop("level", UNSET))

        n_human = d.pop("n_human", UNSET)

        def _parse_minimum(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        minimum = _parse_minimum(d.pop("minimum", UNSET))

        def _parse_method(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        method = _parse_method(d.pop("method", UNSET))

        def _parse_sampling(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        sampling = _parse_sampling(d.pop("sampling", UNSET))

        _versions = d.pop("versions", UNSET)
        versions: FigureViewVersions | Unset
        if isinstance(_versions, Unset):
            versions = UNSET
        else:
            versions = FigureViewVersions.from_dict(_versions)

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

        figure_view = cls(
            value=value,
            n_machine=n_machine,
            low=low,
            high=high,
            level=level,
            n_human=n_human,
            minimum=minimum,
            method=method,
            sampling=sampling,
            versions=versions,
            note=note,
            wide=wide,
            machine=machine,
        )

        figure_view.additional_properties = d
        return figure_view

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
