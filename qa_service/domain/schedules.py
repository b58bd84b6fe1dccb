"""When an export goes out by itself, and of which days it speaks."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from qa_service.domain.groups import Days


class Every(StrEnum):
    """How often."""

    DAY = "daily"
    WEEK = "weekly"
    MONTH = "monthly"


class RunState(StrEnum):
    """How a run stands. `STOPPED`: whoever ran it died or was told to stop; it is run again."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class Rhythm(BaseModel):
    """`hour` is on the clocks of the centre, `weekday` 1 is Monday; a month that is shorter than `day` says runs on its
    last one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    every: Every = Every.DAY
    hour: Annotated[int, Field(ge=0, le=23)] = 3
    weekday: Annotated[int, Field(ge=1, le=7)] = 1
    day: Annotated[int, Field(ge=1, le=31)] = 1

    def next_after(self, moment: datetime, zone: str) -> datetime:
        """The next time that it is due; an hour that clocks skip falls to the one after it."""
        clock = ZoneInfo(zone)
        day = moment.astimezone(clock).date()
        while True:
            due = datetime.combine(day, time(self.hour), clock)
            if self._fits(day) and due.timestamp() > moment.timestamp():
                return datetime.fromtimestamp(due.timestamp(), moment.tzinfo)
            day += timedelta(days=1)

    def _fits(self, day: date) -> bool:
        match self.every:
            case Every.DAY:
                return True
            case Every.WEEK:
                return day.isoweekday() == self.weekday
        return day.day == min(self.day, (_first_of_next(day) - timedelta(days=1)).day)

    def days_before(self, day: date) -> Days:
        """The last whole day, week (from Monday) or month that was over when `day` began."""
        match self.every:
            case Every.DAY:
                return Days(day - timedelta(days=1), day)
            case Every.WEEK:
                monday = day - timedelta(days=day.weekday())
                return Days(monday - timedelta(days=7), monday)
        first = day.replace(day=1)
        return Days((first - timedelta(days=1)).replace(day=1), first)


def _first_of_next(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
