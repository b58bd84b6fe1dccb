"""Interactions as they are listed, and what becomes of those that come in."""

from typing import Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from qa_service.documents.problems import PROBLEM
from qa_service.documents.times import Time
from qa_service.domain.interaction import Automatic, Channel, Direction, State
from qa_service.domain.sites import Sourcing
from qa_service.errors import Sentence, say
from qa_service.store.interactions import Outcome
from qa_service.store.tables import InteractionRow

_UUID = "0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10"
INTERACTION: dict[str, Any] = {
    "uuid": _UUID,
    "id": "ext-8842",
    "client": "acme",
    "agent": "a17",
    "team": "nord",
    "site": "Torino",
    "vendor": "Alfa",
    "sourcing": "outsourced",
    "channel": "chat",
    "automatic": None,
    "direction": "inbound",
    "lang": "it",
    "customer": "c-5f0c7a1be2d94c3e8a6b1f20d7c4e913",
    "case": None,
    "state": "done",
    "failure": None,
    "received_at": "2026-03-03T08:31:41.204+00:00",
    "done_at": "2026-03-03T08:31:42.010+00:00",
    "started_at": "2026-03-03T08:14:05.000+00:00",
    "ended_at": None,
    "progress": None,
    "duration": None,
    "intent": "billing",
    "resolution": "resolved",
    "resolution_probability": 0.94,
    "courtesy": 82.0,
    "sentiment_start": "negative",
    "sentiment_end": "positive",
    "confidence": 0.98,
    "bot": None,
    "segment_of": None,
    "callback": False,
    "person": None,
    "links": {
        "interaction": f"/v1/interactions/{_UUID}",
        "analysis": f"/v1/interactions/{_UUID}/analysis",
        "audio": None,
    },
}
LINES: dict[str, Any] = {
    "counts": {"created": 1, "refused": 1},
    "lines": [
        {"line": 1, "status": 202, "outcome": "created", "id": "ext-8842", "location": f"/v1/interactions/{_UUID}"},
        {
            "line": 2,
            "status": 422,
            "outcome": "refused",
            "problem": {key: value for key, value in PROBLEM.items() if key != "instance"},
        },
    ],
}

FILES: dict[str, Any] = {
    "counts": {"created": 1, "refused": 1},
    "files": [
        {
            "name": "monday.zip: ext-8842",
            "status": 202,
            "outcome": "created",
            "id": "ext-8842",
            "location": f"/v1/interactions/{_UUID}",
        },
        {"name": "monday.zip/notes.pdf", **{key: value for key, value in LINES["lines"][1].items() if key != "line"}},
    ],
}


def location(id: UUID) -> str:
    """Where an interaction's state can be asked for."""
    return f"/v1/interactions/{id}"


class Links(BaseModel):
    """Where more is found; `audio` only where a redacted recording can be heard by this caller."""

    interaction: str
    analysis: str
    audio: str | None = None


class Progress(BaseModel):
    """How far a long recording is: `heard` of its `parts` were recognised so far."""

    heard: int
    parts: int

    @classmethod
    def of(cls, row: InteractionRow) -> Self | None:
        """Of a recording in several parts that a worker has in hand."""
        if row.state is not State.RUNNING or row.parts is None or row.parts < 2:
            return None
        return cls(heard=row.parts_heard or 0, parts=row.parts)


class InteractionView(BaseModel):
    """One interaction: what is known of it without opening its analysis.

    `id` and `client` are those of the document; `uuid` is the service's own name for it. `customer` is a pseudonym.
    Labels are null where the service cannot tell, and all findings until a worker is done. `automatic` is mail that no
    person wrote: it is kept, not judged, and stands in no figure and no sample. `segment_of`: this is the part that
    `agent` or `bot` had in that interaction. `callback`: the centre called back because the customer asked for it.
    `site`, `vendor`, `sourcing`: where it was handled, as its document says.
    `person`: interactions with the same one are of the same customer, linked by an id, a phone number or an address.
    """

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [INTERACTION]})

    uuid: UUID
    id: str
    client: str
    agent: str | None
    team: str | None
    site: str | None
    vendor: str | None
    sourcing: Sourcing | None
    channel: Channel
    automatic: Automatic | None
    direction: Direction
    lang: str | None
    customer: str | None
    case: str | None
    state: State
    progress: Progress | None
    failure: str | None
    received_at: Time
    done_at: Time | None
    started_at: Time | None
    ended_at: Time | None
    duration: float | None
    intent: str | None
    resolution: str | None
    resolution_probability: float | None
    courtesy: float | None
    sentiment_start: str | None
    sentiment_end: str | None
    confidence: float | None
    bot: str | None
    segment_of: UUID | None
    callback: bool
    person: str | None
    links: Links

    @classmethod
    def of(cls, row: InteractionRow, *, agents: bool, words: bool) -> Self:
        """A row as somebody may see it: `agents`, who the agent was; `words`, what was said."""
        path = location(row.id)
        audio = f"{path}/audio" if row.redacted_key and row.state is State.DONE and words else None
        same = {name: getattr(row, name) for name in cls.model_fields if hasattr(row, name)}
        hidden = {} if agents else {"agent": None, "team": None}
        return cls(
            **{
                **same,
                "uuid": row.id,
                "id": row.external_id,
                "case": row.case_ref,
                "callback": row.callback or False,
                "progress": Progress.of(row),
                "links": Links(interaction=path, analysis=f"{path}/analysis", audio=audio),
                **hidden,
            }
        )


class Page(BaseModel):
    """Newest first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [INTERACTION], "next": None}]})

    items: list[InteractionView]
    next: str | None


def say_apart(row: InteractionRow, why: Sentence) -> Sentence:
    """That a conversation did not grow by what came of it."""
    return say("{why}; the messages that are new are kept as {id!r}, of the same case", why=why, id=row.external_id)


class WarningView(BaseModel):
    """What was taken in all the same, and is perhaps not what was meant. `team_missing`: the agent is in a team, and
    the interaction names none, so that no figure of the team holds it. `kept_apart`: what is here of the conversation
    had to stay as it is, and the mails that are new became this interaction of the same case.
    """

    code: Literal["team_missing", "kept_apart"]
    detail: str

    @classmethod
    def of(cls, row: InteractionRow, team: str | None, apart: Sentence | None = None) -> list[Self]:
        """`team` is the one that the agent is in, where the interaction names none; `apart`, why the conversation that
        it belongs to did not grow by it.
        """
        kept_apart = [] if apart is None else [cls(code="kept_apart", detail=str(say_apart(row, apart)))]
        return [*cls._of_team(row, team), *kept_apart]

    @classmethod
    def _of_team(cls, row: InteractionRow, team: str | None) -> list[Self]:
        if team is None:
            return []
        detail = (
            f"agent {row.agent!r} is in team {team!r} and this interaction names no team, so no figure of the team "
            "holds it; if that is not meant, hand it in again with the team and replace=true"
        )
        return [cls(code="team_missing", detail=detail)]


class TakenView(BaseModel):
    """What taking in did. `unchanged`: the same content was there already."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"outcome": "created", "interaction": {**INTERACTION, "state": "received"}}]}
    )

    outcome: Outcome
    interaction: InteractionView
    warnings: list[WarningView] = []


class LineEnd(BaseModel):
    """What became of one of many: `location` where it was taken in, `problem` where not."""

    status: int
    outcome: Outcome | Literal["refused"]
    id: str | None = None
    location: str | None = None
    problem: dict[str, Any] | None = None
    warnings: list[WarningView] | None = None


class Line(LineEnd):
    """What became of one line."""

    line: int


class FileEnd(LineEnd):
    """What became of one interaction of a file, or of one file of an archive, by its name. `queue_log`: it is a log of
    telephone calls, and so many of its lines came to what; those that are refused follow by their numbers.
    """

    name: str
    queue_log: dict[str, int] | None = None


class Files(BaseModel):
    """What became of everything that a file holds."""

    model_config = ConfigDict(json_schema_extra={"examples": [FILES]})

    counts: dict[str, int]
    files: list[FileEnd]


class Lines(BaseModel):
    """What became of every line of a JSON Lines body, in its order."""

    model_config = ConfigDict(json_schema_extra={"examples": [LINES]})

    counts: dict[str, int]
    lines: list[Line]
