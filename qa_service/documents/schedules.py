"""Scheduled exports as they go out, and their runs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from qa_service.domain.connectors import ConnectorKind
from qa_service.domain.schedules import Rhythm, RunState

_SCHEDULE: dict[str, Any] = {
    "id": "7c0b54ce-5f3c-4b53-9d5f-0f0f5c8a9f11",
    "name": "warehouse",
    "what": "warehouse",
    "export": None,
    "rhythm": {"every": "daily", "hour": 3, "weekday": 1, "day": 1},
    "kind": "s3",
    "place": "s3://acme-warehouse/quality",
    "options": {"endpoint": "https://storage.example.com", "region": "eu-south-1"},
    "secrets": {"access_key": "env:CONNECTOR_DWH_ID", "secret_key": "file:dwh-s3"},
    "set_by": "user:anna",
    "set_at": "2026-11-30T09:14:05Z",
    "due_at": "2026-12-02T02:00:00Z",
    "is_running": False,
    "failures": 0,
    "failure": None,
}
_RUN: dict[str, Any] = {
    "id": "8d0b54ce-5f3c-4b53-9d5f-0f0f5c8a9f11",
    "state": "done",
    "begun_at": "2026-12-01T02:00:00Z",
    "ended_at": "2026-12-01T02:00:41Z",
    "files": 5,
    "rows": 18211,
    "bytes": 912034,
    "failure": None,
}


class ScheduledExportView(BaseModel):
    """A scheduled export. `what` is `warehouse` or a kind of export, and `export` its order then. `secrets` are
    references, never the secrets; `failures` are those in a row.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_SCHEDULE]})

    id: UUID
    name: str
    what: str
    export: dict[str, Any] | None
    rhythm: Rhythm
    kind: ConnectorKind
    place: str
    options: dict[str, Any]
    secrets: dict[str, str]
    set_by: str
    set_at: datetime
    due_at: datetime
    is_running: bool
    failures: int
    failure: str | None


class ScheduledExportsView(BaseModel):
    """All of them, by name."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_SCHEDULE]}]})

    items: list[ScheduledExportView]


class ScheduledRunView(BaseModel):
    """One run: what arrived at the place, or why nothing did. `rows` is 0 where nobody counted."""

    model_config = ConfigDict(json_schema_extra={"examples": [_RUN]})

    id: UUID
    state: RunState
    begun_at: datetime
    ended_at: datetime | None
    files: int
    rows: int
    bytes: int
    failure: str | None


class ScheduledRunsView(BaseModel):
    """The latest runs, the last one first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_RUN]}]})

    items: list[ScheduledRunView]
