"""The watch over criteria that a centre's own means answer: how often they are met, and how often they cannot be told.

Each version of a rubric is watched by itself, since another rule answers under another version: a new one has no weeks
before, and is quiet until it has. After an alarm a measure begins anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlmodel import Session

from qa_service.domain.clauses import walk
from qa_service.domain.own_clauses import AsksModel, ResemblesExamples
from qa_service.domain.rollups import Counters, family, summed
from qa_service.domain.rubric import Rubric
from qa_service.domain.spoken_clauses import SaysPhrase, SaysScript
from qa_service.domain.watching import Measure, Tally, Vigilance, WatchedShare
from qa_service.figures.basis import RubricOf
from qa_service.figures.weekly import Week, last_week
from qa_service.statistics.watch import share_shift
from qa_service.store import alarms, criterion_totals
from qa_service.store.scope import calendar_of
from qa_service.store.tables_figures import AlarmKind, AlarmRow

_OWN_MEANS = (SaysPhrase, SaysScript, ResemblesExamples, AsksModel)


def questions(rubric: Rubric) -> Mapping[str, frozenset[str]]:
    """The criteria of a rubric that a phrase, a script, learned examples or a language model answer, as questions; with
    the learned models that each rests on.
    """
    rules = {f"criterion:{criterion.id}": list(walk(criterion.rule, "")) for criterion in rubric.criteria}
    return {
        question: frozenset(clause.model for _, clause in clauses if isinstance(clause, ResemblesExamples))
        for question, clauses in rules.items()
        if any(isinstance(clause, _OWN_MEANS) for _, clause in clauses)
    }


def alarm_rows(
    session: Session, client: str, now: datetime, rubric_of: RubricOf, vigilance: Vigilance
) -> Iterator[AlarmRow]:
    """Measures whose last full week differs from the weeks before."""
    week = last_week(session, now)
    since, until = week.moments(session)
    for share, chance in moved(shares(session, client, now, rubric_of, vigilance), vigilance):
        rubric = rubric_of(client, share.rubric)
        models = questions(rubric)[share.question] if rubric is not None else ()
        besides = alarms.learned_from(session, client, models)
        answers = alarms.answers_by_day(session, client, share.question, share.rubric, besides)
        detail = _detail(share, chance, vigilance) | _people(answers, week, vigilance)
        kind = AlarmKind(share.measure.value)
        yield AlarmRow(client=client, kind=kind, subject=share.question, since=since, until=until, detail=detail)


def shares(
    session: Session, client: str, now: datetime, rubric_of: RubricOf, vigilance: Vigilance
) -> list[WatchedShare]:
    """What is watched: each own criterion of each version that answered in the last full week."""
    week = last_week(session, now)

    @cache
    def own(name: str) -> Mapping[str, frozenset[str]]:
        rubric = rubric_of(client, name)
        return {} if rubric is None else questions(rubric)

    days = week.with_those_before(vigilance)
    totals = criterion_totals.by_version(session, client, days, lambda name: bool(own(name)))
    ended = {measure: alarms.latest_by_version(session, client, AlarmKind(measure.value)) for measure in Measure}
    watched = []
    for name, daily in sorted(totals.items()):
        for question in sorted(own(name)) if max(daily) >= week.since else ():
            for measure in Measure:
                end = ended[measure].get((question, name))
                first = calendar_of(session).day(end) if end is not None else None
                watched.append(_share(question, name, measure, daily, week, first))
    return watched


def _share(
    question: str, rubric: str, measure: Measure, daily: Mapping[date, Counters], week: Week, first: date | None
) -> WatchedShare:
    """`first`: the day on which its baseline begins anew."""
    before = [day for day in daily if day < week.since and (first is None or day >= first)]
    tallies = (
        Tally.of_verdicts(family(summed(daily[day] for day in days), question), measure)
        for days in (before, [day for day in daily if day >= week.since])
    )
    return WatchedShare(question, rubric, measure, *tallies)


def moved(watched: Sequence[WatchedShare], vigilance: Vigilance) -> list[tuple[WatchedShare, float]]:
    """The measures that moved, of those with enough answers, with the chance of so large a move without any change. All
    together ring falsely as rarely as one family, however many there are (Bonferroni).
    """
    enough = [share for share in watched if min(share.before.of, share.week.of) >= vigilance.least]
    chances = [_chance(share.before, share.week) for share in enough]
    each = vigilance.weekly_false_alarm / max(len(enough), 1)
    return [(share, chance) for share, chance in zip(enough, chances, strict=True) if chance <= each]


def _chance(before: Tally, late: Tally) -> float:
    return share_shift(before.count, before.of, late.count, late.of)


def _detail(share: WatchedShare, chance: float, vigilance: Vigilance) -> dict[str, Any]:
    return {
        "rubric": share.rubric,
        "before": share.before.share,
        "answers_before": share.before.of,
        "share": share.week.share,
        "answers": share.week.of,
        "p_value": chance,
        "false_alarm": vigilance.weekly_false_alarm,
        "weeks_before": vigilance.weeks,
    }


def _people(answers: Sequence[tuple[date, bool]], week: Week, vigilance: Vigilance) -> dict[str, Any]:
    """How often people agreed with the machine on contacts of the week and of before; nothing where they answered none
    of the one or the other. `agreement_fell`: by more than chance would have it.
    """
    agrees = {
        "before": [agrees for day, agrees in answers if day < week.since],
        "late": [agrees for day, agrees in answers if week.since <= day < week.until],
    }
    before, late = (Tally(sum(side), len(side)) for side in agrees.values())
    if before.share is None or late.share is None:
        return {}
    fell = late.share < before.share and _chance(before, late) <= vigilance.weekly_false_alarm
    sides = {"before": before, "late": late}
    people = {name: {"agreed": tally.count, "reviews": tally.of} for name, tally in sides.items()}
    return {"people": people, "agreement_fell": fell}
