"""The watch: rising override rates, and shifts of what the machine answers and of how sure it is.

A run looks at the same reviews and weeks as the run before and comes to the same alarms; an alarm is stored once, and
the watch on its subject begins anew after it, with a baseline of its own.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

import numpy as np
from sqlmodel import Session

from qa_service.domain.groups import Days, Group, GroupKind, PeriodLength
from qa_service.domain.rollups import Counters, family, summed
from qa_service.domain.watching import OverrideRate, Vigilance
from qa_service.statistics.watch import Chart, LabelShift, OverrideWatch, calibrate, follow, label_shift, rolling_rate
from qa_service.store import alarms, audit, rollups
from qa_service.store.alarms import DecidedReview
from qa_service.store.repository import Store
from qa_service.store.scope import calendar_of
from qa_service.store.tables_figures import AlarmKind, AlarmRow

FAMILIES = ("label:intent", "label:resolution", "label:sentiment_end")
SURE = ("sure:label:intent", "sure:label:resolution")
_WEEK = timedelta(days=7)
_CLOSELY = Vigilance()


def run(store: Store, now: datetime, vigilance: Vigilance = _CLOSELY, *, by: str = "watch") -> list[AlarmRow]:
    """Look at every client, and keep new alarms, each with a line in the audit trail."""
    with store.reading() as session:
        everybody = alarms.clients(session)
    return [alarm for client in everybody for alarm in _of_client(store, client, now, vigilance, by)]


def _of_client(store: Store, client: str, now: datetime, vigilance: Vigilance, by: str) -> list[AlarmRow]:
    with store.reading() as session:
        alarm_rows = [*_overruled(session, client, vigilance), *_shifted(session, client, now, vigilance)]
    with store.transaction() as session:
        new = [alarm for alarm in alarm_rows if alarms.keep(session, alarm)]
        for alarm in new:
            audit.note(session, by, "raise alarm", str(alarm.id), client, about=alarm.subject)
        return new


def rates(session: Session, client: str, vigilance: Vigilance = _CLOSELY) -> list[OverrideRate]:
    """The rolling override rate of every question that people have answered."""
    override_rates = []
    for question, reviews in sorted(alarms.overruled(session, client).items()):
        differs = [review.differs for review in reviews]
        rolling = rolling_rate(differs, vigilance.window)
        first = differs[: vigilance.baseline]
        baseline = sum(first) / len(first) if len(first) == vigilance.baseline else None
        override_rates.append(OverrideRate(question, len(differs), rolling[-1] if rolling else None, baseline))
    return override_rates


def _overruled(session: Session, client: str, vigilance: Vigilance) -> Iterator[AlarmRow]:
    """Questions on which people overrule the machine more than they did."""
    ended = alarms.latest(session, client, AlarmKind.OVERRIDE)
    for question, all_reviews in alarms.overruled(session, client).items():
        reviews = [review for review in all_reviews if question not in ended or review.at > ended[question]]
        if (alarm := rung(client, question, reviews, vigilance)) is not None:
            yield alarm


def rung(client: str, question: str, reviews: Sequence[DecidedReview], vigilance: Vigilance) -> AlarmRow | None:
    """The alarm of one question's reviews, oldest first; None while it is quiet or the baseline is short."""
    first, later = reviews[: vigilance.baseline], reviews[vigilance.baseline :]
    if not later:
        return None
    overridden = sum(review.differs for review in first)
    signal = follow(_chart(overridden, vigilance), [review.differs for review in later])
    if signal.at is None:
        return None
    seen = later[: signal.at]
    detail = {
        "baseline_rate": overridden / len(first),
        "baseline_reviews": len(first),
        "rate": sum(review.differs for review in seen) / len(seen),
        "reviews": signal.at,
        "false_alarm": vigilance.false_alarm,
        "horizon": vigilance.horizon,
    }
    return AlarmRow(
        client=client,
        kind=AlarmKind.OVERRIDE,
        subject=question,
        since=later[0].at,
        until=seen[-1].at,
        detail=detail,
    )


@lru_cache(1024)
def _chart(overridden: int, vigilance: Vigilance) -> Chart:
    """Calibrating takes a tenth of a second; there are few different baselines."""
    return calibrate(
        OverrideWatch(overridden, vigilance.baseline, vigilance.shift, vigilance.horizon, vigilance.false_alarm)
    )


def _shifted(session: Session, client: str, now: datetime, vigilance: Vigilance) -> Iterator[AlarmRow]:
    """Families whose last full week differs from the weeks before."""
    until = PeriodLength.WEEK.start(calendar_of(session).day(now))
    since = until - _WEEK
    daily = rollups.daily(session, Group(GroupKind.CLIENT, client), Days(since - vigilance.weeks * _WEEK, until))
    before = summed(counters for day, counters in daily if day < since)
    week = summed(counters for day, counters in daily if day >= since)
    for name in (*FAMILIES, *SURE):
        shift = compared(f"{client} {name} {since}", family(before, name), family(week, name), name in SURE, vigilance)
        if shift is not None and shift.alarm:
            calendar = calendar_of(session)
            yield _alarm(client, name, (calendar.start(since), calendar.start(until)), shift, vigilance)


def compared(seed: str, before: Counters, week: Counters, ordered: bool, vigilance: Vigilance) -> LabelShift | None:
    """A week against those before; None where too few answers are there. The same `seed`, the same verdict."""
    if min(sum(before.values()), sum(week.values())) < vigilance.least:
        return None
    rng = np.random.default_rng(int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=8).digest()))
    if ordered:
        before = {bin: before.get(bin, 0) for bin in sorted({*before, *week}, key=int)}
    return label_shift(before, week, rng, false_alarm=vigilance.weekly_false_alarm, ordered=ordered)


def _alarm(
    client: str, name: str, week: tuple[datetime, datetime], shift: LabelShift, vigilance: Vigilance
) -> AlarmRow:
    kind = AlarmKind.CONFIDENCE if name in SURE else AlarmKind.LABELS
    detail = {
        "p_value": shift.p_value,
        "moved": dict(shift.moved),
        "false_alarm": vigilance.weekly_false_alarm,
        "weeks_before": vigilance.weeks,
    }
    subject = name.removeprefix("sure:")
    return AlarmRow(client=client, kind=kind, subject=subject, since=week[0], until=week[1], detail=detail)
