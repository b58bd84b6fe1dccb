from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.release_outcome import ReleaseOutcome
from ..models.sound_state import SoundState

T = TypeVar("T", bound="ReleasedView")


@_attrs_define
class ReleasedView:
    """What came of a release, and in how many places.

    Attributes:
        interaction (UUID):
        kind (str):
        outcome (ReleaseOutcome): What came of the release of a mask.

            RESTORED: the words are back, as the kept original has them. BEING_HEARD: a worker hears the kept recording
            again
            and puts them back. WRITTEN: what the person wrote stands there. NOT_PERSONAL: nothing of it is kept any more;
            the
            mask stays, and counts as a false one.
        places (int):
        sound (SoundState): What becomes of the recording: there is none (or none of these seconds), a worker makes it
            anew, or it stays
            silent where it was.
    """

    interaction: UUID
    kind: str
    outcome: ReleaseOutcome
    places: int
    sound: SoundState
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        interaction = str(self.interaction)

        kind = self.kind

        outcome = self.outcome.value

        places = self.places

        sound = self.sound.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "interaction": interaction,
                "kind": kind,
                "outcome": outcome,
                "places": places,
                "sound": sound,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        interaction = UUID(d.pop("interaction"))

        kind = d.pop("kind")

        outcome = ReleaseOutcome(d.pop("outcome"))

        places = d.pop("places")

        sound = SoundState(d.pop("sound"))

        released_view = cls(
            interaction=interaction,
            kind=kind,
            outcome=outcome,
            places=places,
            sound=sound,
        )

        released_view.additional_properties = d
        return released_view

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
