"""Totals of agreement equal a recount, whatever was answered, changed, revealed or erased, by however many at once."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import select

from qa_service.domain.agreement import AutoScore, Grounds
from qa_service.domain.review import MachineAnswer, Policy, ReviewAnswer
from qa_service.domain.sampling import Purpose
from qa_service.figures.scorecard import strictest
from qa_service.reviewing import agreements
from qa_service.store import agreement_rollups, calibration, erase, interactions, policies, reviews, rollup_rebuild
from qa_service.store.agreement_rollups import Pair
from qa_service.store.answers import AgreementFilters
from qa_service.store.blobs import Blobs
from qa_service.store.calibration import NewCalibration
from qa_service.store.repository import Store
from qa_service.store.reviews import Occasion
from qa_service.store.staging import Staging
from qa_service.store.tables import now
from qa_service.store.tables_reviews import AgreementTotalRow, ReviewRow
from tests.figures import contact, saved
from tests.store.test_samples import ANNA, BRUNO

GREETING, FAREWELL = "criterion:greeting", "criterion:farewell"
BLIND = Occasion(Purpose.RANDOM, pick=uuid.uuid4(), blind=True)
LATELY = date(2000, 1, 1)


def put(store: Store, count: int, client: str = "acme") -> list[uuid.UUID]:
    with store.transaction() as session:
        return [saved(session, contact(f"{client}-{n}", client=client)).id for n in range(count)]


def answer(
    store: Store,
    id: uuid.UUID,
    said: str,
    by: str = ANNA,
    occasion: Occasion = BLIND,
    machine: str | None = "yes",
    question: str = GREETING,
) -> None:
    with store.transaction() as session:
        row = interactions.get(session, id)
        reviews.add(
            session, row, None, {question: MachineAnswer(machine, 0.9)}, [ReviewAnswer(question, said)], by, occasion
        )


def kept(store: Store, client: str = "acme") -> dict[str, tuple[Pair, ...]]:
    assert agreement_rollups.check(store) == []
    with store.reading() as session:
        return dict(agreement_rollups.pairs(session, client, LATELY))


def test_the_first_person_counts_with_the_last_answer(store: Store) -> None:
    first, second, third = put(store, 3)
    answer(store, first, "yes")
    answer(store, first, "no")
    answer(store, first, "yes", BRUNO)
    answer(store, second, "yes", machine=None)
    for occasion in (Occasion(), Occasion(Purpose.RISK, blind=True), Occasion(Purpose.RANDOM)):
        answer(store, third, "no", occasion=occasion)  # of one's own accord, for its risk, in sight of the machine
    answer(store, third, "resolved", question="label:resolution")
    assert kept(store) == {GREETING: (Pair("", "yes", 1), Pair("yes", "no", 1))}


def test_a_session_counts_once_it_is_revealed_and_the_erased_do_not(
    store: Store, blobs: Blobs, staging: Staging
) -> None:
    ids = [*put(store, 2), *put(store, 1, "beta")]
    with store.transaction() as session:
        room = calibration.create(session, NewCalibration("one", ids), ANNA)
    for id in ids:
        answer(store, id, "no", ANNA, Occasion(Purpose.CALIBRATION, session=room.id, blind=True))
        answer(store, id, "yes", BRUNO, Occasion(Purpose.CALIBRATION, session=room.id, blind=True))
    assert (kept(store), kept(store, "beta")) == ({}, {})
    with store.transaction() as session:
        calibration.reveal(session, room.id, ANNA)
    assert kept(store) == {GREETING: (Pair("yes", "no", 2),)}
    assert kept(store, "beta") == {GREETING: (Pair("yes", "no", 1),)}
    with store.transaction() as session:
        erase.erase(session, ids[0], blobs, staging)
    assert kept(store) == {GREETING: (Pair("yes", "no", 1),)}


def test_months_that_are_long_past_do_not_count(store: Store) -> None:
    ids = put(store, 2)
    for id in ids:
        answer(store, id, "yes")
    with store.transaction() as session:
        session.execute(
            sa.update(ReviewRow).where(ReviewRow.interaction_id == ids[0]).values(at=now() - timedelta(days=430))  # type: ignore[arg-type]
        )
    assert agreement_rollups.check(store) == ["acme"]
    list(rollup_rebuild.rebuild(store))
    assert kept(store) == {GREETING: (Pair("yes", "yes", 2),)}
    with store.reading() as session:
        assert agreements.auto_scored(session, "acme")["greeting"].units == 1


def test_a_database_older_than_these_totals_gets_them(store: Store) -> None:
    (id,) = put(store, 1)
    assert not agreement_rollups.is_needed(store)
    answer(store, id, "no")
    with store.transaction() as session:
        session.execute(sa.delete(AgreementTotalRow))
    assert agreement_rollups.is_needed(store)
    agreement_rollups.rebuild(store)
    assert not agreement_rollups.is_needed(store)
    assert kept(store) == {GREETING: (Pair("yes", "no", 1),)}


def test_totals_equal_a_recount_after_several_answered_at_once(store: Store) -> None:
    ids = put(store, 4)

    def work(person: int) -> None:
        for id in ids:
            for question in (GREETING, FAREWELL):
                answer(store, id, "no" if person % 2 else "yes", f"user:p{person}", question=question)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(work, range(4), timeout=120))
    found = kept(store)
    assert {question: sum(pair.n for pair in pairs) for question, pairs in found.items()} == {GREETING: 4, FAREWELL: 4}
    with store.reading() as session:
        assert len(session.exec(select(ReviewRow)).all()) == 32


def test_the_scorecards_verdict_is_that_of_the_agreement_itself(store: Store) -> None:
    ids = put(store, 40)
    for number, id in enumerate(ids):
        answer(store, id, "no" if number < 6 else "yes", machine="no" if number in (3, 4, 30) else "yes")
    with store.transaction() as session:
        policies.save(session, "acme", Policy(threshold=0.9), "user:admin")
    with store.reading() as session:
        quick = agreements.auto_scored(session, "acme")
        (slow,) = agreements.agreement(session, AgreementFilters(client="acme"))
    assert slow.auto is not None
    assert slow.auto.grounds is Grounds.BELOW
    assert quick["greeting"].low == pytest.approx(slow.auto.low)
    assert quick["greeting"].reason == slow.auto.reason
    assert quick["never"].grounds is Grounds.NOT_CHECKED


def test_of_several_clients_the_strictest_counts() -> None:
    holds = AutoScore(True, Grounds.HOLDS, 0.9, 0.6, 50, 30)
    below = AutoScore(False, Grounds.BELOW, 0.3, 0.6, 50, 30)
    few = AutoScore(False, Grounds.TOO_FEW, None, 0.6, 5, 30)
    found = strictest([{"a": holds, "b": holds, "c": holds}, {"a": below, "b": few}, {"a": few}])
    assert found == {"a": below, "b": few, "c": AutoScore(True, Grounds.NOT_CHECKED)}
    assert strictest([{"a": holds}]) == {"a": holds}
