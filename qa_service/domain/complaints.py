"""Complaints as a register keeps them: received, acknowledged, answered by a day, perhaps reopened (ISO 18295, 4.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa_service.domain.interaction import Channel
from qa_service.domain.opening_hours import Schedule
from qa_service.errors import BadInput
from qa_service.foreign import of_pydantic

_SATURDAY = 5
_LONGEST = 3_660
"""Days after which nobody counts any further for a working day: a client that never opens has none."""


class ComplaintOutcome(StrEnum):
    """How a complaint ended: the customer was right, in part, or not; or took it back."""

    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class ComplaintState(StrEnum):
    """Where it stands on a day. `due`: to be answered within the days of warning; `late`: its day has passed."""

    OPEN = "open"
    DUE = "due"
    LATE = "late"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class CountedDays(StrEnum):
    """Which days a deadline counts."""

    CALENDAR = "calendar"
    WORKING = "working"


class ComplaintStep(StrEnum):
    """What is written into the history of a complaint."""

    REGISTERED = "registered"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    REOPENED = "reopened"


Matter = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[\w][\w .,'/&-]*$")]


class ComplaintRules(BaseModel):
    """What a client has set: within how many `days` of receipt a complaint is to be answered, which days `counted`
    says; how many days before that it is told as due; and the matters that complaints are sorted by (none: the reasons
    for contact of the vocabulary).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: Annotated[int, Field(ge=1, le=365)] = 30
    counted: CountedDays = CountedDays.CALENDAR
    warn_days: Annotated[int, Field(ge=0, le=90)] = 5
    matters: Annotated[tuple[Matter, ...], Field(max_length=100)] = ()


def checked_rules(values: Any) -> ComplaintRules:
    """Rules of plain values. Raises BadInput with the place of the first fault."""
    try:
        return ComplaintRules.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise BadInput(of_pydantic(first), where=".".join(str(part) for part in first["loc"])[:60]) from error


def deadline(received: date, rules: ComplaintRules, schedule: Schedule | None) -> date:
    """The last day on which an answer is in time; the day of receipt does not count. Working days are those on which
    the client is open; where its hours are not known, Monday to Friday.
    """
    if rules.counted is CountedDays.CALENDAR:
        return received + timedelta(days=rules.days)
    day, left = received, rules.days
    for _ in range(_LONGEST):
        day += timedelta(days=1)
        left -= _is_working(day, schedule)
        if not left:
            break
    return day


def _is_working(day: date, schedule: Schedule | None) -> bool:
    return day.weekday() < _SATURDAY if schedule is None else any(True for _ in schedule.spans(day))


def state(
    due_on: date, answered_on: date | None, outcome: ComplaintOutcome | None, today: date, warn_days: int
) -> ComplaintState:
    """Where a complaint stands on a day."""
    if outcome is ComplaintOutcome.WITHDRAWN:
        return ComplaintState.WITHDRAWN
    if answered_on is not None:
        return ComplaintState.ANSWERED
    if due_on < today:
        return ComplaintState.LATE
    return ComplaintState.DUE if due_on <= today + timedelta(days=warn_days) else ComplaintState.OPEN


@dataclass(frozen=True, slots=True)
class ComplaintFilters:
    """What a list is narrowed to. `since` and `until` bound the day of receipt by its beginning; `due_within`: not
    answered, and to be within so many days, today among them.
    """

    client: str | None = None
    state: ComplaintState | None = None
    due_within: int | None = None
    matter: str | None = None
    channel: Channel | None = None
    team: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    interaction: UUID | None = None


@dataclass(frozen=True, slots=True)
class ComplaintFacts:
    """What figures need of one complaint: its first answer counts, against its first deadline."""

    received_on: date
    due_on: date
    answered_on: date | None
    withdrawn: bool
    reopened: bool
    matter: str


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """Of complaints that can be told: how many, and how many of them were answered in time. `waiting` are not answered
    and still in time, `withdrawn` were taken back; neither counts.
    """

    n: int
    in_time: int
    waiting: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class ComplaintCounts:
    """Complaints received in a period, beside the contacts of the same group and period."""

    contacts: int
    received: int
    answers: AnswerCounts
    median_days: float | None
    answered: int
    reopened: int
    by_matter: Mapping[str, int] = field(default_factory=dict)


def answers(complaints: Sequence[ComplaintFacts], today: date, days: int | None = None) -> AnswerCounts:
    """Held against their own deadlines, or against so many `days` of receipt."""
    told = waiting = in_time = withdrawn = 0
    for complaint in complaints:
        due = complaint.due_on if days is None else complaint.received_on + timedelta(days=days)
        if complaint.withdrawn:
            withdrawn += 1
        elif complaint.answered_on is None and today <= due:
            waiting += 1
        else:
            told += 1
            in_time += complaint.answered_on is not None and complaint.answered_on <= due
    return AnswerCounts(told, in_time, waiting, withdrawn)


def counted(complaints: Sequence[ComplaintFacts], contacts: int, today: date) -> ComplaintCounts:
    """All that the register tells of them."""
    answered = [c for c in complaints if c.answered_on is not None and not c.withdrawn]
    days = [(c.answered_on - c.received_on).days for c in answered if c.answered_on is not None]
    matters: dict[str, int] = {}
    for complaint in complaints:
        matters[complaint.matter] = matters.get(complaint.matter, 0) + 1
    return ComplaintCounts(
        contacts,
        len(complaints),
        answers(complaints, today),
        median(days) if days else None,
        len(answered),
        sum(complaint.reopened for complaint in answered),
        dict(sorted(matters.items(), key=lambda each: (-each[1], each[0]))),
    )


def step(what: ComplaintStep, on: date, by: str, outcome: ComplaintOutcome | None = None) -> dict[str, Any]:
    """A line of the history, as it is kept."""
    line = {"what": what.value, "on": on.isoformat(), "by": by}
    return line if outcome is None else {**line, "outcome": outcome.value}
