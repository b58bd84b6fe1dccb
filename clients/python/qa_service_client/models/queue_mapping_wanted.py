from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.only import Only
    from ..models.queue_mapping_wanted_endings import QueueMappingWantedEndings
    from ..models.queue_mapping_wanted_fields import QueueMappingWantedFields


T = TypeVar("T", bound="QueueMappingWanted")


@_attrs_define
class QueueMappingWanted:
    """Which column tells what, how times are written, what endings are called.

    Attributes:
        fields (QueueMappingWantedFields):
        dates (str | Unset):  Default: 'iso'.
        zone (None | str | Unset):
        separator (None | str | Unset):
        endings (QueueMappingWantedEndings | Unset):
        only (None | Only | Unset):
    """

    fields: QueueMappingWantedFields
    dates: str | Unset = "iso"
    zone: None | str | Unset = UNSET
    separator: None | str | Unset = UNSET
    endings: QueueMappingWantedEndings | Unset = UNSET
    only: None | Only | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.only import Only

        fields = self.fields.to_dict()

        dates = self.dates

        zone: None | str | Unset
        if isinstance(self.zone, Unset):
            zone = UNSET
        else:
            zone = self.zone

        separator: None | str | Unset
        if isinstance(self.separator, Unset):
            separator = UNSET
        else:
            separator = self.separator

        endings: dict[str, Any] | Unset = UNSET
        if not isinstance(self.endings, Unset):
            endings = self.endings.to_dict()

        only: dict[str, Any] | None | Unset
        if isinstance(self.only, Unset):
            only = UNSET
        elif isinstance(self.only, Only):
            only = self.only.to_dict()
        else:
            only = self.only

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "fields": fields,
            }
        )
        if dates is not UNSET:
            field_dict["dates"] = dates
        if zone is not UNSET:
            field_dict["zone"] = zone
        if separator is not UNSET:
            field_dict["separator"] = separator
        if endings is not UNSET:
            field_dict["endings"] = endings
        if only is not UNSET:
            field_dict["only"] = only

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.only import Only
        from ..models.queue_mapping_wanted_endings import QueueMappingWantedEndings
        from ..models.queue_mapping_wanted_fields import QueueMappingWantedFields

        d = dict(src_dict)
        fields = QueueMappingWantedFields.from_dict(d.pop("fields"))

        dates = d.pop("dates", UNSET)

        def _parse_zone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        zone = _parse_zone(d.pop("zone", UNSET))

        def _parse_separator(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        separator = _parse_separator(d.pop("separator", UNSET))

        _endings = d.pop("endings", UNSET)
        endings: QueueMappingWantedEndings | Unset
        if isinstance(_endings, Unset):
            endings = UNSET
        else:
            endings = QueueMappingWantedEndings.from_dict(_endings)

        def _parse_only(data: object) -> None | Only | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                only_type_0 = Only.from_dict(data)

                return only_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Only | Unset, data)

        only = _parse_only(d.pop("only", UNSET))

        queue_mapping_wanted = cls(
            fields=fields,
            dates=dates,
            zone=zone,
            separator=separator,
            endings=endings,
            only=only,
        )

        return queue_mapping_wanted
