from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ComingObject")


@_attrs_define
class ComingObject:
    """What a run would do with an object: `what` is `new`, `waiting` or `foreign`, `why` in the last two. `read`: what
    the readers made of it, where they were asked: `accepted`, or the reason of the refusal.

        Attributes:
            name (str):
            size (int):
            what (str):
            why (None | str):
            read (list[str] | None):
    """

    name: str
    size: int
    what: str
    why: None | str
    read: list[str] | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        size = self.size

        what = self.what

        why: None | str
        why = self.why

        read: list[str] | None
        if isinstance(self.read, list):
            read = self.read

        else:
            read = self.read

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "size": size,
                "what": what,
                "why": why,
                "read": read,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        size = d.pop("size")

        what = d.pop("what")

        def _parse_why(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        why = _parse_why(d.pop("why"))

        def _parse_read(data: object) -> list[str] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                read_type_0 = cast(list[str], data)

                return read_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None, data)

        read = _parse_read(d.pop("read"))

        coming_object = cls(
            name=name,
            size=size,
            what=what,
            why=why,
            read=read,
        )

        coming_object.additional_properties = d
        return coming_object

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
