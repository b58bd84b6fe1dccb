"""Metadata are kept masked, and an interaction is found and known again by the id that it came with."""

from datetime import UTC, datetime
from typing import Any

import pytest

from qa_service.domain.interaction import Interaction
from qa_service.domain.queue import QueueCall
from qa_service.errors import Conflict
from qa_service.store import interactions, masked_metadata, queue_log, results
from qa_service.store.blobs import Blobs
from qa_service.store.claims import Job
from qa_service.store.intake import Intake
from qa_service.store.interactions import Filters, Outcome
from qa_service.store.repository import Store
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow
from qa_service.worker.steps import Steps
from tests.stages import PlainStages
from tests.store.test_corrections import everything

FILE = "Mario Rossi 3481234567"
SECRETS = ("Mario", "Rossi", "3481234567", "Ferrari", "Bianchi")


def document(id: str = FILE, text: str = "buongiorno", **more: Any) -> Interaction:
    turns = [{"speaker": "agent", "text": text}, {"speaker": "customer", "text": "grazie"}]
    queue = {"name": "billing", "transferred_to": "Luca Bianchi 3481234567"}
    values = {"client": "acme", "channel": "chat", "case": "ferrari-2026", "queue": queue, "turns": turns, **more}
    return Interaction.model_validate({"id": id, **values})


def take(store: Store, intake: Intake, given: Interaction, *, replace: bool = False) -> tuple[InteractionRow, Outcome]:
    with store.transaction() as session:
        return intake.accept(session, given, replace=replace)


def ids(store: Store, intake: Intake, id: str) -> list[str]:
    with store.reading() as session:
        filters = Filters(client="acme", **intake.metadata.named(id))
        return [row.external_id for row in interactions.page(session, filters).rows]


def test_no_name_and_no_number_of_the_metadata_is_kept(
    url: str, store: Store, intake: Intake, blobs: Blobs, staging: Staging
) -> None:
    row, _ = take(store, intake, document())
    Steps(store, blobs, staging, PlainStages()).text(Job(row.id, row.run))
    assert row.external_id.startswith("[PERSON]_[PHONE]~")
    kept = everything(url)
    assert [secret for secret in SECRETS if secret.lower() in kept.lower()] == []
    with store.reading() as session:
        about = results.processed(session, row.id).interaction
    assert about.queue is not None
    assert (about.queue.name, about.queue.transferred_to) == ("billing", "[PERSON] [PHONE]")
    assert str(about.case).startswith("[PERSON]-2026~")


def test_the_same_again_changes_nothing_and_another_stays_another(store: Store, intake: Intake) -> None:
    row, created = take(store, intake, document())
    same, unchanged = take(store, intake, document())
    other, other_created = take(store, intake, document("Luca Rossi 3481234567"))
    assert (created, unchanged, other_created) == (Outcome.CREATED, Outcome.UNCHANGED, Outcome.CREATED)
    assert same.id == row.id != other.id
    assert row.external_id != other.external_id  # both are [PERSON]_[PHONE] but for their hash
    with pytest.raises(Conflict):
        take(store, intake, document(text="altro"))
    replaced, outcome = take(store, intake, document(text="altro"), replace=True)
    assert (replaced.id, replaced.external_id, outcome) == (row.id, row.external_id, Outcome.REPLACED)
    elsewhere, _ = take(store, intake, document(client="other"))
    assert elsewhere.id != row.id


def test_it_is_found_by_the_id_it_came_with_and_by_the_one_that_is_kept(store: Store, intake: Intake) -> None:
    row, _ = take(store, intake, document())
    take(store, intake, document("ext-8842"))
    assert ids(store, intake, FILE) == [row.external_id]
    assert ids(store, intake, row.external_id) == [row.external_id]
    assert ids(store, intake, "ext-8842") == ["ext-8842"]
    assert ids(store, intake, "Luca Rossi 3481234567") == []
    again, outcome = take(store, intake, document(id=row.external_id, text="altro"), replace=True)
    assert (again.id, outcome) == (row.id, Outcome.REPLACED)
    assert ids(store, intake, FILE) == [row.external_id]


def test_an_id_of_a_file_is_masked_more_strictly_and_is_the_same_identity(store: Store, intake: Intake) -> None:
    of_file, _ = take(store, intake, document("quagliarella", named_by_file="quagliarella"))
    of_system, outcome = take(store, intake, document("quagliarella"))
    assert of_file.external_id.startswith("[PERSON]~")
    assert (of_system.id, outcome) == (of_file.id, Outcome.UNCHANGED)
    again, _ = take(store, intake, document("quagliarella", text="altro"), replace=True)
    assert again.external_id == of_file.external_id  # once masked, it stays so


def test_what_masked_otherwise_before_is_the_same_identity(store: Store, intake: Intake) -> None:
    """Recognisers get better; whoever was taken in before is not taken in twice."""
    with store.transaction() as session:
        early = Intake(intake.blobs, intake.staging, intake.pseudonyms, lambda text, of_file: text)
        row, _ = early.accept(session, document())
    assert row.external_id == FILE
    same, outcome = take(store, intake, document())
    assert (same.id, outcome) == (row.id, Outcome.UNCHANGED)
    with store.transaction() as session:
        coarse = Intake(intake.blobs, intake.staging, intake.pseudonyms, lambda text, of_file: "[PERSON]")
        other, _ = coarse.accept(session, document("Luca Rossi"))
    same, outcome = take(store, intake, document("Luca Rossi"))
    assert (same.id, same.external_id) == (other.id, other.external_id)


def test_the_queue_log_is_masked_and_adds_up(url: str, store: Store, intake: Intake) -> None:
    at = datetime(2026, 11, 3, 9, tzinfo=UTC)
    lines = [
        QueueCall(call="Rossi 3481234567", queue="billing", offered_at=at),
        QueueCall(call="Rossi 3481234567", transferred_at=at, transferred_to="Bianchi"),
    ]
    with store.transaction() as session:
        outcomes = [queue_log.keep(session, "acme", intake.metadata.call(line)) for line in lines]
    assert outcomes == [queue_log.LineOutcome.CREATED, queue_log.LineOutcome.ADDED_TO]
    assert [secret for secret in SECRETS if secret in everything(url)] == []


def test_what_earlier_versions_kept_is_masked_once(
    url: str, store: Store, intake: Intake, blobs: Blobs, staging: Staging
) -> None:
    early = Intake(blobs, staging, intake.pseudonyms, lambda text, of_file: text)
    row, _ = take(store, early, document())
    plain, _ = take(store, early, document("ext-8842", case=None, queue=None))
    Steps(store, blobs, staging, PlainStages()).text(Job(row.id, row.run))
    with store.transaction() as session:
        queue_log.keep(session, "acme", QueueCall(call="Rossi", offered_at=datetime(2026, 11, 3, tzinfo=UTC)))
    assert "Mario Rossi" in everything(url)
    assert list(masked_metadata.mask(store, intake.metadata))[-1] == 2
    assert [secret for secret in SECRETS if secret.lower() in everything(url).lower()] == []
    assert list(masked_metadata.mask(store, intake.metadata))[-1] == 0
    same, outcome = take(store, intake, document())
    assert (same.id, outcome) == (row.id, Outcome.UNCHANGED)
    assert ids(store, intake, FILE) == [same.external_id]
    with store.reading() as session:
        assert results.processed(session, row.id).interaction.id == same.external_id
        assert interactions.get(session, plain.id).external_id == "ext-8842"


def test_what_is_written_down_of_a_search_by_id_holds_no_name(store: Store, intake: Intake) -> None:
    row, _ = take(store, intake, document("quagliarella", named_by_file="quagliarella"))
    take(store, intake, document("ext-8842"))

    def known_as(id: str) -> Filters:
        with store.reading() as session:
            return interactions.known_as(session, Filters(client="acme", **intake.metadata.named(id)))

    assert known_as("quagliarella") == Filters(client="acme", external_id=row.external_id)
    assert known_as("ext-8842") == Filters(client="acme", external_id="ext-8842")
    assert "pellissier" not in str(known_as("pellissier"))  # of nobody: its keyed hash finds what comes later
    late, _ = take(store, intake, document("pellissier", named_by_file="pellissier"))
    with store.reading() as session:
        hashed = Filters(client="acme", external_id="~", identity=intake.metadata.named("pellissier")["identity"])
        assert [found.id for found in interactions.page(session, hashed).rows] == [late.id]
    assert known_as("x").external_id != known_as("y").external_id
