"""Encryption at rest as it goes out: keys by id, never a key."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

_KEY: dict[str, Any] = {"id": "3f9a2c41d2e8", "state": "current", "files": 81200}


class KeyView(BaseModel):
    """`state`: current (seals what is written), former (opens what it sealed), or missing (files need it and it is not
    in the key set); `files`: how many need it.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_KEY]})

    id: str
    state: str
    files: int


class RotationView(BaseModel):
    """How far the last rotation is: of the files `seen`, `changed` are under the key `to` by now, and `failed` could
    not be opened and stay as they are. `done_at` None: a worker is still to do it, or at it.
    """

    to: str
    begun_at: datetime
    seen: int
    changed: int
    failed: int
    done_at: datetime | None


class EncryptionView(BaseModel):
    """`sealing`: whether new files are sealed; `unsealed`: files that lie there as older versions wrote them."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"sealing": True, "keys": [_KEY], "unsealed": 0, "rotation": None}]}
    )

    sealing: bool
    keys: list[KeyView]
    unsealed: int
    rotation: RotationView | None
