"""Which events follow from what happens, each written with it: results, failures, findings and what people make of
them, samples, objections, alarms, files.
"""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from qa_service.documents import events as event_documents
from qa_service.domain.events import EventType
from qa_service.domain.exports import Format, Kind
from qa_service.domain.interaction import Interaction
from qa_service.domain.review import MachineAnswer, ReviewAnswer
from qa_service.domain.scorecard import Answer, Verdict
from qa_service.errors import say
from qa_service.store import alarms, calibration, claims, disputes, exports, interactions, results, reviews
from qa_service.store.calibration import NewCalibration
from qa_service.store.claims import Job
from qa_service.store.exports import Order
from qa_service.store.repository import Store
from qa_service.store.reviews import Occasion
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_events import EventRow
from qa_service.store.tables_figures import AlarmKind, AlarmRow
from tests.figures import contact, judged, saved

PRIVACY = "criterion:privacy"
MACHINE = {PRIVACY: MachineAnswer("no", 0.9)}


def events(store: Store) -> list[tuple[str, dict[str, Any]]]:
    """Types and data, in order."""
    with store.reading() as session:
        return [(row.type.value, row.data) for row in session.exec(select(EventRow).order_by(col(EventRow.number)))]


def types(store: Store) -> list[str]:
    return [type for type, _ in events(store)]


def failed_privacy(interaction: Interaction) -> Any:
    """Failed, or what might have: the machine found privacy failed, and is not sure of rudeness."""
    processed = judged(interaction, answers={"privacy": "no"}, harms={"compliance": ("privacy",)})
    unsure = Answer("no_rudeness", Verdict.YES, 0.6, to_be_confirmed=True)
    greeting = Answer("greeting", Verdict.YES, 0.6, to_be_confirmed=True)
    card = processed.scorecard
    card = replace(card, answers=(*card.answers, unsure, greeting), critical_asked=("privacy", "no_rudeness"))
    return replace(processed, scorecard=card)


def critical(session: Session, name: str) -> InteractionRow:
    interaction = contact(name)
    row, _ = interactions.register(session, interaction, "f" * 64)
    assert results.save_processed(session, row.id, row.run, failed_privacy(interaction))
    session.flush()
    return row


def answer(store: Store, id: uuid.UUID, verdict: str, occasion: Occasion = Occasion(), by: str = "user:a") -> None:  # noqa: B008
    with store.transaction() as session:
        row = interactions.get(session, id)
        reviews.add(session, row, "default@1", MACHINE, [ReviewAnswer(PRIVACY, verdict)], by, occasion)


def test_a_result_is_told_once_and_a_failure_is(store: Store) -> None:
    with store.transaction() as session:
        done = saved(session, contact("a"))
        waiting, _ = interactions.register(session, contact("b"), "b" * 64)
    with store.transaction() as session:
        assert results.fail(session, waiting.id, 1, say("damaged"))
        assert not results.save_processed(session, done.id, 1, judged(contact("a"))), "it waits for nothing any more"
    assert events(store) == [
        ("interaction.done", {"interaction": str(done.id), "run": 1}),
        ("interaction.failed", {"interaction": str(waiting.id), "run": 1}),
    ]


def test_what_worker_after_worker_died_with_is_told_as_failed(store: Store) -> None:
    with store.transaction() as session:
        row, _ = interactions.register(session, contact("a"), "a" * 64)
        row.worker, row.attempts = "dead", 10
    with store.transaction() as session:
        assert claims.requeue(session, ["dead"], [Job(row.id, 1)], 10) == [row.id]
    assert types(store) == ["interaction.failed"]


def test_a_critical_finding_waits_for_a_person_who_confirms_it_or_does_not(store: Store) -> None:
    with store.transaction() as session:
        id = critical(session, "a").id
    found = {"interaction": str(id), "run": 1, "failed": ["privacy"], "unsure": ["no_rudeness"]}
    assert events(store)[1:] == [("finding.to_confirm", found)]
    answer(store, id, "no")
    answer(store, id, "no")
    answer(store, id, "yes", Occasion(session=uuid.uuid4()), "user:b")
    answer(store, id, "yes", by="user:b")
    about = {"interaction": str(id), "run": 1, "criterion": "privacy"}
    assert events(store)[2:] == [("finding.confirmed", about), ("finding.dismissed", about)]


def test_what_the_machine_did_not_find_is_confirmed_by_a_person_and_not_dismissed(store: Store) -> None:
    with store.transaction() as session:
        interaction = contact("a")
        row, _ = interactions.register(session, interaction, "f" * 64)
        processed = judged(interaction, answers={"privacy": "yes"})
        card = replace(processed.scorecard, critical_asked=("privacy",))
        results.save_processed(session, row.id, 1, replace(processed, scorecard=card))
    answer(store, row.id, "yes")
    assert types(store) == ["interaction.done"]
    answer(store, row.id, "no")
    assert types(store) == ["interaction.done", "finding.confirmed"]


def test_scoring_again_tells_of_what_is_new_alone(store: Store) -> None:
    interaction = contact("a")
    with store.transaction() as session:
        row = saved(session, interaction)
    with store.transaction() as session:
        results.rescore(session, interactions.get(session, row.id), failed_privacy(interaction))
    with store.transaction() as session:
        results.rescore(session, interactions.get(session, row.id), failed_privacy(interaction))
    assert types(store) == ["interaction.done", "finding.to_confirm"]


def test_samples_sessions_objections_alarms_and_files_are_told(store: Store) -> None:
    moment = now()
    with store.transaction() as session:
        row = critical(session, "a")
        session.flush()
        calibration.create(session, NewCalibration("Autumn", [row.id]), "user:a")
        dispute = disputes.open_dispute(session, row, [], "It was said", "user:a")
        disputes.decide(session, dispute, True, "It was", "user:b")
        fixed: dict[str, Any] = {"kind": AlarmKind.LABELS, "subject": "label:intent", "detail": {}}
        assert alarms.keep(session, AlarmRow(client="acme", since=moment, until=moment, **fixed))
        assert not alarms.keep(session, AlarmRow(client="acme", since=moment, until=moment, **fixed))
        export = exports.place(session, Order(Kind.INTERACTIONS, Format.CSV), "user:a")
        exports.finish(session, export.id, 10, timedelta(hours=1))
        exports.finish(session, export.id, 10, timedelta(hours=1))
    assert types(store)[2:] == ["review.asked", "dispute.opened", "dispute.decided", "alarm.raised", "export.ready"]
    assert [data.get("state") for type, data in events(store) if type.startswith("dispute")] == ["open", "upheld"]
    _documented(store)


def _documented(store: Store) -> None:
    """Each makes its document, of ids and links; the words of the objection are in none."""
    with store.reading() as session:
        for row in session.exec(select(EventRow)):
            made = event_documents.document(row.type, row.id, row.at, row.client or None, row.data, "https://qa.test/")
            again = event_documents.document(row.type, row.id, row.at, row.client or None, row.data, "https://qa.test")
            assert made == again
            assert b"It was" not in made
            assert b"https://qa.test/v1/" in made


@pytest.mark.parametrize("type", event_documents.DOCUMENTS)
def test_the_example_of_each_type_is_what_goes_out(type: EventType) -> None:
    config: Any = event_documents.DOCUMENTS[type].model_config
    (example,) = config["json_schema_extra"]["examples"]
    made: Any = event_documents.DOCUMENTS[type].model_validate(example)
    assert made.model_dump(mode="json") == {**example, "data": made.data.model_dump(mode="json")}
    what = (type, made.id, made.timestamp, made.client, example["data"])
    assert event_documents.document(*what, "https://qa.example.com") == made.model_dump_json().encode()


def test_automatic_mail_accuses_nobody(store: Store) -> None:
    from qa_service.domain.interaction import Automatic

    interaction = contact("a")
    with store.transaction() as session:
        row, _ = interactions.register(session, interaction, "f" * 64)
        row.automatic = Automatic.BOUNCE
        results.save_processed(session, row.id, 1, failed_privacy(interaction))
    assert types(store) == ["interaction.done"]
