"""The queue of a sample: who is given which pick, and what happens when two ask at once."""

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from qa_service.domain.sampling import Purpose, SampleRequest
from qa_service.errors import Conflict
from qa_service.store import assignments, disputes
from qa_service.store.repository import Store
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_reviews import AssignmentRow, SamplePickRow, SampleRow
from tests.store.test_samples import ANNA, BRUNO, contact, drawn, stored


def taken(session: Session, row: SampleRow, person: str) -> AssignmentRow:
    """The next pick of a sample that has one left for this person."""
    found = assignments.take_next(session, row.id, person)
    assert found is not None
    return found


def test_the_queue_gives_each_pick_to_one_person_and_some_to_two(store: Store) -> None:
    stored(store, [contact(n) for n in range(8)])
    row = drawn(store, SampleRequest("half twice", Purpose.RANDOM, 4, second=0.5))
    given: Counter[tuple[str, uuid.UUID]] = Counter()
    with store.transaction() as session:
        mine = taken(session, row, ANNA)
        assert assignments.take_next(session, row.id, ANNA) is mine
        other = taken(session, row, BRUNO)
        assert other.pick_id != mine.pick_id
    while True:
        with store.transaction() as session:
            turn = [(person, assignments.take_next(session, row.id, person)) for person in (ANNA, BRUNO)]
            for person, one in turn:
                if one is not None:
                    given[person, one.pick_id] += 1
                    assignments.finish(one)
        if not any(one for _, one in turn):
            break
    assert set(given.values()) == {1}  # nobody answers the same pick twice
    by_pick = Counter(pick for _, pick in given)
    assert sorted(by_pick.values()) == [1, 1, 2, 2]
    with store.reading() as session:
        progress = assignments.progress(session, row.id)
    assert (progress.wanted, progress.done, progress.in_hand) == (6, 6, 0)
    assert sum(progress.by_reviewer.values()) == 6


def test_a_pick_in_other_hands_takes_no_answer(store: Store) -> None:
    stored(store, [contact(0)])
    row = drawn(store, SampleRequest("one", Purpose.RANDOM, 1))
    with store.transaction() as session:
        mine = taken(session, row, ANNA)
        with pytest.raises(Conflict, match="somebody else"):
            assignments.held(session, mine.pick_id, BRUNO)
        assert assignments.held(session, mine.pick_id, ANNA) is mine


def test_a_lease_that_ran_out_frees_the_pick_and_an_erased_one_is_passed_over(store: Store) -> None:
    stored(store, [contact(n) for n in range(2)])
    row = drawn(store, SampleRequest("both", Purpose.RANDOM, 2))
    with store.transaction() as session:
        first = taken(session, row, ANNA)
        first.leased_until = now() - timedelta(seconds=1)
    with store.transaction() as session:
        again = taken(session, row, BRUNO)
        assert again.id == first.id
        rest = session.exec(select(SamplePickRow).where(SamplePickRow.id != again.pick_id)).one()
        session.delete(session.get_one(InteractionRow, rest.interaction_id))
    with store.transaction() as session:
        assert assignments.take_next(session, row.id, ANNA) is None
        assert assignments.progress(session, row.id).wanted == 1


def test_a_pick_that_a_dispute_made_final_is_passed_over(store: Store) -> None:
    stored(store, [contact(n) for n in range(2)])
    row = drawn(store, SampleRequest("both", Purpose.RANDOM, 2))
    with store.transaction() as session:
        first = taken(session, row, ANNA)
        interaction = session.get_one(InteractionRow, assignments.pick(session, first.pick_id).interaction_id)
        dispute = disputes.open_dispute(session, interaction, [], "no", "user:aldo")
        disputes.decide(session, dispute, False, "yes", BRUNO)
    with store.transaction() as session:
        second = taken(session, row, ANNA)
        assert second.pick_id != first.pick_id  # which nobody may answer any more, though she has it in hand
        assert assignments.progress(session, row.id).wanted == 1


def test_people_who_ask_at_the_same_moment_get_different_picks(store: Store) -> None:
    stored(store, [contact(n) for n in range(8)])
    row = drawn(store, SampleRequest("all", Purpose.RANDOM, 8))

    def ask(person: int) -> uuid.UUID | None:
        with store.transaction() as session:
            found = assignments.take_next(session, row.id, f"user:{person}")
        return found.pick_id if found else None

    with ThreadPoolExecutor(6) as pool:
        given = list(pool.map(ask, range(6)))
    assert None not in given
    assert len(set(given)) == 6
