from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.automatic import Automatic
from ..models.channel import Channel
from ..models.direction import Direction
from ..models.sourcing import Sourcing
from ..models.state import State

if TYPE_CHECKING:
    from ..models.links import Links
    from ..models.progress import Progress


T = TypeVar("T", bound="InteractionView")


@_attrs_define
class InteractionView:
    """One interaction: what is known of it without opening its analysis.

    `id` and `client` are those of the document; `uuid` is the service's own name for it. `customer` is a pseudonym.
    Labels are null where the service cannot tell, and all findings until a worker is done. `automatic` is mail that no
    person wrote: it is kept, not judged, and stands in no figure and no sample. `segment_of`: this is the part that
    `agent` or `bot` had in that interaction. `callback`: the centre called back because the customer asked for it.
    `site`, `vendor`, `sourcing`: where it was handled, as its document says.
    `person`: interactions with the same one are of the same customer, linked by an id, a phone number or an address.

        Attributes:
            uuid (UUID):
            id (str):
            client (str):
            agent (None | str):
            team (None | str):
            site (None | str):
            vendor (None | str):
            sourcing (None | Sourcing):
            channel (Channel): How the contact took place.
            automatic (Automatic | None):
            direction (Direction): Who sought the contact: the customer (inbound) or the centre (outbound).
            lang (None | str):
            customer (None | str):
            case (None | str):
            state (State): Where an interaction stands. `DONE` and `FAILED` are final until it is replaced or tried again.
            progress (None | Progress):
            failure (None | str):
            received_at (datetime.datetime):
            done_at (datetime.datetime | None):
            started_at (datetime.datetime | None):
            ended_at (datetime.datetime | None):
            duration (float | None):
            intent (None | str):
            resolution (None | str):
            resolution_probability (float | None):
            courtesy (float | None):
            sentiment_start (None | str):
            sentiment_end (None | str):
            confidence (float | None):
            bot (None | str):
            segment_of (None | UUID):
            callback (bool):
            person (None | str):
            links (Links): Where more is found; `audio` only where a redacted recording can be heard by this caller.
    """

    uuid: UUID
    id: str
    client: str
    agent: None | str
    team: None | str
    site: None | str
    vendor: None | str
    sourcing: None | Sourcing
    channel: Channel
    automatic: Automatic | None
    direction: Direction
    lang: None | str
    customer: None | str
    case: None | str
    state: State
    progress: None | Progress
    failure: None | str
    received_at: datetime.datetime
    done_at: datetime.datetime | None
    started_at: datetime.datetime | None
    ended_at: datetime.datetime | None
    duration: float | None
    intent: None | str
    resolution: None | str
    resolution_probability: float | None
    courtesy: float | None
    sentiment_start: None | str
    sentiment_end: None | str
    confidence: float | None
    bot: None | str
    segment_of: None | UUID
    callback: bool
    person: None | str
    links: Links
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.progress import Progress

        uuid = str(self.uuid)

        id = self.id

        client = self.client

        agent: None | str
        agent = self.agent

        team: None | str
        team = self.team

        site: None | str
        site = self.site

        vendor: None | str
        vendor = self.vendor

        sourcing: None | str
        if isinstance(self.sourcing, Sourcing):
            sourcing = self.sourcing.value
        else:
            sourcing = self.sourcing

        channel = self.channel.value

        automatic: None | str
        if isinstance(self.automatic, Automatic):
            automatic = self.automatic.value
        else:
            automatic = self.automatic

        direction = self.direction.value

        lang: None | str
        lang = self.lang

        customer: None | str
        customer = self.customer

        case: None | str
        case = self.case

        state = self.state.value

        progress: dict[str, Any] | None
        if isinstance(self.progress, Progress):
            progress = self.progress.to_dict()
        else:
            progress = self.progress

        failure: None | str
        failure = self.failure

        received_at = self.received_at.isoformat()

        done_at: None | str
        if isinstance(self.done_at, datetime.datetime):
            done_at = self.done_at.isoformat()
        else:
            done_at = self.done_at

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        duration: float | None
        duration = self.duration

        intent: None | str
        intent = self.intent

        resolution: None | str
        resolution = self.resolution

        resolution_probability: float | None
        resolution_probability = self.resolution_probability

        courtesy: float | None
        courtesy = self.courtesy

        sentiment_start: None | str
        sentiment_start = self.sentiment_start

        sentiment_end: None | str
        sentiment_end = self.sentiment_end

        confidence: float | None
        confidence = self.confidence

        bot: None | str
        bot = self.bot

        segment_of: None | str
        if isinstance(self.segment_of, UUID):
            segment_of = str(self.segment_of)
        else:
            segment_of = self.segment_of

        callback = self.callback

        person: None | str
        person = self.person

        links = self.links.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "uuid": uuid,
                "id": id,
                "client": client,
                "agent": agent,
                "team": team,
                "site": site,
                "vendor": vendor,
                "sourcing": sourcing,
                "channel": channel,
                "automatic": automatic,
                "direction": direction,
                "lang": lang,
                "customer": customer,
                "case": case,
                "state": state,
                "progress": progress,
                "failure": failure,
                "received_at": received_at,
                "done_at": done_at,
                "started_at": started_at,
                "ended_at": ended_at,
                "duration": duration,
                "intent": intent,
                "resolution": resolution,
                "resolution_probability": resolution_probability,
                "courtesy": courtesy,
                "sentiment_start": sentiment_start,
                "sentiment_end": sentiment_end,
                "confidence": confidence,
                "bot": bot,
                "segment_of": segment_of,
                "callback": callback,
                "person": person,
                "links": links,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.links import Links
        from ..models.progress import Progress

        d = dict(src_dict)
        uuid = UUID(d.pop("uuid"))

        id = d.pop("id")

        client = d.pop("client")

        def _parse_agent(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        agent = _parse_agent(d.pop("agent"))

        def _parse_team(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        team = _parse_team(d.pop("team"))

        def _parse_site(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        site = _parse_site(d.pop("site"))

        def _parse_vendor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        vendor = _parse_vendor(d.pop("vendor"))

        def _parse_sourcing(data: object) -> None | Sourcing:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sourcing_type_0 = Sourcing(data)

                return sourcing_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Sourcing, data)

        sourcing = _parse_sourcing(d.pop("sourcing"))

        channel = Channel(d.pop("channel"))

        def _parse_automatic(data: object) -> Automatic | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                automatic_type_0 = Automatic(data)

                return automatic_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Automatic | None, data)

        automatic = _parse_automatic(d.pop("automatic"))

        direction = Direction(d.pop("direction"))

        def _parse_lang(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        lang = _parse_lang(d.pop("lang"))

        def _parse_customer(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer = _parse_customer(d.pop("customer"))

        def _parse_case(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case = _parse_case(d.pop("case"))

        state = State(d.pop("state"))

        def _parse_progress(data: object) -> None | Progress:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                progress_type_0 = Progress.from_dict(data)

                return progress_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Progress, data)

        progress = _parse_progress(d.pop("progress"))

        def _parse_failure(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        failure = _parse_failure(d.pop("failure"))

        received_at = datetime.datetime.fromisoformat(d.pop("received_at"))

        def _parse_done_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                done_at_type_0 = datetime.datetime.fromisoformat(data)

                return done_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        done_at = _parse_done_at(d.pop("done_at"))

        def _parse_started_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        started_at = _parse_started_at(d.pop("started_at"))

        def _parse_ended_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ended_at = _parse_ended_at(d.pop("ended_at"))

        def _parse_duration(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        duration = _parse_duration(d.pop("duration"))

        def _parse_intent(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        intent = _parse_intent(d.pop("intent"))

        def _parse_resolution(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        resolution = _parse_resolution(d.pop("resolution"))

        def _parse_resolution_probability(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        resolution_probability = _parse_resolution_probability(
            d.pop("resolution_probability")
        )

        def _parse_courtesy(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        courtesy = _parse_courtesy(d.pop("courtesy"))

        def _parse_sentiment_start(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sentiment_start = _parse_sentiment_start(d.pop("sentiment_start"))

        def _parse_sentiment_end(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sentiment_end = _parse_sentiment_end(d.pop("sentiment_end"))

        def _parse_confidence(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        confidence = _parse_confidence(d.pop("confidence"))

        def _parse_bot(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        bot = _parse_bot(d.pop("bot"))

        def _parse_segment_of(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                segment_of_type_0 = UUID(data)

                return segment_of_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        segment_of = _parse_segment_of(d.pop("segment_of"))

        callback = d.pop("callback")

        def _parse_person(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        person = _parse_person(d.pop("person"))

        links = Links.from_dict(d.pop("links"))

        interaction_view = cls(
            uuid=uuid,
            id=id,
            client=client,
            agent=agent,
            team=team,
            site=site,
            vendor=vendor,
            sourcing=sourcing,
            channel=channel,
            automatic=automatic,
            direction=direction,
            lang=lang,
            customer=customer,
            case=case,
            state=state,
            progress=progress,
            failure=failure,
            received_at=received_at,
            done_at=done_at,
            started_at=started_at,
            ended_at=ended_at,
            duration=duration,
            intent=intent,
            resolution=resolution,
            resolution_probability=resolution_probability,
            courtesy=courtesy,
            sentiment_start=sentiment_start,
            sentiment_end=sentiment_end,
            confidence=confidence,
            bot=bot,
            segment_of=segment_of,
            callback=callback,
            person=person,
            links=links,
        )

        interaction_view.additional_properties = d
        return interaction_view

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
