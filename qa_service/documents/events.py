"""Events as they go out by webhook: one document a type, of ids and links; no words, and nothing on a person.

The same event is the same bytes each time it is sent.
"""

from datetime import UTC, date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from qa_service.domain.events import VERSION, EventType, place_of

_INTERACTION_ID = "0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10"
_OTHER_ID = "5f3c0b54-ce5e-4b53-9d5f-0f0f5c8a9f11"
_BASE = "https://qa.example.com"


class EventLinks(BaseModel):
    """Where it can be looked at, for who may: on the pages, and over HTTP. They begin with QA_PUBLIC_URL, where one is
    set.
    """

    page: str
    api: str


class EndedInteraction(BaseModel):
    """`run`: how many contents this interaction has held; a correction makes another one."""

    interaction: UUID
    run: int


class FoundCritical(BaseModel):
    """Criteria by id: `failed`, as the machine has it, and `unsure`, which a person decides. Nobody has looked yet."""

    interaction: UUID
    run: int
    failed: list[str]
    unsure: list[str]


class AnsweredCritical(BaseModel):
    """A person's answer to a critical criterion, and what it makes of the finding. The latest one counts."""

    interaction: UUID
    run: int
    criterion: str


class AskedReview(BaseModel):
    """A drawn sample, or a calibration session: one of the two. `interactions`: how many are to be answered."""

    sample: UUID | None = None
    calibration: UUID | None = None
    interactions: int


class ChangedDispute(BaseModel):
    """`state`: open, upheld or rejected."""

    interaction: UUID
    dispute: UUID
    state: str


class RaisedAlarm(BaseModel):
    """`kind` as in the list of alarms; `subject` is a question, or `endpoint` a webhook endpoint that was switched
    off.
    """

    alarm: UUID
    kind: str
    subject: str | None = None
    endpoint: UUID | None = None


class WaitingComplaint(BaseModel):
    """`due_on`: the last day on which an answer is in time."""

    complaint: UUID
    due_on: date


class ReadyExport(BaseModel):
    """A file that can be fetched until `expires_at`."""

    export: UUID
    kind: str
    expires_at: datetime | None = None


class TestedEndpoint(BaseModel):
    """The endpoint that somebody tries."""

    endpoint: UUID


class _Event(BaseModel):
    """What all events have. `id` stays the same however often one is sent: what has come already is left aside by it.
    `client` null: it concerns several client organisations, or none.
    """

    id: UUID
    version: Literal[1] = Field(1, description="of the catalogue of events")
    timestamp: datetime = Field(description="when it happened")
    client: str | None
    links: EventLinks


def _example(type: EventType, data: dict[str, Any], client: str | None = "acme") -> ConfigDict:
    place = place_of(type, data)
    body: Any = {
        "id": "1c8a0f3e-3f57-4f6e-9d39-5a3b0c0f7a52",
        "type": type.value,
        "version": VERSION,
        "timestamp": "2026-12-01T09:14:05Z",
        "client": client,
        "data": data,
        "links": {"page": _BASE + place.page, "api": _BASE + place.api},
    }
    return ConfigDict(json_schema_extra={"examples": [body]})


_ENDED = {"interaction": _INTERACTION_ID, "run": 1}


class InteractionDoneEvent(_Event):
    """An interaction has its result."""

    model_config = _example(EventType.INTERACTION_DONE, _ENDED)
    type: Literal["interaction.done"] = "interaction.done"
    data: EndedInteraction


class InteractionFailedEvent(_Event):
    """No result comes of an interaction; its page says why."""

    model_config = _example(EventType.INTERACTION_FAILED, _ENDED)
    type: Literal["interaction.failed"] = "interaction.failed"
    data: EndedInteraction


class FindingToConfirmEvent(_Event):
    """The machine found that a critical criterion failed, or might have. It waits for a person: nobody is to be judged
    by it before.
    """

    model_config = _example(EventType.FINDING_TO_CONFIRM, {**_ENDED, "failed": ["privacy"], "unsure": ["no_rudeness"]})
    type: Literal["finding.to_confirm"] = "finding.to_confirm"
    data: FoundCritical


class FindingConfirmedEvent(_Event):
    """A person answered that a critical criterion failed."""

    model_config = _example(EventType.FINDING_CONFIRMED, {**_ENDED, "criterion": "privacy"})
    type: Literal["finding.confirmed"] = "finding.confirmed"
    data: AnsweredCritical


class FindingDismissedEvent(_Event):
    """A person answered that a critical criterion did not fail, where the machine had found so."""

    model_config = _example(EventType.FINDING_DISMISSED, {**_ENDED, "criterion": "privacy"})
    type: Literal["finding.dismissed"] = "finding.dismissed"
    data: AnsweredCritical


class ReviewAskedEvent(_Event):
    """A sample was drawn or a calibration session opened: people are to answer."""

    model_config = _example(EventType.REVIEW_ASKED, {"sample": _OTHER_ID, "calibration": None, "interactions": 25})
    type: Literal["review.asked"] = "review.asked"
    data: AskedReview


_DISPUTED = {"interaction": _INTERACTION_ID, "dispute": _OTHER_ID}


class DisputeOpenedEvent(_Event):
    """An agent, or somebody for them, objects to a judgement."""

    model_config = _example(EventType.DISPUTE_OPENED, {**_DISPUTED, "state": "open"})
    type: Literal["dispute.opened"] = "dispute.opened"
    data: ChangedDispute


class DisputeDecidedEvent(_Event):
    """An objection was decided, for good."""

    model_config = _example(EventType.DISPUTE_DECIDED, {**_DISPUTED, "state": "upheld"})
    type: Literal["dispute.decided"] = "dispute.decided"
    data: ChangedDispute


class AlarmRaisedEvent(_Event):
    """Something asks for a look: the watch found that the machine does not do what it did, or an endpoint was switched
    off.
    """

    model_config = _example(
        EventType.ALARM_RAISED,
        {"alarm": _OTHER_ID, "kind": "override_rate", "subject": "criterion:empathy", "endpoint": None},
    )
    type: Literal["alarm.raised"] = "alarm.raised"
    data: RaisedAlarm


_WAITING = {"complaint": _OTHER_ID, "due_on": "2026-12-06"}


class ComplaintDueEvent(_Event):
    """A complaint is not answered, and its deadline comes near."""

    model_config = _example(EventType.COMPLAINT_DUE, _WAITING)
    type: Literal["complaint.due"] = "complaint.due"
    data: WaitingComplaint


class ComplaintLateEvent(_Event):
    """A complaint is not answered, and its deadline has passed."""

    model_config = _example(EventType.COMPLAINT_LATE, {**_WAITING, "due_on": "2026-11-30"})
    type: Literal["complaint.late"] = "complaint.late"
    data: WaitingComplaint


class ExportReadyEvent(_Event):
    """A file that somebody asked for can be fetched."""

    model_config = _example(
        EventType.EXPORT_READY,
        {"export": _OTHER_ID, "kind": "interactions", "expires_at": "2026-12-02T09:14:05Z"},
    )
    type: Literal["export.ready"] = "export.ready"
    data: ReadyExport


class WebhookTestEvent(_Event):
    """Nothing happened: somebody tries whether this endpoint hears the service."""

    model_config = _example(EventType.TEST, {"endpoint": _OTHER_ID}, None)
    type: Literal["webhook.test"] = "webhook.test"
    data: TestedEndpoint


DOCUMENTS: dict[EventType, type[_Event]] = {
    EventType.INTERACTION_DONE: InteractionDoneEvent,
    EventType.INTERACTION_FAILED: InteractionFailedEvent,
    EventType.FINDING_TO_CONFIRM: FindingToConfirmEvent,
    EventType.FINDING_CONFIRMED: FindingConfirmedEvent,
    EventType.FINDING_DISMISSED: FindingDismissedEvent,
    EventType.REVIEW_ASKED: ReviewAskedEvent,
    EventType.DISPUTE_OPENED: DisputeOpenedEvent,
    EventType.DISPUTE_DECIDED: DisputeDecidedEvent,
    EventType.ALARM_RAISED: AlarmRaisedEvent,
    EventType.COMPLAINT_DUE: ComplaintDueEvent,
    EventType.COMPLAINT_LATE: ComplaintLateEvent,
    EventType.EXPORT_READY: ExportReadyEvent,
    EventType.TEST: WebhookTestEvent,
}


def document(
    type: EventType, id: UUID, at: datetime, client: str | None, data: dict[str, Any], public_url: str
) -> bytes:
    """The body of an event, to the byte the same each time."""
    place, base = place_of(type, data), public_url.rstrip("/")
    body = {"id": id, "timestamp": at.astimezone(UTC), "client": client, "data": data}
    links = {"page": base + place.page, "api": base + place.api}
    return DOCUMENTS[type].model_validate({**body, "links": links}).model_dump_json().encode()
