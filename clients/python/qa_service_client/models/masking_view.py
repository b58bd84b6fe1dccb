from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.masking_act import MaskingAct

T = TypeVar("T", bound="MaskingView")


@_attrs_define
class MaskingView:
    """One act of a person on the masks of an interaction; it names no word. `undone_at`: released again.

    Attributes:
        act (MaskingAct): What a person did to masks. NOT_PERSONAL: said of one that it hides nothing personal, where
            nothing of what it
            hides is kept any more.
        kind (str):
        places (int):
        by (str):
        at (datetime.datetime):
        why (str):
        undone_at (datetime.datetime | None):
    """

    act: MaskingAct
    kind: str
    places: int
    by: str
    at: datetime.datetime
    why: str
    undone_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        act = self.act.value

        kind = self.kind

        places = self.places

        by = self.by

        at = self.at.isoformat()

        why = self.why

        undone_at: None | str
        if isinstance(self.undone_at, datetime.datetime):
            undone_at = self.undone_at.isoformat()
        else:
            undone_at = self.undone_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "act": act,
                "kind": kind,
                "places": places,
                "by": by,
                "at": at,
                "why": why,
                "undone_at": undone_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        act = MaskingAct(d.pop("act"))

        kind = d.pop("kind")

        places = d.pop("places")

        by = d.pop("by")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        why = d.pop("why")

        def _parse_undone_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                undone_at_type_0 = datetime.datetime.fromisoformat(data)

                return undone_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        undone_at = _parse_undone_at(d.pop("undone_at"))

        masking_view = cls(
            act=act,
            kind=kind,
            places=places,
            by=by,
            at=at,
            why=why,
            undone_at=undone_at,
        )

        masking_view.additional_properties = d
        return masking_view

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
