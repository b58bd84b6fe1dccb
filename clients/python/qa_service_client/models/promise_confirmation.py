from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.promise_outcome import PromiseOutcome
from ..types import UNSET, Unset

T = TypeVar("T", bound="PromiseConfirmation")


@_attrs_define
class PromiseConfirmation:
    """What became of it; `kept_at`: when it was kept, left out: in time.

    Attributes:
        outcome (PromiseOutcome): What became of a promise, as a person says; a contact of the centre can show that one
            was kept.
        kept_at (datetime.datetime | None | Unset):
    """

    outcome: PromiseOutcome
    kept_at: datetime.datetime | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        outcome = self.outcome.value

        kept_at: None | str | Unset
        if isinstance(self.kept_at, Unset):
            kept_at = UNSET
        elif isinstance(self.kept_at, datetime.datetime):
            kept_at = self.kept_at.isoformat()
        else:
            kept_at = self.kept_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "outcome": outcome,
            }
        )
        if kept_at is not UNSET:
            field_dict["kept_at"] = kept_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        outcome = PromiseOutcome(d.pop("outcome"))

        def _parse_kept_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kept_at_type_0 = datetime.datetime.fromisoformat(data)

                return kept_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        kept_at = _parse_kept_at(d.pop("kept_at", UNSET))

        promise_confirmation = cls(
            outcome=outcome,
            kept_at=kept_at,
        )

        return promise_confirmation
