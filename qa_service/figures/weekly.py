"""The last full week against those before it."""

import hashlib
from datetime import date, datetime, timedelta
from typing import NamedTuple

import numpy as np
from sqlmodel import Session

from qa_service.domain.groups import Days, PeriodLength
from qa_service.domain.rollups import Counters
from qa_service.domain.watching import Vigilance
from qa_service.statistics.watch import LabelShift, label_shift
from qa_service.store.scope import calendar_of

_WEEK = timedelta(days=7)


class Week(NamedTuple):
    """From a Monday to before the next one."""

    since: date
    until: date

    def with_those_before(self, vigilance: Vigilance) -> Days:
        """The week and those that it is compared with."""
        return Days(self.since - vigilance.weeks * _WEEK, self.until)

    def moments(self, session: Session) -> tuple[datetime, datetime]:
        """Its first moment, and the first after it."""
        calendar = calendar_of(session)
        return calendar.start(self.since), calendar.start(self.until)


def last_week(session: Session, now: datetime) -> Week:
    """The last week that is over."""
    until = PeriodLength.WEEK.start(calendar_of(session).day(now))
    return Week(until - _WEEK, until)


def compared(seed: str, before: Counters, week: Counters, ordered: bool, vigilance: Vigilance) -> LabelShift | None:
    """A week against those before; None where too few answers are there. The same `seed`, the same verdict."""
    if min(sum(before.values()), sum(week.values())) < vigilance.least:
        return None
    rng = np.random.default_rng(int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=8).digest()))
    if ordered:
        before = {bin: before.get(bin, 0) for bin in sorted({*before, *week}, key=int)}
    return label_shift(before, week, rng, false_alarm=vigilance.weekly_false_alarm, ordered=ordered)
