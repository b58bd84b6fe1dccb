"""The worklist of overruled answers on real databases: what is a case, how long a sorting holds, what is counted."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlmodel import select

from qa_service.domain.overruled import Cause, SecondLook, Standing
from qa_service.domain.review import MachineAnswer, ReviewAnswer
from qa_service.domain.sampling import FrameSpec, Purpose, SampleRequest
from qa_service.store import assignments, calibration, corrections, disputes, interactions, overruled, reviews
from qa_service.store.calibration import NewCalibration
from qa_service.store.claims import Job
from qa_service.store.intake import Intake
from qa_service.store.overruled import OverruledAnswer, OverruledFilters
from qa_service.store.repository import Store
from qa_service.store.reviews import Occasion
from qa_service.store.scope import Scope
from qa_service.store.tables_reviews import ReviewRow, SortedAnswerRow
from qa_service.worker.steps import Steps
from tests.acceptance.chaos import text
from tests.stages import PlainStages
from tests.store.test_reviews import FREE, GREETING, given
from tests.store.test_samples import ANNA, BRUNO, contact, drawn, stored

CARLA = "user:carla"
END = "label:sentiment_end"


def cases(store: Store, scope: Scope | None = None, **filters: object) -> Sequence[OverruledAnswer]:
    with store.reading() as session:
        held = overruled.held(session)
    with store.reading(scope or Scope(None)) as session:
        return overruled.page(session, OverruledFilters(held=held, **filters)).rows  # type: ignore[arg-type]


def standings(store: Store) -> list[str]:
    return [case.sorting.cause.value if case.sorting else "to_sort" for case in cases(store)]


def sorted_as(store: Store, id: uuid.UUID, cause: Cause | None, note: str = "", by: str = CARLA) -> bool:
    """The case of an interaction is sorted."""
    (case,) = [case for case in cases(store) if case.interaction.id == id]
    with store.transaction() as session:
        return overruled.sort(session, case, cause, note, by)


def test_a_case_is_an_answer_that_counts_and_is_another_than_the_machines(store: Store) -> None:
    overruling, agreeing, calibrated, silent, unsure = stored(store, [contact(n) for n in range(5)])
    given(store, overruling, "no")
    given(store, agreeing, "yes")
    given(store, calibrated, "no", occasion=Occasion(Purpose.CALIBRATION, session=uuid.uuid4()))
    for id, machine in ((silent, None), (unsure, "unclear")):
        with store.transaction() as session:
            answers = [ReviewAnswer(GREETING, "no")]
            row = interactions.get(session, id)
            reviews.add(session, row, "test@1", {GREETING: MachineAnswer(machine, None)}, answers, ANNA, FREE)
    (case,) = cases(store)
    assert (case.interaction.id, case.answer.answer, case.answer.machine) == (overruling, "no", "yes")
    assert (case.sorting, case.second_look, case.counts) == (None, None, case.answer)


def test_only_the_answer_that_counts_is_a_case(store: Store) -> None:
    changed, decided, back = stored(store, [contact(n) for n in range(3)])
    given(store, changed, "unclear")
    given(store, changed, "no", BRUNO)
    given(store, decided, "no", BRUNO, Occasion(dispute=uuid.uuid4()))
    given(store, decided, "yes", ANNA)  # later, and yet the decision counts
    given(store, back, "no")
    given(store, back, "yes")
    assert {(case.interaction.id, case.answer.answer) for case in cases(store)} == {(changed, "no"), (decided, "no")}


def test_a_sorting_holds_while_the_same_answer_counts_and_is_taken_back(store: Store) -> None:
    (id,) = stored(store, [contact(0)])
    given(store, id, "no")
    assert sorted_as(store, id, Cause.MACHINE_WRONG, "see 333 1234567")
    (case,) = cases(store)
    assert case.sorting is not None
    assert (case.sorting.note, case.sorting.by, case.second_look) == ("see [NUMBER]", CARLA, None)
    assert not sorted_as(store, id, Cause.MACHINE_WRONG, "see 333 1234567")
    given(store, id, "no", BRUNO)  # somebody else says the same
    assert standings(store) == ["machine_wrong"]
    given(store, id, "not_applicable", BRUNO)  # another answer, which nobody has sorted
    assert standings(store) == ["to_sort"]
    assert sorted_as(store, id, Cause.GUIDE_UNCLEAR)
    assert standings(store) == ["guide_unclear"]
    given(store, id, "yes", BRUNO)  # the machine is not overruled any more
    assert standings(store) == []
    given(store, id, "not_applicable", CARLA)
    assert sorted_as(store, id, None)
    assert standings(store) == ["to_sort"]
    assert not sorted_as(store, id, None)


def test_a_reviewers_mistake_waits_for_a_second_look_and_changes_nothing_by_itself(store: Store) -> None:
    settled, kept = stored(store, [contact(0), contact(1)])
    for id in (settled, kept):
        given(store, id, "no")
        sorted_as(store, id, Cause.REVIEWER_WRONG)
    assert [case.second_look for case in cases(store)] == [SecondLook.WAITING] * 2
    with store.reading() as session:
        assert {rows[GREETING].answer for rows in reviews.effective(session, [settled, kept]).values()} == {"no"}
    given(store, settled, "yes", BRUNO)
    given(store, kept, "no", BRUNO)
    by_id = {case.interaction.id: case for case in cases(store)}
    assert (by_id[settled].second_look, by_id[settled].answer.answer) == (SecondLook.CHANGED, "no")
    assert by_id[settled].counts.answer == "yes"
    assert (by_id[kept].second_look, by_id[kept].sorting) == (SecondLook.KEPT, None)
    sorted_as(store, kept, Cause.MACHINE_WRONG)
    assert sorted(standings(store)) == ["machine_wrong", "reviewer_wrong"]


def test_what_a_decided_objection_has_made_final_offers_no_second_look(store: Store) -> None:
    (id,) = stored(store, [contact(0)])
    given(store, id, "no")
    sorted_as(store, id, Cause.REVIEWER_WRONG)
    with store.transaction() as session:
        dispute = disputes.open_dispute(session, interactions.get(session, id), [], "I did", "user:a0")
        disputes.decide(session, dispute, False, "heard", BRUNO)
    assert [case.second_look for case in cases(store)] == [SecondLook.FINAL]


def test_nothing_of_a_case_shows_before_the_blind_answers_are_in(store: Store) -> None:
    ids = stored(store, [contact(n) for n in range(2)])
    frame = FrameSpec(client="acme")
    sample = drawn(store, SampleRequest("blind", Purpose.RANDOM, 2, frame, seed=1))
    for id in ids:
        given(store, id, "no")
    assert cases(store) == []
    assert counted(store) == []
    _finish(store, sample.id)
    assert {case.interaction.id for case in cases(store)} == set(ids)
    drawn(store, SampleRequest("in sight", Purpose.RANDOM, 2, frame, seed=1, blind=False))
    drawn(store, SampleRequest("calibration", Purpose.CALIBRATION, 2, frame, seed=1))
    assert len(cases(store)) == 2


def test_a_second_blind_answer_is_waited_for_and_an_open_calibration_is(store: Store) -> None:
    (id,) = stored(store, [contact(0)])
    given(store, id, "no")
    sample = drawn(store, SampleRequest("two", Purpose.RANDOM, 1, FrameSpec(client="acme"), seed=1, second=1.0))
    _finish(store, sample.id, ANNA)
    assert cases(store) == []
    _finish(store, sample.id, BRUNO)
    assert len(cases(store)) == 1
    with store.transaction() as session:
        session_id = calibration.create(session, NewCalibration("autumn", [id]), ANNA).id
    assert cases(store) == []
    for person in (ANNA, BRUNO):
        given(store, id, "yes", person, Occasion(Purpose.CALIBRATION, session=session_id, blind=True))
    with store.transaction() as session:
        calibration.reveal(session, session_id, ANNA)
    assert len(cases(store)) == 1


def _finish(store: Store, sample: uuid.UUID, *people: str) -> None:
    """All picks that are left for these people (anybody) are answered."""
    with store.transaction() as session:
        for person in people or (ANNA,):
            while (slot := assignments.take_next(session, sample, person)) is not None:
                assignments.finish(slot)
                session.flush()


def test_a_sample_over_several_clients_holds_the_cases_of_each(store: Store) -> None:
    (id,) = stored(store, [contact(0)])
    given(store, id, "no")
    assert len(cases(store, Scope("acme"))) == 1
    drawn(store, SampleRequest("all", Purpose.RANDOM, 1, FrameSpec(), seed=1))
    assert cases(store, Scope("acme")) == []


def test_each_sees_the_cases_within_reach(store: Store) -> None:
    for n, client in enumerate(("acme", "acme", "other")):
        (id,) = stored(store, [contact(n, client=client, team=f"t{n}")])
        given(store, id, "no")
        sorted_as(store, id, Cause.MACHINE_WRONG)
    assert [case.interaction.external_id for case in cases(store, Scope("other"))] == ["i2"]
    assert [case.interaction.external_id for case in cases(store, Scope("acme", team="t1"))] == ["i1"]
    assert len(cases(store, client="acme")) == 2
    with store.reading(Scope("other")) as session:
        assert len(session.exec(select(SortedAnswerRow)).all()) == 1


def test_replaced_content_takes_its_cases_along_and_a_correction_leaves_them(store: Store, intake: Intake) -> None:
    steps = Steps(store, intake.blobs, intake.staging, PlainStages())
    with store.transaction() as session:
        id = intake.accept(session, text(1))[0].id
    steps.text(Job(id, 1))
    given(store, id, "no")
    sorted_as(store, id, Cause.GUIDE_UNCLEAR)
    with store.transaction() as session:
        corrections.swap(session, interactions.get(session, id), "", ANNA)
    steps.text(Job(id, 2))
    assert standings(store) == ["guide_unclear"]
    (case,) = cases(store)
    with store.reading() as session:
        assert case.answer.versions is not None
        assert case.answer.versions == session.get_one(ReviewRow, case.answer.id).versions
    with store.transaction() as session:
        intake.accept(session, text(1, "altro"), replace=True)
    steps.text(Job(id, 3))
    assert standings(store) == []
    given(store, id, "no")  # what was said of the old content is not said of the new one
    assert standings(store) == ["to_sort"]


def test_an_erased_interaction_takes_case_and_sorting_along(store: Store) -> None:
    (id,) = stored(store, [contact(0)])
    given(store, id, "no")
    sorted_as(store, id, Cause.GUIDE_UNCLEAR)
    with store.transaction() as session:
        session.delete(interactions.get(session, id))
    with store.reading() as session:
        assert session.exec(select(SortedAnswerRow)).all() == []
    assert cases(store) == []


def counted(store: Store, *starts: datetime, **filters: object) -> list[tuple[str, str | None, int, dict[str, int]]]:
    with store.reading() as session:
        held = overruled.held(session)
        cells = overruled.counts(session, OverruledFilters(held=held, **filters), starts)  # type: ignore[arg-type]
    return sorted(
        (cell.question, cell.rubric, cell.period, {standing or "agrees": n for standing, n in by.items()})
        for cell, by in cells.items()
    )


def test_cases_are_counted_by_question_rubric_and_period(store: Store) -> None:
    march, april = datetime(2026, 3, 10, tzinfo=UTC), datetime(2026, 4, 10, tzinfo=UTC)
    ids = stored(store, [contact(n) for n in range(6)])
    # (answer, rubric, when): the machine says yes throughout
    answers = (
        *(("no", "own@1", march), ("no", "own@1", march), ("yes", "own@1", march)),
        *(("no", "own@1", april), ("no", "own@2", april), ("yes", "own@2", april)),
    )
    for id, (answer, rubric, at) in zip(ids, answers, strict=True):
        with store.transaction() as session:
            of = ReviewRow(client="acme", interaction_id=id, run=1, question=GREETING, answer=answer, reviewer=ANNA)
            of.rubric, of.machine, of.at = rubric, "yes", at
            session.add(of)
    sorted_as(store, ids[0], Cause.MACHINE_WRONG)
    sorted_as(store, ids[4], Cause.REVIEWER_WRONG)
    starts = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
    assert counted(store, *starts) == [
        (GREETING, "own@1", 0, {"machine_wrong": 1, "to_sort": 1, "agrees": 1}),
        (GREETING, "own@1", 1, {"to_sort": 1}),
        (GREETING, "own@2", 1, {"reviewer_wrong": 1, "agrees": 1}),
    ]
    assert counted(store, starts[1], since=starts[1]) == [
        (GREETING, "own@1", 0, {"to_sort": 1}),
        (GREETING, "own@2", 0, {"reviewer_wrong": 1, "agrees": 1}),
    ]
    assert counted(store, starts[0], client="other") == []


def test_labels_are_counted_whatever_the_rubric(store: Store) -> None:
    for n, rubric in enumerate(("own@1", "own@2")):
        (id,) = stored(store, [contact(n)])
        with store.transaction() as session:
            answers, machine = [ReviewAnswer(END, "negative")], {END: MachineAnswer("neutral", 0.8)}
            reviews.add(session, interactions.get(session, id), rubric, machine, answers, ANNA, FREE)
    assert counted(store, datetime(2026, 3, 1, tzinfo=UTC)) == [(END, None, 0, {"to_sort": 2})]


def test_pages_go_by_the_latest_answer_and_are_narrowed(store: Store) -> None:
    ids = stored(store, [contact(n) for n in range(5)])
    for id in ids:
        given(store, id, "no")
    sorted_as(store, ids[2], Cause.MACHINE_WRONG)
    with store.reading() as session:
        first = overruled.page(session, OverruledFilters(), limit=3)
        rest = overruled.page(session, OverruledFilters(), cursor=first.next, limit=3)
        assert [case.interaction.id for case in (*first.rows, *rest.rows)] == ids[::-1]
        assert rest.next is None
        to_sort = OverruledFilters(standing=Standing.TO_SORT)
        assert len(overruled.page(session, to_sort).rows) == 4
        assert overruled.page(session, replace(to_sort, question=END)).rows == []
        assert len(overruled.page(session, replace(to_sort, until=first.rows[0].counts.at)).rows) == 3
        sorted_ones = overruled.page(session, OverruledFilters(standing=Standing.MACHINE_WRONG))
        assert [case.interaction.id for case in sorted_ones.rows] == [ids[2]]
