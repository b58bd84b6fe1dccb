"""Connectors as they go out, and what became of what they listed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from qa_service.domain.connectors import ConnectorKind, ObjectState

_RECONCILED: dict[str, Any] = {
    "at": "2026-12-01T02:03:10Z",
    "listed": 10231,
    "accepted": 10180,
    "unchanged": 40,
    "refused": 3,
    "foreign": 7,
    "waiting": 1,
    "missing": 0,
    "names": ["waiting: north/2026-12-01_call-881.wav"],
}
_CONNECTOR: dict[str, Any] = {
    "id": "5f3c0b54-ce5e-4b53-9d5f-0f0f5c8a9f11",
    "name": "acme-recordings",
    "kind": "s3",
    "place": "s3://acme-recordings/2026",
    "client": "acme",
    "options": {"names": ["*.wav"], "pattern": "{agent}_{day}_{time}_{id}", "silence_hours": 4},
    "secrets": {"access_key": "env:CONNECTOR_ACME_ID", "secret_key": "file:acme-s3"},
    "is_on": True,
    "set_by": "user:anna",
    "set_at": "2026-11-30T09:14:05Z",
    "ran_at": "2026-12-01T09:14:05Z",
    "new_at": "2026-12-01T09:12:40Z",
    "due_at": "2026-12-01T09:15:05Z",
    "is_running": False,
    "failures": 0,
    "failure": None,
    "objects": {"waiting": 1, "taking": 0, "accepted": 10180, "unchanged": 40, "refused": 3, "foreign": 7},
    "reconciled": _RECONCILED,
}
_OBJECT: dict[str, Any] = {
    "id": "0b54ce5e-5f3c-4b53-9d5f-0f0f5c8a9f11",
    "name": "north/notes.wav",
    "version": "9b2cf535f27731c974343645a3985328",
    "size": 18211,
    "state": "refused",
    "accepted": 0,
    "unchanged": 0,
    "refused": 1,
    "reasons": ["notes: does not fit the pattern for file names; rename it, or change the pattern"],
    "attempts": 1,
    "seen_at": "2026-12-01T09:14:05Z",
    "settled_at": "2026-12-01T09:14:05Z",
}
_COMING: dict[str, Any] = {
    "name": "north/2026-12-01_call-882.wav",
    "size": 812034,
    "what": "new",
    "why": None,
    "read": None,
}


class ReconciliationView(BaseModel):
    """A whole listing beside what was written down. `listed` is the sum of the others; `waiting` is not whole yet or is
    tried again, `missing` was not written down at all and is taken by the next run. `names` are those of the last two,
    at most 100.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_RECONCILED]})

    at: datetime
    listed: int
    accepted: int
    unchanged: int
    refused: int
    foreign: int
    waiting: int
    missing: int
    names: list[str]


class ConnectorView(BaseModel):
    """One connector. `secrets` are references, never the secrets; `objects` counts versions of objects by where they
    stand; `failures` are those in a row.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_CONNECTOR]})

    id: UUID
    name: str
    kind: ConnectorKind
    place: str
    client: str
    options: dict[str, Any]
    secrets: dict[str, str]
    is_on: bool
    set_by: str
    set_at: datetime
    ran_at: datetime | None
    new_at: datetime | None
    due_at: datetime
    is_running: bool
    failures: int
    failure: str | None
    objects: dict[ObjectState, int]
    reconciled: ReconciliationView | None


class ConnectorsView(BaseModel):
    """All connectors, by name."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_CONNECTOR]}]})

    items: list[ConnectorView]


class ConnectorObjectView(BaseModel):
    """One version of an object. Its `name` is not kept once all of it is taken. `accepted`, `unchanged` and `refused`
    count the interactions in it.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_OBJECT]})

    id: UUID
    name: str | None
    version: str
    size: int
    state: ObjectState
    accepted: int
    unchanged: int
    refused: int
    reasons: list[str]
    attempts: int
    seen_at: datetime
    settled_at: datetime


class ConnectorObjectPage(BaseModel):
    """A page of them, the latest first; `next` is the `cursor` of the following one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_OBJECT], "next": None}]})

    items: list[ConnectorObjectView]
    next: str | None


class ComingObject(BaseModel):
    """What a run would do with an object: `what` is `new`, `waiting` or `foreign`, `why` in the last two. `read`: what
    the readers made of it, where they were asked: `accepted`, or the reason of the refusal.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_COMING]})

    name: str
    size: int
    what: str
    why: str | None
    read: list[str] | None


class DryRunView(BaseModel):
    """What would come. `counts` of all that is listed, `known` among it; `items` are the first that are not known."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"counts": {"known": 10230, "new": 1}, "items": [_COMING]}]}
    )

    counts: dict[str, int]
    items: list[ComingObject]
