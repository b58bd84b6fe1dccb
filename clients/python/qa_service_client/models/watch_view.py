from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.rate_view import RateView
    from ..models.share_view import ShareView


T = TypeVar("T", bound="WatchView")


@_attrs_define
class WatchView:
    """Override rates by question, and shares of own criteria; `window`, `baseline` and `own_baseline` (of own criteria)
    are numbers of reviews.

        Attributes:
            client (str):
            window (int):
            baseline (int):
            own_baseline (int):
            rates (list[RateView]):
            shares (list[ShareView]):
    """

    client: str
    window: int
    baseline: int
    own_baseline: int
    rates: list[RateView]
    shares: list[ShareView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        window = self.window

        baseline = self.baseline

        own_baseline = self.own_baseline

        rates = []
        for rates_item_data in self.rates:
            rates_item = rates_item_data.to_dict()
            rates.append(rates_item)

        shares = []
        for shares_item_data in self.shares:
            shares_item = shares_item_data.to_dict()
            shares.append(shares_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "window": window,
                "baseline": baseline,
                "own_baseline": own_baseline,
                "rates": rates,
                "shares": shares,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.rate_view import RateView
        from ..models.share_view import ShareView

        d = dict(src_dict)
        client = d.pop("client")

        window = d.pop("window")

        baseline = d.pop("baseline")

        own_baseline = d.pop("own_baseline")

        rates = []
        _rates = d.pop("rates")
        for rates_item_data in _rates:
            rates_item = RateView.from_dict(rates_item_data)

            rates.append(rates_item)

        shares = []
        _shares = d.pop("shares")
        for shares_item_data in _shares:
            shares_item = ShareView.from_dict(shares_item_data)

            shares.append(shares_item)

        watch_view = cls(
            client=client,
            window=window,
            baseline=baseline,
            own_baseline=own_baseline,
            rates=rates,
            shares=shares,
        )

        watch_view.additional_properties = d
        return watch_view

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
