"""Whether the service is alive and ready."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from qa_service.documents.times import Time

READY: dict[str, Any] = {"workers": 1, "oldest_waiting": None, "oldest_waiting_seconds": None, "idle_workers": []}


class Alive(BaseModel):
    """The process answers."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "alive", "version": "0.1.0"}]})

    status: str = "alive"
    version: str


class Ready(BaseModel):
    """Living workers that take work, why others take none, and the interaction that has waited longest."""

    model_config = ConfigDict(json_schema_extra={"examples": [READY]})

    workers: int
    oldest_waiting: Time | None
    oldest_waiting_seconds: float | None
    idle_workers: list[str] = []
