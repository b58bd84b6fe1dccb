"""A scripted interaction, read from YAML or JSON and checked before anything is spoken."""

from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

Speaker = Literal["agent", "customer", "other"]
Sentiment = Literal["negative", "neutral", "positive"]


class ScriptError(Exception):
    """A script cannot be read; the message names the file and the place in it."""


class Part(BaseModel):
    """A closed, unchanging part of a script."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Turn(Part):
    """What one party says or writes, and when relative to the turn before."""

    speaker: Speaker
    text: str = Field(min_length=1)
    sentiment: Sentiment | None = None
    said: str | None = None
    """How the voice should pronounce the text, where the spelling misleads it."""
    overlap: float = Field(default=0.0, ge=0.0, le=1.0)
    """Seconds by which it begins before the turn before has ended."""
    pause: float | None = Field(default=None, ge=0.0)
    """Seconds of silence before it, such as a hold; a natural gap when absent."""
    after: float = Field(default=0.0, ge=0.0)
    """Written channels: seconds since the turn before."""


class About(Part):
    """Whose interaction it is: the fields of qa-interaction/1 beside the turns."""

    client: str
    agent: str
    team: str
    channel: Literal["call", "chat", "email"]
    direction: Literal["inbound", "outbound"]
    lang: str
    started_at: AwareDatetime
    customer: str
    case: str
    queue: dict[str, Any] | None = None


class Recording(Part):
    """How a call is spoken and recorded."""

    seed: int
    voices: dict[Speaker, str]
    layout: Literal["stereo", "mono"] = "stereo"
    agent_channel: Literal[0, 1] = 0
    snr_db: float = 40.0


class Labels(Part):
    """The reference judgement, in the words of the label schema."""

    intent: str
    intent_evidence: list[int]
    resolution: str
    resolution_evidence: list[int]
    courtesy_evidence: dict[str, list[int]]
    sentiment_start: Sentiment
    sentiment_end: Sentiment


class Personal(Part):
    """A personal datum in a turn, verbatim."""

    turn: int
    text: str
    type: str


class Script(Part):
    """One interaction: whose it is, what is said, and how it should be judged."""

    name: str
    about: About
    recording: Recording | None = None
    labels: Labels
    turns: list[Turn] = Field(min_length=1)
    pii: list[Personal] = []

    @model_validator(mode="after")
    def _points_at_what_exists(self) -> Self:
        speakers = dict(enumerate(turn.speaker for turn in self.turns))
        for label, turns in self.labels.courtesy_evidence.items():
            if any(speakers.get(turn) != "agent" for turn in turns):
                raise ValueError(f"courtesy_evidence.{label}: {turns} are not all turns of the agent")
        for datum in self.pii:
            if datum.turn not in speakers or datum.text not in self.turns[datum.turn].text:
                raise ValueError(f"pii: {datum.text!r} is not in turn {datum.turn}")
        if (self.about.channel == "call") != (self.recording is not None):
            raise ValueError("a call, and only a call, says how it is recorded")
        return self


def read(path: Path) -> Script:
    """The script in the file, named after it; ScriptError when it is not one."""
    try:
        return Script.model_validate({"name": path.stem, **yaml.safe_load(path.read_text("utf-8"))})
    except (ValidationError, yaml.YAMLError, TypeError) as error:
        raise ScriptError(f"{path}: {error}") from error
