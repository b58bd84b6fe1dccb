"""Legal holds on both databases: nothing erases, replaces or masks what is under one."""

import threading
import uuid
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from qa_service.domain.interaction import Channel, State
from qa_service.domain.retention import HoldKind
from qa_service.domain.transcript import TurnChange
from qa_service.errors import BadInput, Forbidden, NotFound, UnderHold
from qa_service.services import erasure, holds, transcripts
from qa_service.services.context import Context
from qa_service.services.holds import WantedHold
from qa_service.store import audit, cleanup, interactions, results
from qa_service.store import holds as stored
from qa_service.store.blobs import Blobs
from qa_service.store.intake import DOCUMENT, Intake
from qa_service.store.interactions import Filters
from qa_service.store.partial_uploads import PartialUploads
from qa_service.store.repository import Store
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_retention import LegalHoldRow
from tests.contexts import ANNA, context
from tests.stages import PlainStages
from tests.store.test_interactions import FULL

WHY = "file 12/26"


@pytest.fixture
def anna(store: Store, intake: Intake, tmp_path: Path) -> Context:
    return context(store, intake, partial_uploads=PartialUploads(tmp_path / "uploads"))


def contact(store: Store, intake: Intake, id: str, client: str = "acme", customer: str = "rossi") -> InteractionRow:
    """An analysed chat."""
    document, stages = FULL.model_copy(update={"id": id, "client": client, "customer": customer}), PlainStages()
    with store.transaction() as session:
        row, _ = intake.accept(session, document)
        processed = stages.score(document.model_copy(update={"turns": ()}), stages.understand(document, None, ()))
        results.save_processed(session, row.id, 1, processed)
    return row


def left(store: Store) -> list[str]:
    with store.reading() as session:
        return sorted(row.external_id for row in interactions.page(session, Filters()).rows)


def test_each_kind_of_hold_keeps_what_it_is_about_and_nothing_else(store: Store, intake: Intake, anna: Context) -> None:
    one, other = contact(store, intake, "chat-1"), contact(store, intake, "chat-2")
    contact(store, intake, "bianchi", customer="bianchi")
    strange = contact(store, intake, "strange", client="other")
    for wanted, kept in [
        (WantedHold(interaction=one.id), {one.id}),
        (WantedHold(client="acme", customer="rossi"), {one.id, other.id}),
        (WantedHold(client="other"), {strange.id}),
    ]:
        hold = holds.place(anna, wanted, WHY)
        assert hold.contacts == len(kept)
        with store.reading() as session:
            rows = interactions.page(session, Filters(), also=[stored.is_held()]).rows
            assert {row.id for row in rows} == kept
            for row in rows:
                assert [str(held.id) for held in stored.of_row(session, row)] == [str(hold.id)]
        holds.lift(anna, hold.id)


def test_what_is_held_is_not_erased_and_the_answer_says_why(store: Store, intake: Intake, anna: Context) -> None:
    row = contact(store, intake, "chat-1")
    hold = holds.place(anna, WantedHold(interaction=row.id), WHY)
    with pytest.raises(UnderHold, match=r"1 contact is under a legal hold .*: file 12/26 \(user:anna, 20"):
        erasure.erase(anna, row.id)
    assert left(store) == ["chat-1"]
    holds.lift(anna, hold.id, "closed")
    erasure.erase(anna, row.id)
    assert left(store) == []
    with store.reading() as session:
        lines = [(line.action, line.detail.get("reason"), line.detail.get("why")) for line in audit.trail(session)]
    assert [line for line in lines if "hold" in line[0]] == [
        ("lift legal hold", WHY, "closed"),
        ("set legal hold", WHY, None),
    ]


def test_of_an_erased_customer_the_held_contacts_stay(store: Store, intake: Intake, anna: Context) -> None:
    rows = [contact(store, intake, f"chat-{n}") for n in range(3)]
    hold = holds.place(anna, WantedHold(interaction=rows[1].id), WHY)
    erased = erasure.erase_customer(anna, "acme", "rossi")
    assert (erased.interactions, erased.held) == (2, 1)
    assert erased.left is not None
    assert erased.left.startswith("1 contact is under a legal hold and was left as it is: file 12/26 (user:anna")
    assert left(store) == ["chat-1"]
    holds.lift(anna, hold.id)
    again = erasure.erase_customer(anna, "acme", "rossi")
    assert (again.interactions, again.held, again.left) == (1, 0, None)


def test_of_a_held_customer_nothing_goes_by_whichever_name(store: Store, intake: Intake, anna: Context) -> None:
    row = contact(store, intake, "chat-1")
    contact(store, intake, "chat-2")
    holds.place(anna, WantedHold(client="acme", customer=str(row.customer)), WHY)  # the pseudonym
    for name in ("rossi", str(row.customer)):
        erased = erasure.erase_customer(anna, "acme", name)
        assert (erased.interactions, erased.held) == (0, 2)
    with pytest.raises(UnderHold):
        erasure.erase(anna, row.id)
    contact(store, intake, "chat-3")  # and what comes later is held as well
    assert erasure.erase_customer(anna, "acme", "rossi").held == 3


def test_it_is_not_replaced_and_the_same_again_changes_nothing(store: Store, intake: Intake, anna: Context) -> None:
    contact(store, intake, "chat-1")
    holds.place(anna, WantedHold(client="acme"), WHY)
    same = FULL.model_copy(update={"id": "chat-1", "customer": "rossi"})
    with store.transaction() as session:
        assert intake.accept(session, same, replace=True)[1] is interactions.Outcome.UNCHANGED
    with pytest.raises(UnderHold) as refusal, store.transaction() as session:
        intake.accept(session, same.model_copy(update={"agent": "b2"}), replace=True)
    assert WHY not in str(refusal.value)  # whoever hands in need not know
    with store.reading() as session:
        (row,) = interactions.page(session, Filters()).rows
        assert (row.run, row.state, row.agent) == (1, State.DONE, "a17")


def test_its_words_are_not_corrected_away(store: Store, intake: Intake, anna: Context) -> None:
    row = contact(store, intake, "chat-1")
    holds.place(anna, WantedHold(interaction=row.id), WHY)
    with pytest.raises(UnderHold, match="stays as it is"):
        transcripts.correct(anna, row.id, [TurnChange(1, "[PHONE]")])
    transcripts.swap_roles(anna, row.id)  # no word goes by that


def test_the_original_of_what_failed_stays_while_it_is_held(
    store: Store, intake: Intake, blobs: Blobs, staging: Staging, anna: Context
) -> None:
    recording = blobs.put("acme", [b"sound"], 100)
    with store.transaction() as session:
        text, _ = intake.accept(session, FULL)
        call = FULL.model_copy(update={"id": "call", "channel": Channel.CALL, "turns": ()})
        sound, _ = intake.accept(session, call, recording)
    for row in (text, sound):
        with store.transaction() as session:
            results.fail(session, row.id, 1, stored.STAYS)
    hold = holds.place(anna, WantedHold(client="acme"), WHY)
    later = now() + timedelta(days=8)

    def sweep() -> None:
        with store.transaction() as session:
            cleanup.clear_staging(session, blobs, staging, later, later, keep_done=False)
            cleanup.drop_failed_recordings(session, blobs, later)

    sweep()
    assert staging.get(text.id, 1, DOCUMENT)
    assert blobs.exists(recording.key)
    holds.lift(anna, hold.id)
    sweep()
    assert list(staging.older_than(later)) == []
    assert not blobs.exists(recording.key)


def test_the_database_itself_refuses_to_remove_a_contact_that_is_held_by_name(
    store: Store, intake: Intake, anna: Context
) -> None:
    row = contact(store, intake, "chat-1")
    holds.place(anna, WantedHold(interaction=row.id), WHY)
    with pytest.raises(IntegrityError), store.transaction() as session:
        session.execute(sa.delete(InteractionRow).where(InteractionRow.id == row.id))  # type: ignore[arg-type]


def test_what_is_meant_must_be_said(store: Store, intake: Intake, anna: Context) -> None:
    row = contact(store, intake, "chat-1")
    for wanted in (
        WantedHold(),
        WantedHold(customer="rossi"),
        WantedHold(row.id, "acme"),
        WantedHold(row.id, None, "x"),
    ):
        with pytest.raises(BadInput, match="say what is to be held"):
            holds.place(anna, wanted, WHY)
    with pytest.raises(BadInput, match="not 1 to 500"):
        holds.place(anna, WantedHold(client="acme"), "  ")
    with pytest.raises(NotFound):
        holds.place(anna, WantedHold(interaction=uuid.uuid4()), WHY)
    with pytest.raises(NotFound):
        holds.lift(anna, uuid.uuid4())
    told = holds.place(anna, WantedHold(client="acme"), "ask mario.rossi@example.com, 3331234567")
    assert told.reason == "ask [EMAIL], [NUMBER]"


def test_an_administrator_of_one_client_holds_there_alone(store: Store, intake: Intake, anna: Context) -> None:
    row = contact(store, intake, "chat-1")
    hold = holds.place(anna, WantedHold(client="acme"), WHY)
    other = Context(replace(ANNA, client="other"), anna.deps)
    for wanted in (WantedHold(client="acme"), WantedHold(client="acme", customer="rossi")):
        with pytest.raises(Forbidden):
            holds.place(other, wanted, WHY)
    with pytest.raises(NotFound):
        holds.place(other, WantedHold(interaction=row.id), WHY)
    with pytest.raises(NotFound):
        holds.lift(other, hold.id)
    assert holds.listed(other).items == []
    own = Context(replace(ANNA, client="acme"), anna.deps)
    assert [item.id for item in holds.listed(own).items] == [hold.id]
    with pytest.raises(UnderHold):
        erasure.erase(own, row.id)


def test_the_list_goes_on_where_a_page_ended(store: Store, intake: Intake, anna: Context) -> None:
    placed = [holds.place(anna, WantedHold(client=f"c{n}"), WHY).id for n in range(5)]
    first = holds.listed(anna, limit=3)
    rest = holds.listed(anna, cursor=first.next, limit=3)
    assert [item.id for item in (*first.items, *rest.items)] == placed[::-1]
    assert rest.next is None


@dataclass
class Erasing:
    """Another thread's erasure, held open between its question and its commit."""

    store: Store
    row: InteractionRow

    def __post_init__(self) -> None:
        self.asked, self.go_on = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        with self.store.transaction() as session:
            row = interactions.get_locked(session, self.row.id)
            stored.refuse(session, row)
            self.asked.set()
            self.go_on.wait(30)
            session.delete(row)


def test_a_hold_waits_for_the_erasure_that_asked_before_it(store: Store, intake: Intake) -> None:
    """Or a contact would go after its hold was said to be in force."""
    erasing = Erasing(store, contact(store, intake, "chat-1"))
    erasing.thread.start()
    assert erasing.asked.wait(30)
    kept: list[int] = []

    def hold() -> None:
        with store.transaction() as session:
            stored.place(session, LegalHoldRow(client="acme", kind=HoldKind.CLIENT, reason=WHY, set_by="user:anna"))
            kept.append(interactions.count(session, Filters(client="acme")))

    setting = threading.Thread(target=hold, daemon=True)
    setting.start()
    erasing.go_on.set()
    erasing.thread.join(30)
    setting.join(30)
    assert kept == [0]  # it does not promise to keep what is gone
