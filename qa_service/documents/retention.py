"""For how long what is kept, and what goes when, as it goes out."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from qa_service.domain.retention import LONGEST_DAYS, KeptKind

Days = Annotated[int, Field(ge=1, le=LONGEST_DAYS)]
_CLOCKS: dict[str, Any] = {
    "client": "acme",
    "own": {"recording": 90},
    "days": {
        "original": 90,
        "recording": 90,
        "transcript": 365,
        "review": 730,
        "analysis": 730,
        "export": None,
        "audit": 3650,
    },
}
_LINE: dict[str, Any] = {
    "client": "acme",
    "kind": "recording",
    "days": 90,
    "now": 12,
    "held": 2,
    "months": [{"until": "2027-01-01T02:00:00Z", "count": 310}],
}


class ClocksView(BaseModel):
    """`days` is what holds: null where a kind does not go by itself. `own` is what the client has of its own, the rest
    is the installation's; `client` null: the installation itself.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_CLOCKS]})

    client: str | None
    own: dict[KeptKind, int | None]
    days: dict[KeptKind, int | None]


class RetentionMonth(BaseModel):
    """How many reach the end of their time before `until`, and after the month before."""

    until: datetime
    count: int


class RetentionLine(BaseModel):
    """One kind of one client (empty: several, or the audit trail): how many are due `now`, how many of those that are
    due a legal hold keeps back, and how many follow, month by month.
    """

    client: str
    kind: KeptKind
    days: int
    now: int
    held: int
    months: list[RetentionMonth]


class RetentionForecast(BaseModel):
    """What goes when, as things stand at the moment `at`."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"at": "2026-12-01T02:00:00Z", "lines": [_LINE]}]})

    at: datetime
    lines: list[RetentionLine]


class WentLine(BaseModel):
    """So many of one kind of one client went."""

    client: str
    kind: KeptKind
    count: int


class RetentionDone(BaseModel):
    """What went; a dry run tells what would."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"dry_run": True, "went": [{"client": "acme", "kind": "recording", "count": 12}]}]
        }
    )

    dry_run: bool
    went: list[WentLine]
