from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.channel import Channel

if TYPE_CHECKING:
    from ..models.complaint_figures_view_by_matter import ComplaintFiguresViewByMatter
    from ..models.counted_share import CountedShare


T = TypeVar("T", bound="ComplaintFiguresView")


@_attrs_define
class ComplaintFiguresView:
    """Complaints received in a period. `in_time`: answered by their deadline, of those that were answered or are late;
    the first answer counts. `per_thousand` contacts of the same group and period. `waiting` are not answered and still
    in time, `late_now` those of any period whose deadline has passed today.

        Attributes:
            client (str):
            since (datetime.date | None):
            until (datetime.date | None):
            team (None | str):
            channel (Channel | None):
            matter (None | str):
            contacts (int):
            received (int):
            per_thousand (float | None):
            in_time (CountedShare): `yes` of `n`, with the exact interval of a share (Clopper and Pearson); without a value
                where there is none, and
                below the least number that figures are shown of (`withheld` says so).
            reopened (CountedShare): `yes` of `n`, with the exact interval of a share (Clopper and Pearson); without a value
                where there is none, and
                below the least number that figures are shown of (`withheld` says so).
            median_days (float | None):
            waiting (int):
            withdrawn (int):
            late_now (int):
            by_matter (ComplaintFiguresViewByMatter):
    """

    client: str
    since: datetime.date | None
    until: datetime.date | None
    team: None | str
    channel: Channel | None
    matter: None | str
    contacts: int
    received: int
    per_thousand: float | None
    in_time: CountedShare
    reopened: CountedShare
    median_days: float | None
    waiting: int
    withdrawn: int
    late_now: int
    by_matter: ComplaintFiguresViewByMatter
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

        matter: None | str
        matter = self.matter

        contacts = self.contacts

        received = self.received

        per_thousand: float | None
        per_thousand = self.per_thousand

        in_time = self.in_time.to_dict()

        reopened = self.reopened.to_dict()

        median_days: float | None
        median_days = self.median_days

        waiting = self.waiting

        withdrawn = self.withdrawn

        late_now = self.late_now

        by_matter = self.by_matter.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "since": since,
                "until": until,
                "team": team,
                "channel": channel,
                "matter": matter,
                "contacts": contacts,
                "received": received,
                "per_thousand": per_thousand,
                "in_time": in_time,
                "reopened": reopened,
                "median_days": median_days,
                "waiting": waiting,
                "withdrawn": withdrawn,
                "late_now": late_now,
                "by_matter": by_matter,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.complaint_figures_view_by_matter import (
            ComplaintFiguresViewByMatter,
        )
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

        def _parse_matter(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        matter = _parse_matter(d.pop("matter"))

        contacts = d.pop("contacts")

        received = d.pop("received")

        def _parse_per_thousand(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        per_thousand = _parse_per_thousand(d.pop("per_thousand"))

        in_time = CountedShare.from_dict(d.pop("in_time"))

        reopened = CountedShare.from_dict(d.pop("reopened"))

        def _parse_median_days(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        median_days = _parse_median_days(d.pop("median_days"))

        waiting = d.pop("waiting")

        withdrawn = d.pop("withdrawn")

        late_now = d.pop("late_now")

        by_matter = ComplaintFiguresViewByMatter.from_dict(d.pop("by_matter"))

        complaint_figures_view = cls(
            client=client,
            since=since,
            until=until,
            team=team,
            channel=channel,
            matter=matter,
            contacts=contacts,
            received=received,
            per_thousand=per_thousand,
            in_time=in_time,
            reopened=reopened,
            median_days=median_days,
            waiting=waiting,
            withdrawn=withdrawn,
            late_now=late_now,
            by_matter=by_matter,
        )

        complaint_figures_view.additional_properties = d
        return complaint_figures_view

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
