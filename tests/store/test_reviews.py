"""People's answers on real databases: which one counts, what ends in a dispute, what a correction leaves standing."""

import uuid
from datetime import timedelta

import pytest
from sqlmodel import select

from qa_service.domain.agreement import Coefficient, Grounds
from qa_service.domain.interaction import Channel, GivenTurn, Interaction, Party, State
from qa_service.domain.review import CorrectionKind, DisputeState, Judged, MachineAnswer, Policy, ReviewAnswer
from qa_service.domain.sampling import Purpose
from qa_service.domain.transcript import TurnChange
from qa_service.errors import BadInput, Conflict, Forbidden, say
from qa_service.reviewing import agreements
from qa_service.store import audit, calibration, corrections, disputes, interactions, policies, results, reviews
from qa_service.store.answers import AgreementFilters
from qa_service.store.blobs import Blobs
from qa_service.store.calibration import NewCalibration
from qa_service.store.claims import Job
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.reviews import Occasion, ReviewFilters
from qa_service.store.staging import Staging
from qa_service.store.tables import now
from qa_service.store.tables_reviews import ReviewRow
from qa_service.worker.steps import Steps
from tests.acceptance.chaos import text
from tests.stages import PlainStages
from tests.store.test_samples import ANNA, BRUNO, contact, stored

GREETING = "criterion:greeting"
FREE = Occasion()
MACHINE = {GREETING: MachineAnswer("yes", 0.9)}


def given(store: Store, id: uuid.UUID, answer: str, by: str = ANNA, occasion: Occasion = FREE) -> ReviewRow:
    with store.transaction() as session:
        row = interactions.get(session, id)
        return reviews.add(session, row, "test@1", MACHINE, [ReviewAnswer(GREETING, answer)], by, occasion)[0]


def counting(store: Store, id: uuid.UUID) -> str | None:
    with store.reading() as session:
        found = reviews.effective(session, [id]).get(id, {}).get(GREETING)
    return found.answer if found else None


def test_the_latest_answer_counts_a_decision_before_it_and_a_calibration_never(store: Store) -> None:
    (id,) = stored(store, [contact(0)])
    assert counting(store, id) is None
    given(store, id, "no")
    given(store, id, "unclear", BRUNO)
    assert counting(store, id) == "unclear"
    given(store, id, "yes", BRUNO, Occasion(dispute=uuid.uuid4()))
    given(store, id, "no", ANNA, Occasion(pick=uuid.uuid4()))
    assert counting(store, id) == "yes"
    (other,) = stored(store, [contact(1)])
    given(store, other, "no", ANNA, Occasion(Purpose.CALIBRATION, session=uuid.uuid4()))
    assert counting(store, other) is None


def test_the_same_answer_sent_twice_is_kept_once_and_another_is_added(store: Store) -> None:
    (id,) = stored(store, [contact(0)])
    assert given(store, id, "no").id == given(store, id, "no").id
    assert given(store, id, "yes").id != given(store, id, "no", BRUNO).id
    with store.reading() as session:
        page = reviews.page(session, ReviewFilters(interaction=id), limit=2)
        rest = reviews.page(session, ReviewFilters(interaction=id), cursor=page.next)
    assert [row.answer for row in (*page.rows, *rest.rows)] == ["no", "yes", "no"]
    assert rest.next is None
    assert {(row.machine, row.machine_confidence) for row in page.rows} == {("yes", 0.9)}


def test_answers_are_only_ever_added_to(store: Store) -> None:
    (id,) = stored(store, [contact(0)])
    given(store, id, "no")
    for change in (lambda s, row: s.delete(row), lambda s, row: setattr(row, "answer", "yes")):
        with pytest.raises(Forbidden, match="only ever added"), store.transaction() as session:
            change(session, session.exec(select(ReviewRow)).one())
    with store.transaction() as session:  # but an erased interaction takes them along
        session.delete(interactions.get(session, id))
    with store.reading() as session:
        assert session.exec(select(ReviewRow)).all() == []


def test_a_replaced_content_loses_its_answers_and_a_corrected_one_keeps_them(store: Store, intake: Intake) -> None:
    steps = Steps(store, intake.blobs, intake.staging, PlainStages())
    with store.transaction() as session:
        id = intake.accept(session, text(1))[0].id
    steps.text(Job(id, 1))
    given(store, id, "no")
    with store.transaction() as session:
        corrections.swap(session, interactions.get(session, id), "", ANNA)
    steps.text(Job(id, 2))
    assert counting(store, id) == "no"
    with store.transaction() as session:
        row, _ = intake.accept(session, text(1, "altro"), replace=True)
    assert (row.run, counting(store, id)) == (3, None)


def test_a_correction_is_carried_out_once_masked_and_from_the_stored_words(
    store: Store, intake: Intake, staging: Staging, blobs: Blobs
) -> None:
    steps = Steps(store, blobs, staging, PlainStages())
    with store.transaction() as session:
        id = intake.accept(session, text(1))[0].id
    steps.text(Job(id, 1))
    with store.transaction() as session:
        row = interactions.get(session, id)
        wanted = [TurnChange(0, "chiamo il 340999"), TurnChange(1, party=Party.OTHER)]
        made = corrections.change(session, staging, row, wanted, "misheard, 340 999 123", ANNA)
    assert made.why == "misheard, [NUMBER]"
    assert made.body == [
        {"turn": 0, "words": True},
        {"turn": 1, "party_was": "customer", "party": "other"},
    ]
    with store.transaction() as session, pytest.raises(Conflict):  # one after the other
        corrections.swap(session, interactions.get(session, id), "", ANNA)
    for _ in range(2):
        steps.text(Job(id, 2))
    with store.reading() as session:
        turns = results.understood(session, id).transcript.turns
        assert interactions.get(session, id).state is State.DONE
    assert [(turn.text, turn.party) for turn in turns] == [
        ("chiamo il [PHONE]", Party.AGENT),
        ("sono il [PHONE]", Party.OTHER),
    ]
    assert list(blobs.list(f"work/{id}")) == []  # nothing unmasked is left
    for bad in (TurnChange(9, "x"), TurnChange(0, " "), TurnChange(0, "chiamo il [PHONE]")):
        with pytest.raises(BadInput), store.transaction() as session:
            corrections.change(session, staging, interactions.get(session, id), [bad], "", ANNA)


def test_a_person_confirms_who_is_who(store: Store, intake: Intake) -> None:
    steps = Steps(store, intake.blobs, intake.staging, PlainStages())
    with store.transaction() as session:
        id = intake.accept(session, text(1))[0].id
    steps.text(Job(id, 1))
    with store.transaction() as session:
        made = corrections.confirm_roles(session, interactions.get(session, id), "heard it", ANNA)
    assert (made.run, made.kind) == (2, CorrectionKind.ROLES)
    assert [(one["party_was"], one["party"]) for one in made.body] == [("agent", "agent"), ("customer", "customer")]
    assert corrections.changes(made, intake.staging).parties == {0: Party.AGENT, 1: Party.CUSTOMER}
    steps.text(Job(id, 2))
    with store.reading() as session:
        assert [t.party for t in results.understood(session, id).transcript.turns] == [Party.AGENT, Party.CUSTOMER]
        assert audit.trail(session, subject=str(id))[0].action == "confirm.roles"
    nobody = Interaction(id="o", client="acme", channel=Channel.CHAT, turns=(GivenTurn(text="ciao", speaker="bot"),))
    with store.transaction() as session:
        other = intake.accept(session, nobody)[0].id
    steps.text(Job(other, 1))
    with store.transaction() as session, pytest.raises(Conflict, match="nothing to confirm"):
        corrections.confirm_roles(session, interactions.get(session, other), "", ANNA)


def test_a_correction_that_fails_leaves_what_was_found(store: Store, intake: Intake) -> None:
    steps = Steps(store, intake.blobs, intake.staging, PlainStages())
    with store.transaction() as session:
        id = intake.accept(session, text(1))[0].id
    steps.text(Job(id, 1))
    with store.transaction() as session:
        corrections.swap(session, interactions.get(session, id), "", ANNA)
    steps.fail(Job(id, 2), say("no memory"))
    with store.reading() as session:
        row = interactions.get(session, id)
        assert (row.state, row.failure) == (State.DONE, "the correction could not be carried out: no memory")
        assert results.processed(session, id).scorecard.rubric == "test@1"


def judgement(store: Store, id: uuid.UUID) -> Judged:
    with store.reading() as session:
        return disputes.judgements(session, [interactions.get(session, id)])[id]


def test_a_judgement_goes_from_machine_to_final(store: Store) -> None:
    (id,) = stored(store, [contact(0)])
    assert judgement(store, id) is Judged.MACHINE
    given(store, id, "no")
    assert judgement(store, id) is Judged.REVIEWED
    with store.transaction() as session:
        made = disputes.open_dispute(session, interactions.get(session, id), [GREETING], "not so", "user:agent").id
    assert judgement(store, id) is Judged.DISPUTED
    with store.transaction() as session, pytest.raises(Conflict, match="open already"):
        disputes.open_dispute(session, interactions.get(session, id), [], "again", "user:agent")
    for person in (ANNA, "user:agent"):  # the reviewer, and who objected
        with store.transaction() as session, pytest.raises(Forbidden):
            disputes.decide(session, disputes.get(session, made), True, "", person)
    with store.transaction() as session:
        assert disputes.decide(session, disputes.get(session, made), False, "heard it", BRUNO).state == "rejected"
    assert judgement(store, id) is Judged.FINAL
    with store.transaction() as session, pytest.raises(Conflict, match="final"):
        disputes.open_dispute(session, interactions.get(session, id), [], "again", "user:agent")
    with store.reading() as session, pytest.raises(Conflict, match="final"):
        disputes.refuse_if_final(session, id)


def test_times_over_close_the_door_and_let_objections_expire(store: Store) -> None:
    late, reviewed, open_ = stored(store, [contact(n, done_at=now() - timedelta(days=15)) for n in range(3)])
    with store.transaction() as session, pytest.raises(Conflict, match="14 days"):
        disputes.open_dispute(session, interactions.get(session, late), [], "not so", "user:agent")
    given(store, reviewed, "no")  # a fresh answer opens the time anew
    with store.transaction() as session:
        row = disputes.open_dispute(session, interactions.get(session, reviewed), [], "not so", "user:agent")
        row.due_at = now() - timedelta(seconds=1)
    with store.transaction() as session:
        policies.save(session, "acme", Policy(dispute_days=20), "user:admin")
        disputes.open_dispute(session, interactions.get(session, open_), [], "not so", "user:agent")
    with store.reading() as session:
        by_state = {
            state: [one.interaction_id for one in disputes.page(session, disputes.DisputeFilters(state=state)).rows]
            for state in DisputeState
        }
    assert by_state == {
        DisputeState.OPEN: [open_],
        DisputeState.EXPIRED: [reviewed],
        DisputeState.UPHELD: [],
        DisputeState.REJECTED: [],
    }
    assert judgement(store, reviewed) is Judged.REVIEWED
    with store.transaction() as session, pytest.raises(Conflict, match="expired"):
        disputes.decide(session, row, True, "", BRUNO)


def test_unrevealed_answers_of_others_stay_closed(store: Store) -> None:
    (id,) = stored(store, [contact(0)])
    with store.transaction() as session:
        room = calibration.create(
            session, NewCalibration("one", [id], people=[ANNA, BRUNO], questions=[GREETING]), ANNA
        )
    occasion = Occasion(Purpose.CALIBRATION, session=room.id, blind=True)
    given(store, id, "yes", ANNA, occasion)
    with store.transaction() as session, pytest.raises(Conflict, match="fewer than two"):
        calibration.reveal(session, room.id, ANNA)
    given(store, id, "no", BRUNO, occasion)
    with store.reading() as session:
        seen = reviews.page(session, ReviewFilters(interaction=id, viewer=ANNA)).rows
        assert [row.reviewer for row in seen] == [ANNA]
        assert agreements.agreement(session, AgreementFilters()) == []
        calibration.admit(room, id, [GREETING], ANNA)
        for refused, error in (
            ((room, id, [GREETING], "user:carla"), Forbidden),
            ((room, uuid.uuid4(), [GREETING], ANNA), BadInput),
            ((room, id, ["label:intent"], ANNA), BadInput),
        ):
            with pytest.raises(error):
                calibration.admit(*refused)
    with store.transaction() as session:
        calibration.reveal(session, room.id, BRUNO)
    with store.reading() as session:
        assert len(reviews.page(session, ReviewFilters(interaction=id, viewer=ANNA)).rows) == 2
        (found,) = agreements.agreement(session, AgreementFilters())
    assert (found.people.units, found.machine.units) == (1, 1)


def test_a_criterion_goes_alone_while_the_clients_threshold_is_held(store: Store) -> None:
    ids = stored(store, [contact(n) for n in range(40)])
    blind = Occasion(Purpose.RANDOM, pick=uuid.uuid4(), blind=True)
    for number, id in enumerate(ids):
        with store.transaction() as session:
            row = interactions.get(session, id)
            machine = {"criterion:good": MachineAnswer("yes", 0.9), "criterion:bad": MachineAnswer("yes", 0.6)}
            answers = [
                ReviewAnswer("criterion:good", "no" if number == 0 else "yes"),
                ReviewAnswer("criterion:bad", ("yes", "no")[number % 2]),
            ]
            if number < 5:
                machine["criterion:new"] = MachineAnswer("yes", 0.9)
                answers.append(ReviewAnswer("criterion:new", "yes"))
            reviews.add(session, row, "test@1", machine, answers, ANNA, blind)
    with store.reading() as session:
        found = agreements.auto_scored(session, "acme")
    assert {name: (one.auto, one.grounds) for name, one in found.items()} == {
        "good": (True, Grounds.HOLDS),
        "bad": (False, Grounds.BELOW),
        "new": (False, Grounds.TOO_FEW),
    }
    assert found["never seen"].grounds is Grounds.NOT_CHECKED
    with store.transaction() as session:
        policies.save(session, "acme", Policy(threshold=0.999, coefficient=Coefficient.PERCENT), "user:admin")
    with store.reading() as session:
        assert agreements.auto_scored(session, "acme")["good"].auto is False
        # answers in sight of the machine's, or to risky picks, say nothing here
        assert agreements.agreement(session, AgreementFilters(purposes=(Purpose.RISK,))) == []


def test_the_silent_machine_is_counted_apart(store: Store) -> None:
    ids = stored(store, [contact(n) for n in range(3)])
    for id, said in zip(ids, ("yes", None, "unclear"), strict=True):
        with store.transaction() as session:
            row = interactions.get(session, id)
            machine = {GREETING: MachineAnswer(said, None)}
            reviews.add(
                session, row, None, machine, [ReviewAnswer(GREETING, "yes")], ANNA, Occasion(Purpose.RANDOM, blind=True)
            )
    with store.reading() as session:
        (found,) = agreements.agreement(session, AgreementFilters(client="acme"))
    assert (found.machine.units, found.machine.silent) == (1, 2)
