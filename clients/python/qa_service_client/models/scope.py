from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.channel import Channel
from ..models.direction import Direction
from ..types import UNSET, Unset

T = TypeVar("T", bound="Scope")


@_attrs_define
class Scope:
    """Where a criterion applies; an empty field means everywhere.

    Attributes:
        channels (list[Channel] | Unset):
        directions (list[Direction] | Unset):
        intents (list[str] | Unset):
    """

    channels: list[Channel] | Unset = UNSET
    directions: list[Direction] | Unset = UNSET
    intents: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        channels: list[str] | Unset = UNSET
        if not isinstance(self.channels, Unset):
            channels = []
            for channels_item_data in self.channels:
                channels_item = channels_item_data.value
                channels.append(channels_item)

        directions: list[str] | Unset = UNSET
        if not isinstance(self.directions, Unset):
            directions = []
            for directions_item_data in self.directions:
                directions_item = directions_item_data.value
                directions.append(directions_item)

        intents: list[str] | Unset = UNSET
        if not isinstance(self.intents, Unset):
            intents = self.intents

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if channels is not UNSET:
            field_dict["channels"] = channels
        if directions is not UNSET:
            field_dict["directions"] = directions
        if intents is not UNSET:
            field_dict["intents"] = intents

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        _channels = d.pop("channels", UNSET)
        channels: list[Channel] | Unset = UNSET
        if _channels is not UNSET:
            channels = []
            for channels_item_data in _channels:
                channels_item = Channel(channels_item_data)

                channels.append(channels_item)

        _directions = d.pop("directions", UNSET)
        directions: list[Direction] | Unset = UNSET
        if _directions is not UNSET:
            directions = []
            for directions_item_data in _directions:
                directions_item = Direction(directions_item_data)

                directions.append(directions_item)

        intents = cast(list[str], d.pop("intents", UNSET))

        scope = cls(
            channels=channels,
            directions=directions,
            intents=intents,
        )

        return scope
