"""What was said, by whom and when. Seconds and turn numbers are the coordinates of all evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from qa_service.domain.interaction import Party

ROLES_SURE = 0.8
"""Confidence in roles from which something is said of the agent and of the customer; below it a person is to confirm
who is who.

The default of the setting `QA_ROLES_SURE`. On the 259 interactions of the corpus' test part without any name of a
speaker, 73 of the 129 below it had a turn under the wrong party, 8 of the 130 from it on; as two voices, all were surer
than this, and right (`python -m eval.roles`).
"""


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word. `speaker` is the audio channel (stereo) or the diarised cluster (mono): 0 or 1."""

    text: str
    start: float
    end: float
    probability: float
    speaker: int = 0


@dataclass(frozen=True, slots=True)
class SpeakerSpan:
    """Speech of one diarised speaker, in seconds of the recording."""

    speaker: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Turn:
    """An uninterrupted stretch of one party.

    `start`/`end` are seconds from the beginning (None where the input had none); `at` is the clock time of a
    written message. `words` is empty for text. `agent` names who speaks where several agents or a bot served (see
    `domain.agent_segments`).
    """

    party: Party
    text: str
    start: float | None = None
    end: float | None = None
    at: datetime | None = None
    words: tuple[Word, ...] = ()
    agent: str | None = None


@dataclass(frozen=True, slots=True)
class PiiSpan:
    """Personal data in a turn: character offsets into the *unmasked* text, and its type (`PHONE`, ...). `by_hand`: a
    person has masked it, not the machine.
    """

    turn: int
    start: int
    end: int
    type: str
    by_hand: bool = False


class PauseKind(StrEnum):
    """What a recorder writes while it is paused."""

    SILENCE = "silence"
    TONE = "tone"


class RecordingPause(NamedTuple):
    """Seconds in which the recorder was paused, as it does while a card number is read."""

    start: float
    end: float
    kind: PauseKind


def seconds_paused(pauses: Iterable[RecordingPause], start: float, end: float) -> float:
    """How many of the seconds from `start` to `end` were not recorded."""
    return sum(max(0.0, min(end, pause.end) - max(start, pause.start)) for pause in pauses)


@dataclass(frozen=True, slots=True)
class Transcript:
    """All turns of one interaction in time order.

    `confidence` holds the shares 0..1 that this transcript can state of itself: `language`, `roles`, and `asr` for
    recordings. `lang` is an ISO 639-1 code, or None where nothing was said. `pauses`: where the recording holds
    nothing of the conversation. `roles_needed`: below this confidence in roles it is not sure who the agent is.
    """

    turns: tuple[Turn, ...]
    lang: str | None
    confidence: Mapping[str, float] = field(default_factory=dict)
    duration: float | None = None
    pauses: tuple[RecordingPause, ...] = ()
    roles_needed: float = ROLES_SURE

    @property
    def roles_unsure(self) -> bool:
        """Whether it is not sure enough who the agent is."""
        return self.confidence.get("roles", 1.0) < self.roles_needed


class TurnChange(NamedTuple):
    """New words or another party for one turn; None leaves it as it is."""

    turn: int
    text: str | None = None
    party: Party | None = None


@dataclass(frozen=True, slots=True)
class TranscriptChanges:
    """What a person puts right in a transcript, by turn number: who spoke, and (unmasked) what was said."""

    parties: Mapping[int, Party] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
