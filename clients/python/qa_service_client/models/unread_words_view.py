from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="UnreadWordsView")


@_attrs_define
class UnreadWordsView:
    """`withheld`: only the staff reads and hears them. `released_at`, `released_by`: who has opened them to all.

    Attributes:
        interaction (UUID):
        lang (None | str):
        withheld (bool):
        released_at (datetime.datetime | None):
        released_by (None | str):
    """

    interaction: UUID
    lang: None | str
    withheld: bool
    released_at: datetime.datetime | None
    released_by: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        interaction = str(self.interaction)

        lang: None | str
        lang = self.lang

        withheld = self.withheld

        released_at: None | str
        if isinstance(self.released_at, datetime.datetime):
            released_at = self.released_at.isoformat()
        else:
            released_at = self.released_at

        released_by: None | str
        released_by = self.released_by

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "interaction": interaction,
                "lang": lang,
                "withheld": withheld,
                "released_at": released_at,
                "released_by": released_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        interaction = UUID(d.pop("interaction"))

        def _parse_lang(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        lang = _parse_lang(d.pop("lang"))

        withheld = d.pop("withheld")

        def _parse_released_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                released_at_type_0 = datetime.datetime.fromisoformat(data)

                return released_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        released_at = _parse_released_at(d.pop("released_at"))

        def _parse_released_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        released_by = _parse_released_by(d.pop("released_by"))

        unread_words_view = cls(
            interaction=interaction,
            lang=lang,
            withheld=withheld,
            released_at=released_at,
            released_by=released_by,
        )

        unread_words_view.additional_properties = d
        return unread_words_view

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
