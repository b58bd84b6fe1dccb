"""What other systems and people can be told of: the catalogue of events, and which notices by e-mail follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

VERSION = 1
"""Of the catalogue: it grows when what an event says changes its meaning, not when something is added to it."""


class EventType(StrEnum):
    """What happened. A critical finding is an answer of the machine that a critical criterion failed, or might have:
    it waits for a person, who confirms it or does not.
    """

    INTERACTION_DONE = "interaction.done"
    INTERACTION_FAILED = "interaction.failed"
    FINDING_TO_CONFIRM = "finding.to_confirm"
    FINDING_CONFIRMED = "finding.confirmed"
    FINDING_DISMISSED = "finding.dismissed"
    REVIEW_ASKED = "review.asked"
    DISPUTE_OPENED = "dispute.opened"
    DISPUTE_DECIDED = "dispute.decided"
    ALARM_RAISED = "alarm.raised"
    COMPLAINT_DUE = "complaint.due"
    COMPLAINT_LATE = "complaint.late"
    EXPORT_READY = "export.ready"
    TEST = "webhook.test"
    DIGEST = "digest.daily"
    """For people only: what the last day brought."""


CHOOSABLE = tuple(type for type in EventType if type not in (EventType.TEST, EventType.DIGEST))
"""What an endpoint can be told of; a test goes to whichever it is made for."""


class NoticeKind(StrEnum):
    """What a person can choose to be told of by e-mail."""

    REVIEW = "review_asked"
    DISPUTE = "dispute"
    ALARM = "alarm"
    FINDING = "critical_finding"
    COMPLAINT = "complaint"
    EXPORT = "export_ready"
    DIGEST = "daily_digest"


NOTICE_OF: Mapping[EventType, NoticeKind] = {
    EventType.REVIEW_ASKED: NoticeKind.REVIEW,
    EventType.DISPUTE_OPENED: NoticeKind.DISPUTE,
    EventType.DISPUTE_DECIDED: NoticeKind.DISPUTE,
    EventType.ALARM_RAISED: NoticeKind.ALARM,
    EventType.FINDING_TO_CONFIRM: NoticeKind.FINDING,
    EventType.COMPLAINT_DUE: NoticeKind.COMPLAINT,
    EventType.COMPLAINT_LATE: NoticeKind.COMPLAINT,
    EventType.EXPORT_READY: NoticeKind.EXPORT,
    EventType.DIGEST: NoticeKind.DIGEST,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something can be looked at: paths with the names of ids in them, on the pages and over HTTP."""

    page: str
    api: str


_INTERACTION = Place("/interactions/{interaction}", "/v1/interactions/{interaction}")
_DISPUTE = Place("/disputes/{dispute}", "/v1/disputes/{dispute}")
_COMPLAINT = Place("/complaints/{complaint}", "/v1/complaints/{complaint}")
_PLACES: Mapping[EventType, Place] = {
    EventType.INTERACTION_DONE: _INTERACTION,
    EventType.INTERACTION_FAILED: _INTERACTION,
    EventType.FINDING_TO_CONFIRM: _INTERACTION,
    EventType.FINDING_CONFIRMED: _INTERACTION,
    EventType.FINDING_DISMISSED: _INTERACTION,
    EventType.DISPUTE_OPENED: _DISPUTE,
    EventType.DISPUTE_DECIDED: _DISPUTE,
    EventType.ALARM_RAISED: Place("/agreement", "/v1/alarms"),
    EventType.COMPLAINT_DUE: _COMPLAINT,
    EventType.COMPLAINT_LATE: _COMPLAINT,
    EventType.EXPORT_READY: Place("/exports", "/v1/exports/{export}"),
    EventType.TEST: Place("/admin/webhooks/{endpoint}", "/v1/webhooks/{endpoint}"),
    EventType.DIGEST: Place("/", "/v1/interactions"),
}
_SAMPLE = Place("/samples/{sample}", "/v1/samples/{sample}")
_CALIBRATION = Place("/calibrations/{calibration}", "/v1/calibrations/{calibration}")


def place_of(type: EventType, data: Mapping[str, Any]) -> Place:
    """Where what an event tells of can be looked at, with its ids filled in."""
    if type is EventType.REVIEW_ASKED:
        place = _SAMPLE if data.get("sample") else _CALIBRATION
    elif type is EventType.ALARM_RAISED and data.get("endpoint"):
        place = Place("/admin/webhooks/{endpoint}", "/v1/alarms")
    elif type is EventType.ALARM_RAISED and str(data.get("subject")).startswith("connector:"):
        place = Place("/admin/connectors", "/v1/alarms")
    elif type is EventType.ALARM_RAISED and str(data.get("subject")).startswith("scheduled-export:"):
        place = Place("/admin/schedules", "/v1/alarms")
    else:
        place = _PLACES[type]
    return Place(place.page.format(**data), place.api.format(**data))
