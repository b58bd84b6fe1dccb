from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.belonging_of import BelongingOf
from ..models.sourcing import Sourcing
from ..types import UNSET, Unset

T = TypeVar("T", bound="Belonging")


@_attrs_define
class Belonging:
    """From `since` on and before `until`, the contacts of an agent, a team or a queue are handled at this site, by this
    vendor; a site is this vendor's; a vendor or a site is in-house or outsourced.

        Attributes:
            of (BelongingOf):
            name (str):
            site (None | str | Unset):
            vendor (None | str | Unset):
            sourcing (None | Sourcing | Unset):
            since (datetime.date | None | Unset):
            until (datetime.date | None | Unset):
    """

    of: BelongingOf
    name: str
    site: None | str | Unset = UNSET
    vendor: None | str | Unset = UNSET
    sourcing: None | Sourcing | Unset = UNSET
    since: datetime.date | None | Unset = UNSET
    until: datetime.date | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        of = self.of.value

        name = self.name

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

        since: None | str | Unset
        if isinstance(self.since, Unset):
            since = UNSET
        elif isinstance(self.since, datetime.date):
            since = self.since.isoformat()
        else:
            since = self.since

        until: None | str | Unset
        if isinstance(self.until, Unset):
            until = UNSET
        elif isinstance(self.until, datetime.date):
            until = self.until.isoformat()
        else:
            until = self.until

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "of": of,
                "name": name,
            }
        )
        if site is not UNSET:
            field_dict["site"] = site
        if vendor is not UNSET:
            field_dict["vendor"] = vendor
        if sourcing is not UNSET:
            field_dict["sourcing"] = sourcing
        if since is not UNSET:
            field_dict["since"] = since
        if until is not UNSET:
            field_dict["until"] = until

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        of = BelongingOf(d.pop("of"))

        name = d.pop("name")

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

        def _parse_since(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                since_type_0 = datetime.date.fromisoformat(data)

                return since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        since = _parse_since(d.pop("since", UNSET))

        def _parse_until(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = datetime.date.fromisoformat(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        until = _parse_until(d.pop("until", UNSET))

        belonging = cls(
            of=of,
            name=name,
            site=site,
            vendor=vendor,
            sourcing=sourcing,
            since=since,
            until=until,
        )

        return belonging
