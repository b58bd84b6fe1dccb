"""The watch: rising override rates, and shifts of what the machine answers and of how sure it is.

A run looks at the same reviews and weeks as the run before and comes to the same alarms; an alarm is stored once, and
the watch on its subject begins anew after it, with a baseline of its own.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, lru_cache
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from qa_service.domain.groups import Group, GroupKind
from qa_service.domain.rollups import family, summed
from qa_service.domain.watching import OverrideRate, Vigilance
from qa_service.figures import own_criteria
from qa_service.figures.basis import RubricOf, rubric_finder
from qa_service.figures.weekly import compared, last_week
from qa_service.statistics.watch import Chart, LabelShift, OverrideWatch, calibrate, follow, rolling_rate
from qa_service.store import alarms, audit, rollups
from qa_service.store.alarms import DecidedReview
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.tables_figures import AlarmKind, AlarmRow

FAMILIES = ("label:intent", "label:resolution", "label:sentiment_end")
SURE = ("sure:label:intent", "sure:label:resolution")
_CLOSELY = Vigilance()


class _Reviewed(NamedTuple):
    """What a chart follows: a question, of own criteria under one version of a rubric."""

    question: str
    rubric: str | None = None

    def vigilance(self, vigilance: Vigilance) -> Vigilance:
        """With the baseline of its kind."""
        return vigilance if self.rubric is None else replace(vigilance, baseline=vigilance.own_baseline)


def run(
    store: Store, rubrics: Rubrics, now: datetime, vigilance: Vigilance = _CLOSELY, *, by: str = "watch"
) -> list[AlarmRow]:
    """Look at every client, and keep new alarms, each with a line in the audit trail."""
    with store.reading() as session:
        everybody = alarms.clients(session)
    return [alarm for client in everybody for alarm in _of_client(store, rubrics, client, now, vigilance, by)]


def _of_client(
    store: Store, rubrics: Rubrics, client: str, now: datetime, vigilance: Vigilance, by: str
) -> list[AlarmRow]:
    with store.reading() as session:
        rubric_of = rubric_finder(session, rubrics)
        alarm_rows = [
            *_overruled(session, client, rubric_of, vigilance),
            *_shifted(session, client, now, vigilance),
            *own_criteria.alarm_rows(session, client, now, rubric_of, vigilance),
        ]
    with store.transaction() as session:
        new = [alarm for alarm in alarm_rows if alarms.keep(session, alarm)]
        for alarm in new:
            audit.note(session, by, "raise alarm", str(alarm.id), client, about=alarm.subject)
        return new


def rates(session: Session, client: str, rubrics: Rubrics, vigilance: Vigilance = _CLOSELY) -> list[OverrideRate]:
    """The rolling override rate of every question that people have answered."""
    override_rates = []
    series = _series(session, client, rubric_finder(session, rubrics))
    for asked, reviews in sorted(series.items(), key=lambda item: (item[0].question, item[0].rubric or "")):
        differs = [review.differs for review in reviews]
        rolling = rolling_rate(differs, vigilance.window)
        enough = asked.vigilance(vigilance).baseline
        first = differs[:enough]
        baseline = sum(first) / enough if len(first) == enough else None
        last = rolling[-1] if rolling else None
        override_rates.append(OverrideRate(asked.question, len(differs), last, baseline, asked.rubric))
    return override_rates


def _series(session: Session, client: str, rubric_of: RubricOf) -> Mapping[_Reviewed, Sequence[DecidedReview]]:
    """What there is to follow: an own criterion begins anew with each version, since another rule answers it, and
    interactions that it learned from do not count.
    """

    @cache
    def own(name: str | None) -> Mapping[str, frozenset[UUID]]:
        rubric = rubric_of(client, name) if name else None
        models = {} if rubric is None else own_criteria.questions(rubric)
        return {question: alarms.learned_from(session, client, some) for question, some in models.items()}

    series: dict[_Reviewed, list[DecidedReview]] = defaultdict(list)
    for question, reviews in alarms.overruled(session, client).items():
        for review in reviews:
            learned = own(review.rubric).get(question)
            if learned is None:
                series[_Reviewed(question)].append(review)
            elif review.interaction not in learned:
                series[_Reviewed(question, review.rubric)].append(review)
    return series


def _overruled(session: Session, client: str, rubric_of: RubricOf, vigilance: Vigilance) -> Iterator[AlarmRow]:
    """Questions on which people overrule the machine more than they did."""
    ended = alarms.latest(session, client, AlarmKind.OVERRIDE)
    for asked, all_reviews in _series(session, client, rubric_of).items():
        question = asked.question
        reviews = [review for review in all_reviews if question not in ended or review.at > ended[question]]
        alarm = rung(client, question, reviews, asked.vigilance(vigilance))
        if alarm is not None:
            alarm.detail = alarm.detail if asked.rubric is None else {**alarm.detail, "rubric": asked.rubric}
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
    last = last_week(session, now)
    daily = rollups.daily(session, Group(GroupKind.CLIENT, client), last.with_those_before(vigilance))
    before = summed(counters for day, counters in daily if day < last.since)
    week = summed(counters for day, counters in daily if day >= last.since)
    for name in (*FAMILIES, *SURE):
        seed = f"{client} {name} {last.since}"
        shift = compared(seed, family(before, name), family(week, name), name in SURE, vigilance)
        if shift is not None and shift.alarm:
            yield _alarm(client, name, last.moments(session), shift, vigilance)


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
