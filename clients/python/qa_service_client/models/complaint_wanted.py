from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.channel import Channel
from ..models.complaint_outcome import ComplaintOutcome
from ..types import UNSET, Unset

T = TypeVar("T", bound="ComplaintWanted")


@_attrs_define
class ComplaintWanted:
    """A complaint. `customer` and `case` as they are known elsewhere: pseudonyms and masked ids are kept. What is left
    out of client, customer, case, channel and day of receipt is taken from the `interaction` that it came with. `note`:
    a few words, which are masked.

        Attributes:
            matter (str):
            client (None | str | Unset):
            reference (None | str | Unset): its number; left out: the register gives it one
            customer (None | str | Unset):
            interaction (None | Unset | UUID):
            case (None | str | Unset):
            channel (Channel | None | Unset):
            note (str | Unset):  Default: ''.
            received_on (datetime.date | None | Unset):
            acknowledged_on (datetime.date | None | Unset):
            answered_on (datetime.date | None | Unset):
            outcome (ComplaintOutcome | None | Unset):
    """

    matter: str
    client: None | str | Unset = UNSET
    reference: None | str | Unset = UNSET
    customer: None | str | Unset = UNSET
    interaction: None | Unset | UUID = UNSET
    case: None | str | Unset = UNSET
    channel: Channel | None | Unset = UNSET
    note: str | Unset = ""
    received_on: datetime.date | None | Unset = UNSET
    acknowledged_on: datetime.date | None | Unset = UNSET
    answered_on: datetime.date | None | Unset = UNSET
    outcome: ComplaintOutcome | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        matter = self.matter

        client: None | str | Unset
        if isinstance(self.client, Unset):
            client = UNSET
        else:
            client = self.client

        reference: None | str | Unset
        if isinstance(self.reference, Unset):
            reference = UNSET
        else:
            reference = self.reference

        customer: None | str | Unset
        if isinstance(self.customer, Unset):
            customer = UNSET
        else:
            customer = self.customer

        interaction: None | str | Unset
        if isinstance(self.interaction, Unset):
            interaction = UNSET
        elif isinstance(self.interaction, UUID):
            interaction = str(self.interaction)
        else:
            interaction = self.interaction

        case: None | str | Unset
        if isinstance(self.case, Unset):
            case = UNSET
        else:
            case = self.case

        channel: None | str | Unset
        if isinstance(self.channel, Unset):
            channel = UNSET
        elif isinstance(self.channel, Channel):
            channel = self.channel.value
        else:
            channel = self.channel

        note = self.note

        received_on: None | str | Unset
        if isinstance(self.received_on, Unset):
            received_on = UNSET
        elif isinstance(self.received_on, datetime.date):
            received_on = self.received_on.isoformat()
        else:
            received_on = self.received_on

        acknowledged_on: None | str | Unset
        if isinstance(self.acknowledged_on, Unset):
            acknowledged_on = UNSET
        elif isinstance(self.acknowledged_on, datetime.date):
            acknowledged_on = self.acknowledged_on.isoformat()
        else:
            acknowledged_on = self.acknowledged_on

        answered_on: None | str | Unset
        if isinstance(self.answered_on, Unset):
            answered_on = UNSET
        elif isinstance(self.answered_on, datetime.date):
            answered_on = self.answered_on.isoformat()
        else:
            answered_on = self.answered_on

        outcome: None | str | Unset
        if isinstance(self.outcome, Unset):
            outcome = UNSET
        elif isinstance(self.outcome, ComplaintOutcome):
            outcome = self.outcome.value
        else:
            outcome = self.outcome

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "matter": matter,
            }
        )
        if client is not UNSET:
            field_dict["client"] = client
        if reference is not UNSET:
            field_dict["reference"] = reference
        if customer is not UNSET:
            field_dict["customer"] = customer
        if interaction is not UNSET:
            field_dict["interaction"] = interaction
        if case is not UNSET:
            field_dict["case"] = case
        if channel is not UNSET:
            field_dict["channel"] = channel
        if note is not UNSET:
            field_dict["note"] = note
        if received_on is not UNSET:
            field_dict["received_on"] = received_on
        if acknowledged_on is not UNSET:
            field_dict["acknowledged_on"] = acknowledged_on
        if answered_on is not UNSET:
            field_dict["answered_on"] = answered_on
        if outcome is not UNSET:
            field_dict["outcome"] = outcome

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        matter = d.pop("matter")

        def _parse_client(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        client = _parse_client(d.pop("client", UNSET))

        def _parse_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reference = _parse_reference(d.pop("reference", UNSET))

        def _parse_customer(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        customer = _parse_customer(d.pop("customer", UNSET))

        def _parse_interaction(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                interaction_type_0 = UUID(data)

                return interaction_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        interaction = _parse_interaction(d.pop("interaction", UNSET))

        def _parse_case(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        case = _parse_case(d.pop("case", UNSET))

        def _parse_channel(data: object) -> Channel | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                channel_type_0 = Channel(data)

                return channel_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Channel | None | Unset, data)

        channel = _parse_channel(d.pop("channel", UNSET))

        note = d.pop("note", UNSET)

        def _parse_received_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                received_on_type_0 = datetime.date.fromisoformat(data)

                return received_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        received_on = _parse_received_on(d.pop("received_on", UNSET))

        def _parse_acknowledged_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                acknowledged_on_type_0 = datetime.date.fromisoformat(data)

                return acknowledged_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        acknowledged_on = _parse_acknowledged_on(d.pop("acknowledged_on", UNSET))

        def _parse_answered_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                answered_on_type_0 = datetime.date.fromisoformat(data)

                return answered_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        answered_on = _parse_answered_on(d.pop("answered_on", UNSET))

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

        complaint_wanted = cls(
            matter=matter,
            client=client,
            reference=reference,
            customer=customer,
            interaction=interaction,
            case=case,
            channel=channel,
            note=note,
            received_on=received_on,
            acknowledged_on=acknowledged_on,
            answered_on=answered_on,
            outcome=outcome,
        )

        return complaint_wanted
