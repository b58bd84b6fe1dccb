from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.sound_state import SoundState

T = TypeVar("T", bound="MaskedView")


@_attrs_define
class MaskedView:
    """In how many places of the conversation words are masked now, in how many notes on it, how many kept searches
    asked for them and went, and how many exported files were taken back.

        Attributes:
            interaction (UUID):
            kind (str):
            places (int):
            notes (int):
            searches (int):
            files (int):
            sound (SoundState): What becomes of the recording: there is none (or none of these seconds), a worker makes it
                anew, or it stays
                silent where it was.
    """

    interaction: UUID
    kind: str
    places: int
    notes: int
    searches: int
    files: int
    sound: SoundState
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        interaction = str(self.interaction)

        kind = self.kind

        places = self.places

        notes = self.notes

        searches = self.searches

        files = self.files

        sound = self.sound.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "interaction": interaction,
                "kind": kind,
                "places": places,
                "notes": notes,
                "searches": searches,
                "files": files,
                "sound": sound,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        interaction = UUID(d.pop("interaction"))

        kind = d.pop("kind")

        places = d.pop("places")

        notes = d.pop("notes")

        searches = d.pop("searches")

        files = d.pop("files")

        sound = SoundState(d.pop("sound"))

        masked_view = cls(
            interaction=interaction,
            kind=kind,
            places=places,
            notes=notes,
            searches=searches,
            files=files,
            sound=sound,
        )

        masked_view.additional_properties = d
        return masked_view

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
