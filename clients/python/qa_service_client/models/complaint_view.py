from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.channel import Channel
from ..models.complaint_outcome import ComplaintOutcome
from ..models.complaint_state import ComplaintState

if TYPE_CHECKING:
    from ..models.complaint_step_view import ComplaintStepView


T = TypeVar("T", bound="ComplaintView")


@_attrs_define
class ComplaintView:
    """One complaint. `reference` is its number, `customer` a pseudonym; `due_on` the last day on which an answer is in
    time. It names no agent; `team` only for who keeps the register.

        Attributes:
            uuid (UUID):
            reference (str):
            client (str):
            customer (None | str):
            interaction (None | UUID):
            case (None | str):
            channel (Channel | None):
            team (None | str):
            matter (str):
            note (None | str):
            received_on (datetime.date):
            acknowledged_on (datetime.date | None):
            due_on (datetime.date):
            answered_on (datetime.date | None):
            outcome (ComplaintOutcome | None):
            state (ComplaintState): Where it stands on a day. `due`: to be answered within the days of warning; `late`: its
                day has passed.
            reopened (int):
            history (list[ComplaintStepView]):
    """

    uuid: UUID
    reference: str
    client: str
    customer: None | str
    interaction: None | UUID
    case: None | str
    channel: Channel | None
    team: None | str
    matter: str
    note: None | str
    received_on: datetime.date
    acknowledged_on: datetime.date | None
    due_on: datetime.date
    answered_on: datetime.date | None
    outcome: ComplaintOutcome | None
    state: ComplaintState
    reopened: int
    history: list[ComplaintStepView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        uuid = str(self.uuid)

        reference = self.reference

        client = self.client

        customer: None | str
        customer = self.customer

        interaction: None | str
        if isinstance(self.interaction, UUID):
            interaction = str(self.interaction)
        else:
            interaction = self.interaction

        case: None | str
        case = self.case

        channel: None | str
        if isinstance(self.channel, Channel):
            channel = self.channel.value
        else:
            channel = self.channel

        team: None | str
        team = self.team

        matter = self.matter

        note: None | str
        note = self.note

        received_on = self.received_on.isoformat()

        acknowledged_on: None | str
        if isinstance(self.acknowledged_on, datetime.date):
            acknowledged_on = self.acknowledged_on.isoformat()
        else:
            acknowledged_on = self.acknowledged_on

        due_on = self.due_on.isoformat()

        answered_on: None | str
        if isinstance(self.answered_on, datetime.date):
            answered_on = self.answered_on.isoformat()
        else:
            answered_on = self.answered_on

        outcome: None | str
        if isinstance(self.outcome, ComplaintOutcome):
            outcome = self.outcome.value
        else:
            outcome = self.outcome

        state = self.state.value

        reopened = self.reopened

        history = []
        for history_item_data in self.history:
            history_item = history_item_data.to_dict()
            history.append(history_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "uuid": uuid,
                "reference": reference,
                "client": client,
                "customer": customer,
                "interaction": interaction,
                "case": case,
                "channel": channel,
                "team": team,
                "matter": matter,
                "note": note,
                "received_on": received_on,
                "acknowledged_on": acknowledged_on,
                "due_on": due_on,
                "answered_on": answered_on,
                "outcome": outcome,
                "state": state,
                "reopened": reopened,
                "history": history,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.complaint_step_view import ComplaintStepView

        d = dict(src_dict)
        uuid = UUID(d.pop("uuid"))

        reference = d.pop("reference")

        client = d.pop("client")

        def _parse_customer(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer = _parse_customer(d.pop("customer"))

        def _parse_interaction(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                interaction_type_0 = UUID(data)

                return interaction_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        interaction = _parse_interaction(d.pop("interaction"))

        def _parse_case(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case = _parse_case(d.pop("case"))

        def _parse_channel(data: object) -> Channel | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                channel_type_0 = Channel(data)

                return channel_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Channel | None, data)

        channel = _parse_channel(d.pop("channel"))

        def _parse_team(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        team = _parse_team(d.pop("team"))

        matter = d.pop("matter")

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        received_on = datetime.date.fromisoformat(d.pop("received_on"))

        def _parse_acknowledged_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                acknowledged_on_type_0 = datetime.date.fromisoformat(data)

                return acknowledged_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        acknowledged_on = _parse_acknowledged_on(d.pop("acknowledged_on"))

        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        def _parse_answered_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                answered_on_type_0 = datetime.date.fromisoformat(data)

                return answered_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        answered_on = _parse_answered_on(d.pop("answered_on"))

        def _parse_outcome(data: object) -> ComplaintOutcome | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                outcome_type_0 = ComplaintOutcome(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ComplaintOutcome | None, data)

        outcome = _parse_outcome(d.pop("outcome"))

        state = ComplaintState(d.pop("state"))

        reopened = d.pop("reopened")

        history = []
        _history = d.pop("history")
        for history_item_data in _history:
            history_item = ComplaintStepView.from_dict(history_item_data)

            history.append(history_item)

        complaint_view = cls(
            uuid=uuid,
            reference=reference,
            client=client,
            customer=customer,
            interaction=interaction,
            case=case,
            channel=channel,
            team=team,
            matter=matter,
            note=note,
            received_on=received_on,
            acknowledged_on=acknowledged_on,
            due_on=due_on,
            answered_on=answered_on,
            outcome=outcome,
            state=state,
            reopened=reopened,
            history=history,
        )

        complaint_view.additional_properties = d
        return complaint_view

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
