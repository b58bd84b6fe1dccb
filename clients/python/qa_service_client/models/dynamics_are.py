from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

from ..models.dynamics_are_measure import DynamicsAreMeasure
from ..types import UNSET, Unset

T = TypeVar("T", bound="DynamicsAre")


@_attrs_define
class DynamicsAre:
    """A measure lies between two bounds, both included; one may be left out.

    Attributes:
        kind (Literal['dynamics']):
        measure (DynamicsAreMeasure):
        at_least (float | None | Unset):
        at_most (float | None | Unset):
    """

    kind: Literal["dynamics"]
    measure: DynamicsAreMeasure
    at_least: float | None | Unset = UNSET
    at_most: float | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        measure = self.measure.value

        at_least: float | None | Unset
        if isinstance(self.at_least, Unset):
            at_least = UNSET
        else:
            at_least = self.at_least

        at_most: float | None | Unset
        if isinstance(self.at_most, Unset):
            at_most = UNSET
        else:
            at_most = self.at_most

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "measure": measure,
            }
        )
        if at_least is not UNSET:
            field_dict["at_least"] = at_least
        if at_most is not UNSET:
            field_dict["at_most"] = at_most

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = cast(Literal["dynamics"], d.pop("kind"))
        if kind != "dynamics":
            raise ValueError(f"kind must match const 'dynamics', got '{kind}'")

        measure = DynamicsAreMeasure(d.pop("measure"))

        def _parse_at_least(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        at_least = _parse_at_least(d.pop("at_least", UNSET))

        def _parse_at_most(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        at_most = _parse_at_most(d.pop("at_most", UNSET))

        dynamics_are = cls(
            kind=kind,
            measure=measure,
            at_least=at_least,
            at_most=at_most,
        )

        return dynamics_are
