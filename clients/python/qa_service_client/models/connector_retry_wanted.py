from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ConnectorRetryWanted")


@_attrs_define
class ConnectorRetryWanted:
    """Which refused objects to fetch once more; null: all.

    Attributes:
        objects (list[UUID] | None | Unset):
    """

    objects: list[UUID] | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        objects: list[str] | None | Unset
        if isinstance(self.objects, Unset):
            objects = UNSET
        elif isinstance(self.objects, list):
            objects = []
            for objects_type_0_item_data in self.objects:
                objects_type_0_item = str(objects_type_0_item_data)
                objects.append(objects_type_0_item)

        else:
            objects = self.objects

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if objects is not UNSET:
            field_dict["objects"] = objects

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_objects(data: object) -> list[UUID] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                objects_type_0 = []
                _objects_type_0 = data
                for objects_type_0_item_data in _objects_type_0:
                    objects_type_0_item = UUID(objects_type_0_item_data)

                    objects_type_0.append(objects_type_0_item)

                return objects_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[UUID] | None | Unset, data)

        objects = _parse_objects(d.pop("objects", UNSET))

        connector_retry_wanted = cls(
            objects=objects,
        )

        return connector_retry_wanted
