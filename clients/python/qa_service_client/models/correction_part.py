from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.correction_kind import CorrectionKind

if TYPE_CHECKING:
    from ..models.corrected_turn_part import CorrectedTurnPart


T = TypeVar("T", bound="CorrectionPart")


@_attrs_define
class CorrectionPart:
    """What a person changed, and the run of the interaction that it made.

    Attributes:
        run (int):
        kind (CorrectionKind): What a person put right in a transcript.
        turns (list[CorrectedTurnPart]):
        why (str):
        by (None | str):
        at (str):
    """

    run: int
    kind: CorrectionKind
    turns: list[CorrectedTurnPart]
    why: str
    by: None | str
    at: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        run = self.run

        kind = self.kind.value

        turns = []
        for turns_item_data in self.turns:
            turns_item = turns_item_data.to_dict()
            turns.append(turns_item)

        why = self.why

        by: None | str
        by = self.by

        at = self.at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "run": run,
                "kind": kind,
                "turns": turns,
                "why": why,
                "by": by,
                "at": at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.corrected_turn_part import CorrectedTurnPart

        d = dict(src_dict)
        run = d.pop("run")

        kind = CorrectionKind(d.pop("kind"))

        turns = []
        _turns = d.pop("turns")
        for turns_item_data in _turns:
            turns_item = CorrectedTurnPart.from_dict(turns_item_data)

            turns.append(turns_item)

        why = d.pop("why")

        def _parse_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        by = _parse_by(d.pop("by"))

        at = d.pop("at")

        correction_part = cls(
            run=run,
            kind=kind,
            turns=turns,
            why=why,
            by=by,
            at=at,
        )

        correction_part.additional_properties = d
        return correction_part

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
