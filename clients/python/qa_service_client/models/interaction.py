from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.automatic import Automatic
from ..models.channel import Channel
from ..models.direction import Direction
from ..models.interaction_lang_type_0 import InteractionLangType0
from ..models.sourcing import Sourcing
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.given_turn import GivenTurn
    from ..models.identities import Identities
    from ..models.queue_record import QueueRecord
    from ..models.transfer import Transfer


T = TypeVar("T", bound="Interaction")


@_attrs_define
class Interaction:
    """One contact. `(client, id)` is its identity; `turns` is empty for a recording.

    `callback`: the centre calls back because the customer asked for it; its direction is outbound. What is `automatic`
    is kept and shown, but nobody speaks in it: it is not judged and stands in no figure or sample. `site`, `vendor`,
    `sourcing`: where it was handled; what is not said here may follow from the client's rules.

        Attributes:
            id (str):
            client (str):
            channel (Channel): How the contact took place.
            schema (Literal['qa-interaction/1'] | Unset):  Default: 'qa-interaction/1'.
            agent (None | str | Unset):
            team (None | str | Unset):
            site (None | str | Unset):
            vendor (None | str | Unset):
            sourcing (None | Sourcing | Unset):
            direction (Direction | Unset): Who sought the contact: the customer (inbound) or the centre (outbound).
            callback (bool | Unset):  Default: False.
            lang (InteractionLangType0 | None | Unset):
            started_at (datetime.datetime | None | Unset):
            ended_at (datetime.datetime | None | Unset):
            customer (None | str | Unset):
            identities (Identities | None | Unset):
            case (None | str | Unset):
            transfers (list[Transfer] | Unset):
            queue (None | QueueRecord | Unset):
            agent_channel (int | None | Unset):
            automatic (Automatic | None | Unset):
            turns (list[GivenTurn] | Unset):
    """

    id: str
    client: str
    channel: Channel
    schema: Literal["qa-interaction/1"] | Unset = "qa-interaction/1"
    agent: None | str | Unset = UNSET
    team: None | str | Unset = UNSET
    site: None | str | Unset = UNSET
    vendor: None | str | Unset = UNSET
    sourcing: None | Sourcing | Unset = UNSET
    direction: Direction | Unset = UNSET
    callback: bool | Unset = False
    lang: InteractionLangType0 | None | Unset = UNSET
    started_at: datetime.datetime | None | Unset = UNSET
    ended_at: datetime.datetime | None | Unset = UNSET
    customer: None | str | Unset = UNSET
    identities: Identities | None | Unset = UNSET
    case: None | str | Unset = UNSET
    transfers: list[Transfer] | Unset = UNSET
    queue: None | QueueRecord | Unset = UNSET
    agent_channel: int | None | Unset = UNSET
    automatic: Automatic | None | Unset = UNSET
    turns: list[GivenTurn] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.identities import Identities
        from ..models.queue_record import QueueRecord

        id = self.id

        client = self.client

        channel = self.channel.value

        schema = self.schema

        agent: None | str | Unset
        if isinstance(self.agent, Unset):
            agent = UNSET
        else:
            agent = self.agent

        team: None | str | Unset
        if isinstance(self.team, Unset):
            team = UNSET
        else:
            team = self.team

        site: None | str | Unset
        if isinstance(self.site, Unset):
            site = UNSET
        else:
            site = self.site

        vendor: None | str | Unset
        if isinstance(self.vendor, Unset):
            vendor = UNSET
        else:
            vendor = self.vendor

        sourcing: None | str | Unset
        if isinstance(self.sourcing, Unset):
            sourcing = UNSET
        elif isinstance(self.sourcing, Sourcing):
            sourcing = self.sourcing.value
        else:
            sourcing = self.sourcing

        direction: str | Unset = UNSET
        if not isinstance(self.direction, Unset):
            direction = self.direction.value

        callback = self.callback

        lang: None | str | Unset
        if isinstance(self.lang, Unset):
            lang = UNSET
        elif isinstance(self.lang, InteractionLangType0):
            lang = self.lang.value
        else:
            lang = self.lang

        started_at: None | str | Unset
        if isinstance(self.started_at, Unset):
            started_at = UNSET
        elif isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        ended_at: None | str | Unset
        if isinstance(self.ended_at, Unset):
            ended_at = UNSET
        elif isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        customer: None | str | Unset
        if isinstance(self.customer, Unset):
            customer = UNSET
        else:
            customer = self.customer

        identities: dict[str, Any] | None | Unset
        if isinstance(self.identities, Unset):
            identities = UNSET
        elif isinstance(self.identities, Identities):
            identities = self.identities.to_dict()
        else:
            identities = self.identities

        case: None | str | Unset
        if isinstance(self.case, Unset):
            case = UNSET
        else:
            case = self.case

        transfers: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.transfers, Unset):
            transfers = []
            for transfers_item_data in self.transfers:
                transfers_item = transfers_item_data.to_dict()
                transfers.append(transfers_item)

        queue: dict[str, Any] | None | Unset
        if isinstance(self.queue, Unset):
            queue = UNSET
        elif isinstance(self.queue, QueueRecord):
            queue = self.queue.to_dict()
        else:
            queue = self.queue

        agent_channel: int | None | Unset
        if isinstance(self.agent_channel, Unset):
            agent_channel = UNSET
        else:
            agent_channel = self.agent_channel

        automatic: None | str | Unset
        if isinstance(self.automatic, Unset):
            automatic = UNSET
        elif isinstance(self.automatic, Automatic):
            automatic = self.automatic.value
        else:
            automatic = self.automatic

        turns: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.turns, Unset):
            turns = []
            for turns_item_data in self.turns:
                turns_item = turns_item_data.to_dict()
                turns.append(turns_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "client": client,
                "channel": channel,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema
        if agent is not UNSET:
            field_dict["agent"] = agent
        if team is not UNSET:
            field_dict["team"] = team
        if site is not UNSET:
            field_dict["site"] = site
        if vendor is not UNSET:
            field_dict["vendor"] = vendor
        if sourcing is not UNSET:
            field_dict["sourcing"] = sourcing
        if direction is not UNSET:
            field_dict["direction"] = direction
        if callback is not UNSET:
            field_dict["callback"] = callback
        if lang is not UNSET:
            field_dict["lang"] = lang
        if started_at is not UNSET:
            field_dict["started_at"] = started_at
        if ended_at is not UNSET:
            field_dict["ended_at"] = ended_at
        if customer is not UNSET:
            field_dict["customer"] = customer
        if identities is not UNSET:
            field_dict["identities"] = identities
        if case is not UNSET:
            field_dict["case"] = case
        if transfers is not UNSET:
            field_dict["transfers"] = transfers
        if queue is not UNSET:
            field_dict["queue"] = queue
        if agent_channel is not UNSET:
            field_dict["agent_channel"] = agent_channel
        if automatic is not UNSET:
            field_dict["automatic"] = automatic
        if turns is not UNSET:
            field_dict["turns"] = turns

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.given_turn import GivenTurn
        from ..models.identities import Identities
        from ..models.queue_record import QueueRecord
        from ..models.transfer import Transfer

        d = dict(src_dict)
        id = d.pop("id")

        client = d.pop("client")

        channel = Channel(d.pop("channel"))

        schema = cast(Literal["qa-interaction/1"] | Unset, d.pop("schema", UNSET))
        if schema != "qa-interaction/1" and not isinstance(schema, Unset):
            raise ValueError(
                f"schema must match const 'qa-interaction/1', got '{schema}'"
            )

        def _parse_agent(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        agent = _parse_agent(d.pop("agent", UNSET))

        def _parse_team(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        team = _parse_team(d.pop("team", UNSET))

        def _parse_site(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        site = _parse_site(d.pop("site", UNSET))

        def _parse_vendor(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        vendor = _parse_vendor(d.pop("vendor", UNSET))

        def _parse_sourcing(data: object) -> None | Sourcing | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sourcing_type_0 = Sourcing(data)

                return sourcing_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Sourcing | Unset, data)

        sourcing = _parse_sourcing(d.pop("sourcing", UNSET))

        _direction = d.pop("direction", UNSET)
        direction: Direction | Unset
        if isinstance(_direction, Unset):
            direction = UNSET
        else:
            direction = Direction(_direction)

        callback = d.pop("callback", UNSET)

        def _parse_lang(data: object) -> InteractionLangType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                lang_type_0 = InteractionLangType0(data)

                return lang_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(InteractionLangType0 | None | Unset, data)

        lang = _parse_lang(d.pop("lang", UNSET))

        def _parse_started_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        started_at = _parse_started_at(d.pop("started_at", UNSET))

        def _parse_ended_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        ended_at = _parse_ended_at(d.pop("ended_at", UNSET))

        def _parse_customer(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        customer = _parse_customer(d.pop("customer", UNSET))

        def _parse_identities(data: object) -> Identities | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                identities_type_0 = Identities.from_dict(data)

                return identities_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Identities | None | Unset, data)

        identities = _parse_identities(d.pop("identities", UNSET))

        def _parse_case(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        case = _parse_case(d.pop("case", UNSET))

        _transfers = d.pop("transfers", UNSET)
        transfers: list[Transfer] | Unset = UNSET
        if _transfers is not UNSET:
            transfers = []
            for transfers_item_data in _transfers:
                transfers_item = Transfer.from_dict(transfers_item_data)

                transfers.append(transfers_item)

        def _parse_queue(data: object) -> None | QueueRecord | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                queue_type_0 = QueueRecord.from_dict(data)

                return queue_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | QueueRecord | Unset, data)

        queue = _parse_queue(d.pop("queue", UNSET))

        def _parse_agent_channel(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        agent_channel = _parse_agent_channel(d.pop("agent_channel", UNSET))

        def _parse_automatic(data: object) -> Automatic | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                automatic_type_0 = Automatic(data)

                return automatic_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Automatic | None | Unset, data)

        automatic = _parse_automatic(d.pop("automatic", UNSET))

        _turns = d.pop("turns", UNSET)
        turns: list[GivenTurn] | Unset = UNSET
        if _turns is not UNSET:
            turns = []
            for turns_item_data in _turns:
                turns_item = GivenTurn.from_dict(turns_item_data)

                turns.append(turns_item)

        interaction = cls(
            id=id,
            client=client,
            channel=channel,
            schema=schema,
            agent=agent,
            team=team,
            site=site,
            vendor=vendor,
            sourcing=sourcing,
            direction=direction,
            callback=callback,
            lang=lang,
            started_at=started_at,
            ended_at=ended_at,
            customer=customer,
            identities=identities,
            case=case,
            transfers=transfers,
            queue=queue,
            agent_channel=agent_channel,
            automatic=automatic,
            turns=turns,
        )

        interaction.additional_properties = d
        return interaction

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
