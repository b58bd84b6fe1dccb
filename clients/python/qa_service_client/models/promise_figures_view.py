from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.channel import Channel
from ..models.promise_kind import PromiseKind

if TYPE_CHECKING:
    from ..models.counted_share import CountedShare


T = TypeVar("T", bound="PromiseFiguresView")


@_attrs_define
class PromiseFiguresView:
    """Promises made in contacts of a period. `with_promise`: contacts that hold one, of all contacts; `on_time`: kept
    by their time, of those of which it is known what became of them. `overdue`: the time has passed and nobody knows;
    `asked_again`: of these, where the customer came again on the same matter.

        Attributes:
            client (str):
            since (datetime.date | None):
            until (datetime.date | None):
            team (None | str):
            channel (Channel | None):
            kind (None | PromiseKind):
            contacts (int):
            with_promise (CountedShare): `yes` of `n`, with the exact interval of a share (Clopper and Pearson); without a
                value where there is none, and
                below the least number that figures are shown of (`withheld` says so).
            on_time (CountedShare): `yes` of `n`, with the exact interval of a share (Clopper and Pearson); without a value
                where there is none, and
                below the least number that figures are shown of (`withheld` says so).
            promises (int):
            late (int):
            broken (int):
            unknown (int):
            open_ (int):
            overdue (int):
            asked_again (int):
    """

    client: str
    since: datetime.date | None
    until: datetime.date | None
    team: None | str
    channel: Channel | None
    kind: None | PromiseKind
    contacts: int
    with_promise: CountedShare
    on_time: CountedShare
    promises: int
    late: int
    broken: int
    unknown: int
    open_: int
    overdue: int
    asked_again: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        since: None | str
        if isinstance(self.since, datetime.date):
            since = self.since.isoformat()
        else:
            since = self.since

        until: None | str
        if isinstance(self.until, datetime.date):
            until = self.until.isoformat()
        else:
            until = self.until

        team: None | str
        team = self.team

        channel: None | str
        if isinstance(self.channel, Channel):
            channel = self.channel.value
        else:
            channel = self.channel

        kind: None | str
        if isinstance(self.kind, PromiseKind):
            kind = self.kind.value
        else:
            kind = self.kind

        contacts = self.contacts

        with_promise = self.with_promise.to_dict()

        on_time = self.on_time.to_dict()

        promises = self.promises

        late = self.late

        broken = self.broken

        unknown = self.unknown

        open_ = self.open_

        overdue = self.overdue

        asked_again = self.asked_again

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "since": since,
                "until": until,
                "team": team,
                "channel": channel,
                "kind": kind,
                "contacts": contacts,
                "with_promise": with_promise,
                "on_time": on_time,
                "promises": promises,
                "late": late,
                "broken": broken,
                "unknown": unknown,
                "open": open_,
                "overdue": overdue,
                "asked_again": asked_again,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.counted_share import CountedShare

        d = dict(src_dict)
        client = d.pop("client")

        def _parse_since(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                since_type_0 = datetime.date.fromisoformat(data)

                return since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        since = _parse_since(d.pop("since"))

        def _parse_until(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = datetime.date.fromisoformat(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        until = _parse_until(d.pop("until"))

        def _parse_team(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        team = _parse_team(d.pop("team"))

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

        def _parse_kind(data: object) -> None | PromiseKind:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_type_0 = PromiseKind(data)

                return kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PromiseKind, data)

        kind = _parse_kind(d.pop("kind"))

        contacts = d.pop("contacts")

        with_promise = CountedShare.from_dict(d.pop("with_promise"))

        on_time = CountedShare.from_dict(d.pop("on_time"))

        promises = d.pop("promises")

        late = d.pop("late")

        broken = d.pop("broken")

        unknown = d.pop("unknown")

        open_ = d.pop("open")

        overdue = d.pop("overdue")

        asked_again = d.pop("asked_again")

        promise_figures_view = cls(
            client=client,
            since=since,
            until=until,
            team=team,
            channel=channel,
            kind=kind,
            contacts=contacts,
            with_promise=with_promise,
            on_time=on_time,
            promises=promises,
            late=late,
            broken=broken,
            unknown=unknown,
            open_=open_,
            overdue=overdue,
            asked_again=asked_again,
        )

        promise_figures_view.additional_properties = d
        return promise_figures_view

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
