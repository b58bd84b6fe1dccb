"""What the API answers with, and what of it a caller may see."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from qa_service.api.examples import GROUP, INTERACTION, LINES
from qa_service.api.taking import Taken
from qa_service.domain.interaction import Automatic, Channel, Direction, State
from qa_service.domain.languages import READ
from qa_service.services.access import Caller, Permission
from qa_service.store.interactions import Outcome
from qa_service.store.tables import InteractionRow

Time = Annotated[datetime, PlainSerializer(lambda at: at.astimezone(UTC).isoformat(timespec="milliseconds"))]


class Links(BaseModel):
    """Where more is found; `audio` only where a redacted recording can be heard by this caller."""

    interaction: str
    analysis: str
    audio: str | None = None


class Progress(BaseModel):
    """How far a long recording is: `heard` of its `parts` were recognised so far."""

    heard: int
    parts: int


class InteractionView(BaseModel):
    """One interaction: what is known of it without opening its analysis.

    `id` and `client` are those of the document; `uuid` is the service's own name for it. `customer` is a pseudonym.
    Labels are null where the service cannot tell, and all findings until a worker is done. `automatic` is mail that no
    person wrote: it is kept, not judged, and stands in no figure and no sample.
    """

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [INTERACTION]})

    uuid: UUID
    id: str
    client: str
    agent: str | None
    team: str | None
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
    links: Links


class Page(BaseModel):
    """Newest first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [INTERACTION], "next": None}]})

    items: list[InteractionView]
    next: str | None


class WarningView(BaseModel):
    """What was taken in all the same, and is perhaps not what was meant. `team_missing`: the agent is in a team, and
    the interaction names none, so that no figure of the team holds it.
    """

    code: Literal["team_missing"]
    detail: str


class TakenView(BaseModel):
    """What taking in did. `unchanged`: the same content was there already."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"outcome": "created", "interaction": {**INTERACTION, "state": "received"}}]}
    )

    outcome: Outcome
    interaction: InteractionView
    warnings: list[WarningView] = []


class Line(BaseModel):
    """What became of one line: `location` where it was taken in, `problem` where not."""

    line: int
    status: int
    outcome: Outcome | Literal["refused"]
    id: str | None = None
    location: str | None = None
    problem: dict[str, Any] | None = None
    warnings: list[WarningView] | None = None


class Lines(BaseModel):
    """What became of every line of a JSON Lines body, in its order."""

    model_config = ConfigDict(json_schema_extra={"examples": [LINES]})

    counts: dict[str, int]
    lines: list[Line]


class Share(BaseModel):
    """A count and its share of the group."""

    n: int
    share: float


class CourtesyMean(BaseModel):
    """The mean of the `n` interactions that have a courtesy figure, null where none has."""

    mean: float | None
    n: int


class Group(BaseModel):
    """Averages of a group. `cannot_tell` are interactions where the service could not tell how the case stands."""

    model_config = ConfigDict(json_schema_extra={"examples": [GROUP]})

    agent: str | None = None
    client: str | None = None
    since: Time | None = None
    until: Time | None = None
    n: Annotated[int, Field(ge=1)]
    resolution: dict[str, Share]
    cannot_tell: Share
    courtesy: CourtesyMean
    method: str
    monitoring_basis: str | None = None


def location(id: UUID) -> str:
    """Where an interaction's state can be asked for."""
    return f"/v1/interactions/{id}"


def interaction(row: InteractionRow, caller: Caller) -> InteractionView:
    """A row as this caller may see it."""
    here = location(row.id)
    heard = row.lang in READ or caller.may(Permission.READ_UNSURE)
    audio = f"{here}/audio" if row.redacted_key and row.state is State.DONE and heard else None
    same = {name: getattr(row, name) for name in InteractionView.model_fields if hasattr(row, name)}
    hidden = {} if caller.may(Permission.SEE_AGENTS) else {"agent": None, "team": None}
    return InteractionView(
        **{
            **same,
            "uuid": row.id,
            "id": row.external_id,
            "case": row.case_ref,
            "progress": progress(row),
            "links": Links(interaction=here, analysis=f"{here}/analysis", audio=audio),
            **hidden,
        }
    )


def progress(row: InteractionRow) -> Progress | None:
    """Of a recording in several parts that a worker has in hand."""
    if row.state is not State.RUNNING or row.parts is None or row.parts < 2:
        return None
    return Progress(heard=row.parts_heard or 0, parts=row.parts)


def taken(one: Taken, caller: Caller) -> TakenView:
    """What taking in did."""
    return TakenView(outcome=one.outcome, interaction=interaction(one.row, caller), warnings=warnings(one))


def warnings(one: Taken) -> list[WarningView]:
    """What is perhaps not what was meant."""
    if one.team is None:
        return []
    detail = (
        f"agent {one.row.agent!r} is in team {one.team!r} and this interaction names no team, so no figure of the team "
        "holds it; if that is not meant, hand it in again with the team and replace=true"
    )
    return [WarningView(code="team_missing", detail=detail)]
