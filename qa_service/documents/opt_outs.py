"""Objections of customers to being analysed, as they go out."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from qa_service.documents.erasures import Erased

_OPT_OUT: dict[str, Any] = {
    "id": "5f3c0b54-ce5e-4b53-9d5f-0f0f5c8a9f11",
    "client": "acme",
    "customer": "c-1f0a9c77be0d4a1b8f52c6de0a91b3c4",
    "set_by": "user:anna",
    "set_at": "2026-12-01T09:14:05Z",
    "refused": 2,
    "refused_at": "2026-12-03T11:02:40Z",
}


class OptOutView(BaseModel):
    """`customer` is the pseudonym; `refused` counts what was handed in of them since, the last at `refused_at`."""

    model_config = ConfigDict(json_schema_extra={"examples": [_OPT_OUT]})

    id: UUID
    client: str
    customer: str
    set_by: str
    set_at: datetime
    refused: int
    refused_at: datetime | None

    @classmethod
    def of(cls, row: Any) -> "OptOutView":
        """A stored one."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class OptOutDone(BaseModel):
    """The objection, and what was erased where that was asked for."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"opt_out": _OPT_OUT, "erased": None}]})

    opt_out: OptOutView
    erased: Erased | None


class OptOutPage(BaseModel):
    """A page of objections, the latest first; `next` is the `cursor` of the following one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_OPT_OUT], "next": None}]})

    items: list[OptOutView]
    next: str | None
