"""What became of promises, and what is counted of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from qa_service.domain.promise_kinds import PromiseKind


class PromiseOutcome(StrEnum):
    """What became of a promise, as a person says; a contact of the centre can show that one was kept."""

    KEPT = "kept"
    BROKEN = "broken"
    UNKNOWN = "unknown"


class PromiseStanding(StrEnum):
    """Where a promise stands. `open`: its time has not passed, or is not known; `overdue`: it has passed, and nobody
    knows what became of it; `asked_again`: the customer came on the same matter after its time, which is no proof.
    """

    OPEN = "open"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    ASKED_AGAIN = "asked_again"
    KEPT = "kept"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PromiseFilters:
    """What a list is narrowed to; `since` and `until` bound when a promise was made."""

    client: str | None = None
    kind: PromiseKind | None = None
    standing: PromiseStanding | None = None
    since: datetime | None = None
    until: datetime | None = None
    interaction: UUID | None = None


@dataclass(frozen=True, slots=True)
class FollowedPromise:
    """What figures need of a promise: its contact, its time, and what became of it (None: nothing is
    known yet).
    """

    contact: str
    due_at: datetime | None
    outcome: PromiseOutcome | None
    kept_at: datetime | None
    asked_again: bool


@dataclass(frozen=True, slots=True)
class PromiseCounts:
    """Promises made in a period and the contacts that hold them. `told`: those of which it is known whether they were
    kept, and `on_time` of them; `late`: kept after their time. `open` and `overdue` wait, `asked_again` among them.
    """

    promises: int
    contacts: int
    told: int
    on_time: int
    late: int
    broken: int
    unknown: int
    open: int
    overdue: int
    asked_again: int


def counted(followed: Sequence[FollowedPromise], moment: datetime) -> PromiseCounts:
    """What became of promises."""
    kept = [promise for promise in followed if promise.outcome is PromiseOutcome.KEPT]
    late = sum(p.due_at is not None and p.kept_at is not None and p.kept_at > p.due_at for p in kept)
    broken = sum(promise.outcome is PromiseOutcome.BROKEN for promise in followed)
    waiting = [promise for promise in followed if promise.outcome is None]
    overdue = sum(promise.due_at is not None and promise.due_at < moment for promise in waiting)
    return PromiseCounts(
        len(followed),
        len({promise.contact for promise in followed}),
        len(kept) + broken,
        len(kept) - late,
        late,
        broken,
        sum(promise.outcome is PromiseOutcome.UNKNOWN for promise in followed),
        len(waiting) - overdue,
        overdue,
        sum(promise.asked_again for promise in waiting),
    )
