from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.promise_kind import PromiseKind
from ..models.promise_outcome import PromiseOutcome

T = TypeVar("T", bound="PromiseView")


@_attrs_define
class PromiseView:
    """A promise: characters `start` to `end` of the masked text of `turn`, what is promised, and by when (null: it is
    not said, or not for sure). `kept_by` is the contact of the centre that kept it, `asked_again` one in which the
    customer came on the same matter after its time: a sign, no proof. `confirmed`: a person said what became of it.
    It names no agent.

        Attributes:
            uuid (UUID):
            client (str):
            interaction (UUID):
            turn (int):
            start (int):
            end (int):
            kind (PromiseKind): What is promised.
            made_at (datetime.datetime):
            due_at (datetime.datetime | None):
            outcome (None | PromiseOutcome):
            kept_at (datetime.datetime | None):
            kept_by (None | UUID):
            asked_again (None | UUID):
            confirmed (bool):
            overdue (bool):
    """

    uuid: UUID
    client: str
    interaction: UUID
    turn: int
    start: int
    end: int
    kind: PromiseKind
    made_at: datetime.datetime
    due_at: datetime.datetime | None
    outcome: None | PromiseOutcome
    kept_at: datetime.datetime | None
    kept_by: None | UUID
    asked_again: None | UUID
    confirmed: bool
    overdue: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        uuid = str(self.uuid)

        client = self.client

        interaction = str(self.interaction)

        turn = self.turn

        start = self.start

        end = self.end

        kind = self.kind.value

        made_at = self.made_at.isoformat()

        due_at: None | str
        if isinstance(self.due_at, datetime.datetime):
            due_at = self.due_at.isoformat()
        else:
            due_at = self.due_at

        outcome: None | str
        if isinstance(self.outcome, PromiseOutcome):
            outcome = self.outcome.value
        else:
            outcome = self.outcome

        kept_at: None | str
        if isinstance(self.kept_at, datetime.datetime):
            kept_at = self.kept_at.isoformat()
        else:
            kept_at = self.kept_at

        kept_by: None | str
        if isinstance(self.kept_by, UUID):
            kept_by = str(self.kept_by)
        else:
            kept_by = self.kept_by

        asked_again: None | str
        if isinstance(self.asked_again, UUID):
            asked_again = str(self.asked_again)
        else:
            asked_again = self.asked_again

        confirmed = self.confirmed

        overdue = self.overdue

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "uuid": uuid,
                "client": client,
                "interaction": interaction,
                "turn": turn,
                "start": start,
                "end": end,
                "kind": kind,
                "made_at": made_at,
                "due_at": due_at,
                "outcome": outcome,
                "kept_at": kept_at,
                "kept_by": kept_by,
                "asked_again": asked_again,
                "confirmed": confirmed,
                "overdue": overdue,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        uuid = UUID(d.pop("uuid"))

        client = d.pop("client")

        interaction = UUID(d.pop("interaction"))

        turn = d.pop("turn")

        start = d.pop("start")

        end = d.pop("end")

        kind = PromiseKind(d.pop("kind"))

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        def _parse_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_at_type_0 = datetime.datetime.fromisoformat(data)

                return due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        due_at = _parse_due_at(d.pop("due_at"))

        def _parse_outcome(data: object) -> None | PromiseOutcome:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                outcome_type_0 = PromiseOutcome(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PromiseOutcome, data)

        outcome = _parse_outcome(d.pop("outcome"))

        def _parse_kept_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kept_at_type_0 = datetime.datetime.fromisoformat(data)

                return kept_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        kept_at = _parse_kept_at(d.pop("kept_at"))

        def _parse_kept_by(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kept_by_type_0 = UUID(data)

                return kept_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        kept_by = _parse_kept_by(d.pop("kept_by"))

        def _parse_asked_again(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                asked_again_type_0 = UUID(data)

                return asked_again_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        asked_again = _parse_asked_again(d.pop("asked_again"))

        confirmed = d.pop("confirmed")

        overdue = d.pop("overdue")

        promise_view = cls(
            uuid=uuid,
            client=client,
            interaction=interaction,
            turn=turn,
            start=start,
            end=end,
            kind=kind,
            made_at=made_at,
            due_at=due_at,
            outcome=outcome,
            kept_at=kept_at,
            kept_by=kept_by,
            asked_again=asked_again,
            confirmed=confirmed,
            overdue=overdue,
        )

        promise_view.additional_properties = d
        return promise_view

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
