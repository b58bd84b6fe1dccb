"""Registering, listing and counting interactions."""

import threading
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.domain.interaction import Channel, Direction, GivenTurn, Interaction, Party, QueueRecord, State
from qa_service.errors import BadDocument, BadInput, Conflict, NotFound, say
from qa_service.store import claims, cleanup, cursor, erase, figures, interactions, results
from qa_service.store.blobs import Blobs
from qa_service.store.codec import dump, fingerprint, load
from qa_service.store.intake import DOCUMENT, Intake
from qa_service.store.interactions import Filters, Outcome
from qa_service.store.repository import Store
from qa_service.store.scope import ScopedSession
from qa_service.store.seal import Pseudonyms
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow, now
from tests.databases import states
from tests.stages import PlainStages
from tests.store.conftest import SECRET

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
FULL = Interaction(
    id="ext-1",
    client="acme",
    channel=Channel.CHAT,
    agent="a17",
    team="nord",
    direction=Direction.OUTBOUND,
    lang="it",
    started_at=NOON,
    ended_at=NOON + timedelta(minutes=5),
    customer="rossi mario",
    case="t-9",
    queue=QueueRecord(name="billing", offered_at=NOON, answered_at=NOON, transferred_to="second level"),
    agent_channel=1,
    turns=(
        GivenTurn(speaker=Party.AGENT, text="buongiorno"),
        GivenTurn(speaker=Party.CUSTOMER, text="sono il 3331234567"),
    ),
)


def bare(id: str, **values: object) -> Interaction:
    return Interaction.model_validate({"id": id, "client": "acme", "channel": "chat", **values})


def test_the_same_document_twice_changes_nothing(store: Store, intake: Intake) -> None:
    with store.transaction() as session:
        first, outcome = intake.accept(session, FULL)
    assert outcome is Outcome.CREATED
    with store.transaction() as session:
        again, outcome = intake.accept(session, FULL)
    assert (again.id, again.run, outcome) == (first.id, 1, Outcome.UNCHANGED)


def test_other_content_under_the_same_identity_is_a_conflict(store: Store, intake: Intake) -> None:
    with store.transaction() as session:
        intake.accept(session, FULL)
    with pytest.raises(Conflict, match="'ext-1' of client 'acme'"), store.transaction() as session:
        intake.accept(session, FULL.model_copy(update={"agent": "a18"}))


def test_the_same_identity_of_another_client_is_another_interaction(store: Store, intake: Intake) -> None:
    with store.transaction() as session:
        one, _ = intake.accept(session, FULL)
        two, outcome = intake.accept(session, FULL.model_copy(update={"client": "other"}))
    assert outcome is Outcome.CREATED
    assert one.id != two.id
    assert one.customer != two.customer  # pseudonyms of two clients cannot be compared


def test_replacing_starts_a_new_run_and_drops_what_was_found(store: Store, intake: Intake, staging: Staging) -> None:
    stages = PlainStages()
    with store.transaction() as session:
        row, _ = intake.accept(session, FULL)
        processed = stages.score(FULL.model_copy(update={"turns": ()}), stages.understand(FULL, None, ()))
        results.save_understood(session, row.id, 1, processed.understood)
        results.save_processed(session, row.id, 1, processed)
    with store.transaction() as session:
        row, outcome = intake.accept(session, FULL.model_copy(update={"agent": None}), replace=True)
    assert (outcome, row.run, row.state, row.agent, row.intent, row.done_at) == (
        Outcome.REPLACED, 2, State.RECEIVED, None, None, None,
    )  # fmt: skip
    with store.reading() as session, pytest.raises(NotFound):
        results.processed(session, row.id)
    with pytest.raises(NotFound):
        staging.get(row.id, 1, DOCUMENT)
    assert load(Interaction, staging.get(row.id, 2, DOCUMENT)).agent is None


def recorded(store: Store, intake: Intake, sound: bytes, *, replace: bool = False) -> InteractionRow:
    recording = intake.blobs.put("acme", [sound], 100)
    with store.transaction() as session:
        row, _ = intake.accept(session, bare("call-1", channel="call"), recording, replace=replace)
    return row


class CommitFailed(Exception):
    """What the database would say."""


def test_a_replacement_that_is_not_committed_leaves_the_old_one_whole(
    store: Store, intake: Intake, staging: Staging, blobs: Blobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.transaction() as session:
        text, _ = intake.accept(session, FULL)
    call = recorded(store, intake, b"the old sound")

    def commit(session: object) -> None:
        raise CommitFailed

    with monkeypatch.context() as broken:
        broken.setattr(ScopedSession, "commit", commit)
        with pytest.raises(CommitFailed), store.transaction() as session:
            intake.accept(session, FULL.model_copy(update={"agent": None}), replace=True)
        with pytest.raises(CommitFailed):
            recorded(store, intake, b"the new sound", replace=True)
    with store.reading() as reading:
        assert [interactions.get(reading, row.id).run for row in (text, call)] == [1, 1]
    assert load(Interaction, staging.get(text.id, 1, DOCUMENT)).agent == "a17"
    assert blobs.read(str(call.recording_key)) == b"the old sound"


def test_a_committed_replacement_lets_go_of_the_old_recording(store: Store, intake: Intake, blobs: Blobs) -> None:
    old = str(recorded(store, intake, b"the old sound").recording_key)
    new = recorded(store, intake, b"the new sound", replace=True)
    assert not blobs.exists(old)
    assert blobs.read(str(new.recording_key)) == b"the new sound"
    assert list(blobs.list("work")) == []


def test_what_a_replacement_could_not_remove_is_removed_by_the_sweep(
    store: Store, intake: Intake, staging: Staging, blobs: Blobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = str(recorded(store, intake, b"the old sound").recording_key)

    def delete(blobs: Blobs, key: str) -> None:
        raise OSError("the disk is away")

    with monkeypatch.context() as broken:
        broken.setattr(Blobs, "delete", delete)
        new = recorded(store, intake, b"the new sound", replace=True)
    assert new.run == 2  # accepted all the same
    assert blobs.exists(old)
    moment = now() + timedelta(seconds=5)
    with store.transaction() as session:
        assert cleanup.clear_staging(session, blobs, staging, moment, moment, keep_done=False) == 1
    assert not blobs.exists(old)
    assert blobs.exists(str(new.recording_key))
    assert list(blobs.list("work")) == []


def test_a_late_result_of_a_replaced_run_is_dropped(store: Store, intake: Intake) -> None:
    stages = PlainStages()
    with store.transaction() as session:
        row, _ = intake.accept(session, FULL)
        intake.accept(session, FULL.model_copy(update={"agent": None}), replace=True)
    with store.transaction() as session:
        understood = stages.understand(FULL, None, ())
        assert not results.save_understood(session, row.id, 1, understood)
        assert not results.save_processed(session, row.id, 1, stages.score(FULL, understood))
        assert not results.fail(session, row.id, 1, say("late"))
    with store.reading() as session:
        assert interactions.get(session, row.id).state is State.RECEIVED


def test_the_metadata_come_back_as_they_went_in(store: Store, intake: Intake) -> None:
    with store.transaction() as session:
        row, _ = intake.accept(session, FULL)
    pseudonym = Pseudonyms(SECRET).of("acme", "rossi mario")
    with store.reading() as session:
        back = interactions.to_interaction(interactions.get(session, row.id))
    assert back == FULL.model_copy(update={"turns": (), "customer": pseudonym})


def test_the_customer_is_kept_as_a_pseudonym_only(store: Store, intake: Intake, staging: Staging) -> None:
    with store.transaction() as session:
        row, _ = intake.accept(session, FULL)
    assert "rossi" not in str(row.customer)
    assert b"rossi" not in staging.get(row.id, 1, DOCUMENT)
    with store.reading() as session:
        assert erase.of_customer(session, "acme", str(row.customer)) == [row.id]


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_characters_that_no_database_holds_are_refused(store: Store, intake: Intake, text: str) -> None:
    turns = (GivenTurn.model_construct(speaker=None, text=text, at=None, start=None, end=None),)
    with pytest.raises(BadDocument), store.transaction() as session:
        intake.accept(session, FULL.model_copy(update={"turns": turns}))


def test_two_at_once_make_one_row(store: Store, intake: Intake) -> None:
    outcomes: list[Outcome] = []
    gate = threading.Barrier(6)

    def take() -> None:
        gate.wait()
        with store.transaction() as session:
            outcomes.append(intake.accept(session, FULL)[1])

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [Outcome.CREATED] + [Outcome.UNCHANGED] * 5


def test_erasing_leaves_nothing(store: Store, intake: Intake, staging: Staging, blobs: Blobs) -> None:
    recording = blobs.put("acme", [b"sound"], 100)
    with store.transaction() as session:
        first, _ = intake.accept(session, FULL, recording)
        second, _ = intake.accept(session, bare("ext-2"), recording)
    with store.transaction() as session:
        erase.erase(session, first.id, blobs, staging)
        assert blobs.exists(recording.key)  # the second one has the same recording
        erase.erase(session, second.id, blobs, staging)
    assert not blobs.exists(recording.key)
    assert list(blobs.list("work")) == []
    with store.reading() as session:
        assert states(session) == {}


def test_pages_hold_every_row_once_newest_first(store: Store) -> None:
    with store.transaction() as session:
        for n in range(11):  # pairs share their time, so the id decides
            interactions.register(session, bare(str(n), started_at=NOON + timedelta(minutes=n // 2)), str(n))
    seen: list[InteractionRow] = []
    with store.reading() as session:
        page = interactions.page(session, Filters(), limit=3)
        sizes = [len(page.rows)]
        while page.next:
            seen += page.rows
            page = interactions.page(session, Filters(), cursor=page.next, limit=3)
            sizes.append(len(page.rows))
        seen += page.rows
    assert sizes == [3, 3, 3, 2]
    assert len({row.id for row in seen}) == 11
    assert [row.at for row in seen] == sorted((row.at for row in seen), reverse=True)


def test_a_last_page_that_is_just_full_has_no_next(store: Store) -> None:
    with store.transaction() as session:
        for n in range(3):
            interactions.register(session, bare(str(n)), str(n))
    with store.reading() as session:
        assert interactions.page(session, Filters(), limit=3).next is None


def test_filters_narrow_a_list(store: Store) -> None:
    with store.transaction() as session:
        interactions.register(session, bare("1", agent="a", started_at=NOON), "1")
        interactions.register(session, bare("2", agent="b", channel="email", started_at=NOON + timedelta(days=1)), "2")
    with store.reading() as reading:

        def found(**values: object) -> list[str]:
            return [row.external_id for row in interactions.page(reading, Filters(**values)).rows]  # type: ignore[arg-type]

        assert found(agent="a") == ["1"]
        assert found(channel=Channel.EMAIL) == ["2"]
        assert found(state=State.DONE) == []
        assert found(since=NOON, until=NOON + timedelta(days=1)) == ["1"]
        assert found(since=NOON + timedelta(days=1)) == ["2"]


@given(at=st.datetimes(timezones=st.just(UTC)), id=st.uuids())
def test_a_cursor_comes_back(at: datetime, id: uuid.UUID) -> None:
    assert cursor.decode(cursor.encode(at, id)) == (at, id)


@given(st.text(max_size=80))
def test_a_cursor_of_somebody_elses_making_is_refused(word: str) -> None:
    with pytest.raises(BadInput, match="cursor"):
        cursor.decode(word)


def test_the_oldest_waiting_is_known(store: Store) -> None:
    with store.transaction() as session:
        assert figures.oldest_waiting(session) is None
        first, _ = interactions.register(session, bare("1"), "1")
        done, _ = interactions.register(session, bare("2"), "2")
        done.state, done.received_at = State.DONE, NOON
        received = first.received_at
    with store.reading() as session:
        assert figures.oldest_waiting(session) == received


def test_a_processed_interaction_comes_back_as_it_was(store: Store, intake: Intake) -> None:
    stages = PlainStages()
    processed = stages.score(FULL.model_copy(update={"turns": ()}), stages.understand(FULL, None, ()))
    with store.transaction() as session:
        row, _ = intake.accept(session, FULL)
        assert results.save_understood(session, row.id, 1, processed.understood)
        assert results.save_processed(session, row.id, 1, processed)
    with store.reading() as session:
        assert results.to_score(session, row.id) == processed
        row = interactions.get(session, row.id)
    # courtesy: 10 letters of "buongiorno"; confidence: the lower of 0.99 and 0.9; two turns: resolved
    assert (row.state, row.courtesy, row.confidence, row.resolution) == (State.DONE, 10.0, 0.9, "resolved")
    assert (row.intent, row.sentiment_start, row.sentiment_end) == ("billing", "neutral", "positive")


def test_values_survive_their_bytes() -> None:
    assert load(Interaction, dump(FULL)) == FULL
    assert fingerprint(FULL, None) == fingerprint(load(Interaction, dump(FULL)), None)
    assert fingerprint(FULL, None) != fingerprint(FULL, "ab")


def test_only_a_failed_one_can_be_tried_again(store: Store) -> None:
    with store.transaction() as session:
        row, _ = interactions.register(session, bare("1"), "1")
        with pytest.raises(Conflict, match="did not fail"):
            results.try_again(session, row.id)
        results.fail(session, row.id, 1, say("no sound"))
        row = results.try_again(session, row.id)
    assert (row.state, row.failure) == (State.RECEIVED, None)


def test_a_job_that_kills_worker_after_worker_is_given_up(store: Store) -> None:
    with store.transaction() as session:
        row, _ = interactions.register(session, bare("1"), "1")

    def died() -> list[uuid.UUID]:
        with store.transaction() as writing:
            jobs = claims.claim(writing, claims.TEXTS, "w", 1)
            return claims.requeue(writing, ["w"], jobs, 2)

    assert [died(), died()] == [[], []]
    assert died() == [row.id]
    with store.reading() as reading:
        row = interactions.get(reading, row.id)
    assert row.state is State.FAILED
    assert str(row.failure).startswith("3 workers died")
