"""The audit trail as it goes out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from qa_service.domain.audit_chain import ChainFault

_LINE: dict[str, Any] = {
    "at": "2026-12-01T09:14:05.120000Z",
    "actor": "user:anna",
    "role": "qa",
    "origin": "192.0.2.7",
    "action": "read analysis",
    "subject": "0b54ce5e-5f3c-4b53-9d5f-0f0f5c8a9f11",
    "client": "acme",
    "detail": {},
    "chain": 0,
    "place": 4211,
    "hash": "9f0d" + 60 * "0",
}


class AuditView(BaseModel):
    """Who did what on what: `origin` is the network address, empty at the machine itself; `place` counts from 1 in its
    `chain`, and `hash` is the sha256 over the line and the hash of the one before it.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_LINE]})

    at: datetime
    actor: str
    role: str
    origin: str
    action: str
    subject: str
    client: str | None
    detail: dict[str, Any]
    chain: int
    place: int
    hash: str

    @classmethod
    def of(cls, line: Any) -> "AuditView":
        """A stored line, or one of a chain."""
        names = ("actor", "role", "origin", "action", "subject", "client", "chain", "place", "hash")
        return cls(at=line.at, detail=dict(line.detail), **{name: getattr(line, name) for name in names})


class AuditPage(BaseModel):
    """A page of lines, newest first; `next` is the `before` of the following one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_LINE], "next": 8120}]})

    items: list[AuditView]
    next: int | None


class AuditFault(BaseModel):
    """What does not fit, and at which line: nothing behind it in its chain can be trusted."""

    chain: int
    place: int
    fault: str


class AuditVerdict(BaseModel):
    """Whether the trail is as it was written; `sealed` of the `lines` are held by seals as well. `removed` lines went
    when their time was up, each time up to a seal, which the trail itself tells.
    """

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"intact": True, "lines": 81200, "sealed": 81190, "removed": 0, "faults": []}]}
    )

    intact: bool
    lines: int
    sealed: int
    removed: int = 0
    faults: list[AuditFault]

    @classmethod
    def of(cls, faults: Sequence[ChainFault], *, lines: int, sealed: int, removed: int = 0) -> "AuditVerdict":
        """Of what a look at all chains gave."""
        shown = [AuditFault(chain=fault.chain, place=fault.place, fault=fault.fault) for fault in faults]
        return cls(intact=not shown, lines=lines, sealed=sealed, removed=removed, faults=shown)
