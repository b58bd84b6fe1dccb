"""What became of words that a person masked, or of a mask that a person took away."""

from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from qa_service.documents.times import Time
from qa_service.domain.masked_words import MaskingAct
from qa_service.store.tables_maskings import MaskingRow

_UUID = "0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10"
_MASKING: dict[str, Any] = {
    "act": "masked",
    "kind": "PERSON",
    "places": 3,
    "by": "user:anna",
    "at": "2026-03-04T10:12:00.000+00:00",
    "why": "",
    "undone_at": None,
}


class SoundState(StrEnum):
    """What becomes of the recording: there is none (or none of these seconds), a worker makes it anew, or it stays
    silent where it was.
    """

    NONE = "none"
    BEING_MADE_ANEW = "being_made_anew"
    UNCHANGED = "unchanged"


class ReleaseOutcome(StrEnum):
    """What came of the release of a mask.

    RESTORED: the words are back, as the kept original has them. BEING_HEARD: a worker hears the kept recording again
    and puts them back. WRITTEN: what the person wrote stands there. NOT_PERSONAL: nothing of it is kept any more; the
    mask stays, and counts as a false one.
    """

    RESTORED = "restored"
    BEING_HEARD = "being_heard"
    WRITTEN = "written"
    NOT_PERSONAL = "not_personal"


class MaskedView(BaseModel):
    """In how many places of the conversation words are masked now, in how many notes on it, how many kept searches
    asked for them and went, and how many exported files were taken back.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "interaction": _UUID,
                    "kind": "PERSON",
                    "places": 3,
                    "notes": 1,
                    "searches": 0,
                    "files": 1,
                    "sound": "being_made_anew",
                }
            ]
        }
    )

    interaction: UUID
    kind: str
    places: int
    notes: int
    searches: int
    files: int
    sound: SoundState


class ReleasedView(BaseModel):
    """What came of a release, and in how many places."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "interaction": _UUID,
                    "kind": "PERSON",
                    "outcome": "restored",
                    "places": 2,
                    "sound": "unchanged",
                }
            ]
        }
    )

    interaction: UUID
    kind: str
    outcome: ReleaseOutcome
    places: int
    sound: SoundState


class MaskingView(BaseModel):
    """One act of a person on the masks of an interaction; it names no word. `undone_at`: released again."""

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [_MASKING]})

    act: MaskingAct
    kind: str
    places: int
    by: str
    at: Time
    why: str
    undone_at: Time | None


class MaskingsView(BaseModel):
    """Oldest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_MASKING]}]})

    items: list[MaskingView]

    @classmethod
    def of(cls, rows: list[MaskingRow]) -> Self:
        """Of one interaction."""
        return cls(items=[MaskingView.model_validate(row) for row in rows])


class KindFigures(BaseModel):
    """`missed`: places that people masked, where the machine had not. `false`: masks of the machine that people
    released or called not personal.
    """

    kind: str
    missed: int
    false: int


class MaskingFigures(BaseModel):
    """What people found wrong with the masking, by kind. It counts what they came across, not all that there is."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"client": "acme", "kinds": [{"kind": "PERSON", "missed": 12, "false": 3}]}]}
    )

    client: str | None
    kinds: list[KindFigures]
