from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.complaint_outcome import ComplaintOutcome
from ..types import UNSET, Unset

T = TypeVar("T", bound="ComplaintAnswer")


@_attrs_define
class ComplaintAnswer:
    """How it ended, and on which day.

    Attributes:
        outcome (ComplaintOutcome): How a complaint ended: the customer was right, in part, or not; or took it back.
        on (datetime.date | None | Unset): the day; left out: today
    """

    outcome: ComplaintOutcome
    on: datetime.date | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        outcome = self.outcome.value

        on: None | str | Unset
        if isinstance(self.on, Unset):
            on = UNSET
        elif isinstance(self.on, datetime.date):
            on = self.on.isoformat()
        else:
            on = self.on

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "outcome": outcome,
            }
        )
        if on is not UNSET:
            field_dict["on"] = on

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        outcome = ComplaintOutcome(d.pop("outcome"))

        def _parse_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                on_type_0 = datetime.date.fromisoformat(data)

                return on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        on = _parse_on(d.pop("on", UNSET))

        complaint_answer = cls(
            outcome=outcome,
            on=on,
        )

        return complaint_answer
