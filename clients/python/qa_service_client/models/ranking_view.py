from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.placed_view import PlacedView
    from ..models.ranking_view_notice import RankingViewNotice


T = TypeVar("T", bound="RankingView")


@_attrs_define
class RankingView:
    """The agents of a client, by resolution, best first; those without a place last. A team leader's are those who are
    in the team by most of the period's interactions that name one.

        Attributes:
            client (str):
            since (datetime.datetime | None):
            until (datetime.datetime | None):
            monitoring_basis (str):
            notice (RankingViewNotice):
            agents (list[PlacedView]):
    """

    client: str
    since: datetime.datetime | None
    until: datetime.datetime | None
    monitoring_basis: str
    notice: RankingViewNotice
    agents: list[PlacedView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        since: None | str
        if isinstance(self.since, datetime.datetime):
            since = self.since.isoformat()
        else:
            since = self.since

        until: None | str
        if isinstance(self.until, datetime.datetime):
            until = self.until.isoformat()
        else:
            until = self.until

        monitoring_basis = self.monitoring_basis

        notice = self.notice.to_dict()

        agents = []
        for agents_item_data in self.agents:
            agents_item = agents_item_data.to_dict()
            agents.append(agents_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "since": since,
                "until": until,
                "monitoring_basis": monitoring_basis,
                "notice": notice,
                "agents": agents,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.placed_view import PlacedView
        from ..models.ranking_view_notice import RankingViewNotice

        d = dict(src_dict)
        client = d.pop("client")

        def _parse_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                since_type_0 = datetime.datetime.fromisoformat(data)

                return since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        since = _parse_since(d.pop("since"))

        def _parse_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = datetime.datetime.fromisoformat(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        until = _parse_until(d.pop("until"))

        monitoring_basis = d.pop("monitoring_basis")

        notice = RankingViewNotice.from_dict(d.pop("notice"))

        agents = []
        _agents = d.pop("agents")
        for agents_item_data in _agents:
            agents_item = PlacedView.from_dict(agents_item_data)

            agents.append(agents_item)

        ranking_view = cls(
            client=client,
            since=since,
            until=until,
            monitoring_basis=monitoring_basis,
            notice=notice,
            agents=agents,
        )

        ranking_view.additional_properties = d
        return ranking_view

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
