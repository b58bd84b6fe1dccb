from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.complaint_outcome import ComplaintOutcome
from ..models.complaint_step import ComplaintStep
from ..types import UNSET, Unset

T = TypeVar("T", bound="ComplaintStepView")


@_attrs_define
class ComplaintStepView:
    """A line of the history. `by` only for who keeps the register.

    Attributes:
        what (ComplaintStep): What is written into the history of a complaint.
        on (datetime.date):
        by (None | str | Unset):
        outcome (ComplaintOutcome | None | Unset):
    """

    what: ComplaintStep
    on: datetime.date
    by: None | str | Unset = UNSET
    outcome: ComplaintOutcome | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        what = self.what.value

        on = self.on.isoformat()

        by: None | str | Unset
        if isinstance(self.by, Unset):
            by = UNSET
        else:
            by = self.by

        outcome: None | str | Unset
        if isinstance(self.outcome, Unset):
            outcome = UNSET
        elif isinstance(self.outcome, ComplaintOutcome):
            outcome = self.outcome.value
        else:
            outcome = self.outcome

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "what": what,
                "on": on,
            }
        )
        if by is not UNSET:
            field_dict["by"] = by
        if outcome is not UNSET:
            field_dict["outcome"] = outcome

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        what = ComplaintStep(d.pop("what"))

        on = datetime.date.fromisoformat(d.pop("on"))

        def _parse_by(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        by = _parse_by(d.pop("by", UNSET))

        def _parse_outcome(data: object) -> ComplaintOutcome | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                outcome_type_0 = ComplaintOutcome(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ComplaintOutcome | None | Unset, data)

        outcome = _parse_outcome(d.pop("outcome", UNSET))

        complaint_step_view = cls(
            what=what,
            on=on,
            by=by,
            outcome=outcome,
        )

        complaint_step_view.additional_properties = d
        return complaint_step_view

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
