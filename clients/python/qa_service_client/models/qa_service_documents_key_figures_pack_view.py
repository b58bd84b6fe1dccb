from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.aspect_view import AspectView
    from ..models.both_view import BothView
    from ..models.qa_service_documents_key_figures_pack_view_endings import (
        QaServiceDocumentsKeyFiguresPackViewEndings,
    )


T = TypeVar("T", bound="QaServiceDocumentsKeyFiguresPackView")


@_attrs_define
class QaServiceDocumentsKeyFiguresPackView:
    """A pack's figures of a client, over whole days on the calendar of the centre; where a site, a vendor or a sourcing
    is named, of that alone.

        Attributes:
            pack (str):
            name (BothView): A sentence in both languages.
            reference (str):
            reference_in (BothView): A sentence in both languages.
            endings (QaServiceDocumentsKeyFiguresPackViewEndings):
            endings_note (BothView): A sentence in both languages.
            aspects (list[AspectView]):
            client (None | str):
            since (datetime.datetime | None):
            until (datetime.datetime | None):
            site (None | str | Unset):
            vendor (None | str | Unset):
            sourcing (None | str | Unset):
    """

    pack: str
    name: BothView
    reference: str
    reference_in: BothView
    endings: QaServiceDocumentsKeyFiguresPackViewEndings
    endings_note: BothView
    aspects: list[AspectView]
    client: None | str
    since: datetime.datetime | None
    until: datetime.datetime | None
    site: None | str | Unset = UNSET
    vendor: None | str | Unset = UNSET
    sourcing: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        pack = self.pack

        name = self.name.to_dict()

        reference = self.reference

        reference_in = self.reference_in.to_dict()

        endings = self.endings.to_dict()

        endings_note = self.endings_note.to_dict()

        aspects = []
        for aspects_item_data in self.aspects:
            aspects_item = aspects_item_data.to_dict()
            aspects.append(aspects_item)

        client: None | str
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
        else:
            sourcing = self.sourcing

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "pack": pack,
                "name": name,
                "reference": reference,
                "reference_in": reference_in,
                "endings": endings,
                "endings_note": endings_note,
                "aspects": aspects,
                "client": client,
                "since": since,
                "until": until,
            }
        )
        if site is not UNSET:
            field_dict["site"] = site
        if vendor is not UNSET:
            field_dict["vendor"] = vendor
        if sourcing is not UNSET:
            field_dict["sourcing"] = sourcing

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.aspect_view import AspectView
        from ..models.both_view import BothView
        from ..models.qa_service_documents_key_figures_pack_view_endings import (
            QaServiceDocumentsKeyFiguresPackViewEndings,
        )

        d = dict(src_dict)
        pack = d.pop("pack")

        name = BothView.from_dict(d.pop("name"))

        reference = d.pop("reference")

        reference_in = BothView.from_dict(d.pop("reference_in"))

        endings = QaServiceDocumentsKeyFiguresPackViewEndings.from_dict(
            d.pop("endings")
        )

        endings_note = BothView.from_dict(d.pop("endings_note"))

        aspects = []
        _aspects = d.pop("aspects")
        for aspects_item_data in _aspects:
            aspects_item = AspectView.from_dict(aspects_item_data)

            aspects.append(aspects_item)

        def _parse_client(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        client = _parse_client(d.pop("client"))

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

        def _parse_sourcing(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        sourcing = _parse_sourcing(d.pop("sourcing", UNSET))

        qa_service_documents_key_figures_pack_view = cls(
            pack=pack,
            name=name,
            reference=reference,
            reference_in=reference_in,
            endings=endings,
            endings_note=endings_note,
            aspects=aspects,
            client=client,
            since=since,
            until=until,
            site=site,
            vendor=vendor,
            sourcing=sourcing,
        )

        qa_service_documents_key_figures_pack_view.additional_properties = d
        return qa_service_documents_key_figures_pack_view

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
