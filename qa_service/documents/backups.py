"""Backups as they go out."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

_BACKUP: dict[str, Any] = {
    "id": "20261201T031500Z-9f0d",
    "at": "2026-12-01T03:15:00Z",
    "version": "0.5.0",
    "database_bytes": 81_200_000,
    "files": 4211,
    "file_bytes": 912_000_000,
    "lacking": 0,
    "keys": False,
}


class BackupView(BaseModel):
    """A whole backup: the state of `at`. `lacking`: files that the database names and that were gone or damaged;
    `keys`: whether the installation's keys are in it.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_BACKUP]})

    id: str
    at: datetime
    version: str
    database_bytes: int
    files: int
    file_bytes: int
    lacking: int
    keys: bool


class RestoredView(BaseModel):
    """What was played back, and how many erasures were done again because they are younger; `held` of them a legal hold
    of the backup keeps.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [{"backup": _BACKUP, "erased_again": 3, "held": []}]})

    backup: BackupView
    erased_again: int
    held: list[str]
