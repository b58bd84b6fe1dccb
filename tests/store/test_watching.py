"""The watch over stored reviews and weeks: rings once, begins anew, and stays quiet where nothing changed."""

import random
from datetime import datetime, timedelta

from sqlmodel import Session, select

from qa_service.domain.sampling import Purpose
from qa_service.domain.watching import Vigilance
from qa_service.figures import watching
from qa_service.store import alarms
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.tables_figures import AlarmKind, AlarmRow
from qa_service.store.tables_reviews import ReviewRow
from tests.figures import NOON, contact, saved
from tests.store.test_confirmation import DEFAULT

CLOSELY = Vigilance(baseline=40, horizon=200, least=20)
LATER = NOON + timedelta(days=120)
QUESTION = "criterion:greeting"
RUBRICS = Rubrics(DEFAULT)


def looked(store: Store, moment: datetime) -> list[AlarmRow]:
    return watching.run(store, RUBRICS, moment, CLOSELY)


def reviewed(session: Session, differ: list[bool], *, start: int = 0, purpose: Purpose = Purpose.RANDOM) -> None:
    """Reviews of one question, a minute apart; each says whether the person overrules the machine."""
    row = saved(session, contact(f"r{start}"))
    for minute, differs in enumerate(differ):
        session.add(
            ReviewRow(
                client="acme",
                interaction_id=row.id,
                run=1,
                question=QUESTION,
                answer="no" if differs else "yes",
                machine="yes",
                reviewer="anna",
                at=NOON + timedelta(minutes=start + minute),
                purpose=purpose,
            )
        )


def at_rate(n: int, every: int) -> list[bool]:
    return [(number + 1) % every == 0 for number in range(n)]


def test_a_rising_override_rate_rings_once_and_the_watch_begins_anew(store: Store) -> None:
    with store.transaction() as session:
        reviewed(session, at_rate(40, 10) + at_rate(60, 2))
    found = looked(store, LATER)
    (alarm,) = [one for one in found if one.kind is AlarmKind.OVERRIDE]
    assert (alarm.client, alarm.subject, alarm.detail["baseline_rate"]) == ("acme", QUESTION, 0.1)
    assert alarm.since == NOON + timedelta(minutes=40)
    assert alarm.detail["reviews"] < 40
    assert looked(store, LATER) == []  # known already; after it there are too few for a new baseline
    with store.transaction() as session:
        reviewed(session, at_rate(100, 2), start=1000)
    assert looked(store, LATER) == []  # every second one is overruled in the new baseline as well


def test_a_steady_machine_and_answers_to_risky_picks_do_not_ring(store: Store) -> None:
    with store.transaction() as session:
        reviewed(session, at_rate(150, 10))
        reviewed(session, at_rate(90, 1), start=1000, purpose=Purpose.RISK)
    assert looked(store, LATER) == []
    with store.reading() as session:
        (rate,) = watching.rates(session, "acme", RUBRICS, CLOSELY)
    assert (rate.reviews, rate.baseline, rate.rolling) == (150, 0.1, 0.1)  # 5 of the last 50


def test_a_week_that_answers_otherwise_rings_and_the_same_week_only_once(store: Store) -> None:
    rng = random.Random(1)
    with store.transaction() as session:
        for week in range(4):
            for n in range(25):
                resolved = rng.random() < (0.1 if week == 3 else 0.8)
                day = 7 * week + n % 5
                sure = 0.95 if week < 3 else 0.55
                where = contact(f"{week}-{n}", day=day)
                saved(session, where, resolution="resolved" if resolved else "unresolved", sure=sure)
    monday = NOON + timedelta(days=27)  # 3 November is a Tuesday: the last full week is that of day 20 to 26
    found = looked(store, monday)
    assert {(one.kind, one.subject) for one in found} == {
        (AlarmKind.LABELS, "label:resolution"),
        (AlarmKind.CONFIDENCE, "label:resolution"),
        (AlarmKind.CONFIDENCE, "label:intent"),
    }
    assert looked(store, monday) == []
    with store.reading() as session:
        first = alarms.page(session, "acme", limit=2)
        rest = alarms.page(session, "acme", cursor=first.next, limit=2)
        assert (len(first.rows), len(rest.rows), rest.next) == (2, 1, None)
        assert len(session.exec(select(AlarmRow)).all()) == 3
