from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.format_ import Format
from ..models.kind import Kind
from ..models.wanted_by_type_0 import WantedByType0
from ..models.wanted_language import WantedLanguage
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.wanted_filters import WantedFilters


T = TypeVar("T", bound="Wanted")


@_attrs_define
class Wanted:
    """An export as it is asked for. A scorecard is of `filters.agent`, else `filters.team`, else `filters.client`.

    Attributes:
        kind (Kind): What is exported.
        format_ (Format | None | Unset): none: the usual one of its kind
        language (WantedLanguage | Unset):  Default: WantedLanguage.IT.
        filters (WantedFilters | Unset): What the export is narrowed to; an empty one takes everything that the caller
            may see.
        pack (None | Unset | UUID): a collected coaching pack; none: what the filters find
        kpi_pack (str | Unset): a pack of key figures; empty: the first Default: ''.
        by (None | Unset | WantedByType0): key figures of each group beside each other
        topics (list[str] | Unset): what a pack's moments show, such as `courtesy:rudeness`; questions of overruled
            answers
    """

    kind: Kind
    format_: Format | None | Unset = UNSET
    language: WantedLanguage | Unset = WantedLanguage.IT
    filters: WantedFilters | Unset = UNSET
    pack: None | Unset | UUID = UNSET
    kpi_pack: str | Unset = ""
    by: None | Unset | WantedByType0 = UNSET
    topics: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind.value

        format_: None | str | Unset
        if isinstance(self.format_, Unset):
            format_ = UNSET
        elif isinstance(self.format_, Format):
            format_ = self.format_.value
        else:
            format_ = self.format_

        language: str | Unset = UNSET
        if not isinstance(self.language, Unset):
            language = self.language.value

        filters: dict[str, Any] | Unset = UNSET
        if not isinstance(self.filters, Unset):
            filters = self.filters.to_dict()

        pack: None | str | Unset
        if isinstance(self.pack, Unset):
            pack = UNSET
        elif isinstance(self.pack, UUID):
            pack = str(self.pack)
        else:
            pack = self.pack

        kpi_pack = self.kpi_pack

        by: None | str | Unset
        if isinstance(self.by, Unset):
            by = UNSET
        elif isinstance(self.by, WantedByType0):
            by = self.by.value
        else:
            by = self.by

        topics: list[str] | Unset = UNSET
        if not isinstance(self.topics, Unset):
            topics = self.topics

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
            }
        )
        if format_ is not UNSET:
            field_dict["format"] = format_
        if language is not UNSET:
            field_dict["language"] = language
        if filters is not UNSET:
            field_dict["filters"] = filters
        if pack is not UNSET:
            field_dict["pack"] = pack
        if kpi_pack is not UNSET:
            field_dict["kpi_pack"] = kpi_pack
        if by is not UNSET:
            field_dict["by"] = by
        if topics is not UNSET:
            field_dict["topics"] = topics

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.wanted_filters import WantedFilters

        d = dict(src_dict)
        kind = Kind(d.pop("kind"))

        def _parse_format_(data: object) -> Format | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                format_type_0 = Format(data)

                return format_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Format | None | Unset, data)

        format_ = _parse_format_(d.pop("format", UNSET))

        _language = d.pop("language", UNSET)
        language: WantedLanguage | Unset
        if isinstance(_language, Unset):
            language = UNSET
        else:
            language = WantedLanguage(_language)

        _filters = d.pop("filters", UNSET)
        filters: WantedFilters | Unset
        if isinstance(_filters, Unset):
            filters = UNSET
        else:
            filters = WantedFilters.from_dict(_filters)

        def _parse_pack(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                pack_type_0 = UUID(data)

                return pack_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        pack = _parse_pack(d.pop("pack", UNSET))

        kpi_pack = d.pop("kpi_pack", UNSET)

        def _parse_by(data: object) -> None | Unset | WantedByType0:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                by_type_0 = WantedByType0(data)

                return by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | WantedByType0, data)

        by = _parse_by(d.pop("by", UNSET))

        topics = cast(list[str], d.pop("topics", UNSET))

        wanted = cls(
            kind=kind,
            format_=format_,
            language=language,
            filters=filters,
            pack=pack,
            kpi_pack=kpi_pack,
            by=by,
            topics=topics,
        )

        return wanted
