from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.pick_part_stratum_type_0 import PickPartStratumType0


T = TypeVar("T", bound="PickPart")


@_attrs_define
class PickPart:
    """A pick with its chance of having been drawn, its turn in the queue, and what spoke for it.

    Attributes:
        pick (str):
        interaction (str):
        chance (float):
        place (int):
        stratum (None | PickPartStratumType0):
        reasons (list[str] | None):
    """

    pick: str
    interaction: str
    chance: float
    place: int
    stratum: None | PickPartStratumType0
    reasons: list[str] | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.pick_part_stratum_type_0 import PickPartStratumType0

        pick = self.pick

        interaction = self.interaction

        chance = self.chance

        place = self.place

        stratum: dict[str, Any] | None
        if isinstance(self.stratum, PickPartStratumType0):
            stratum = self.stratum.to_dict()
        else:
            stratum = self.stratum

        reasons: list[str] | None
        if isinstance(self.reasons, list):
            reasons = self.reasons

        else:
            reasons = self.reasons

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "pick": pick,
                "interaction": interaction,
                "chance": chance,
                "place": place,
                "stratum": stratum,
                "reasons": reasons,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.pick_part_stratum_type_0 import PickPartStratumType0

        d = dict(src_dict)
        pick = d.pop("pick")

        interaction = d.pop("interaction")

        chance = d.pop("chance")

        place = d.pop("place")

        def _parse_stratum(data: object) -> None | PickPartStratumType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                stratum_type_0 = PickPartStratumType0.from_dict(data)

                return stratum_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PickPartStratumType0, data)

        stratum = _parse_stratum(d.pop("stratum"))

        def _parse_reasons(data: object) -> list[str] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                reasons_type_0 = cast(list[str], data)

                return reasons_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None, data)

        reasons = _parse_reasons(d.pop("reasons"))

        pick_part = cls(
            pick=pick,
            interaction=interaction,
            chance=chance,
            place=place,
            stratum=stratum,
            reasons=reasons,
        )

        pick_part.additional_properties = d
        return pick_part

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
