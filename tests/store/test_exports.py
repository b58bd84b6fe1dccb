"""Exports and coaching packs on both databases: ordered, made page by page, found by their makers, removed in time."""

import csv
import io
import json
import uuid
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from qa_service.domain.exports import Format, Kind
from qa_service.domain.interaction import State
from qa_service.errors import Conflict, NotFound, say
from qa_service.exporting import sources
from qa_service.exporting.exporter import Exporter
from qa_service.exports.annotations import AnnotationFault
from qa_service.reviewing import imported
from qa_service.store import claims, erase, exports, interactions, packs, results, reviews
from qa_service.store.blobs import Blobs
from qa_service.store.exports import Order
from qa_service.store.interactions import Filters
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.scope import Scope
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow, now
from qa_service.worker.cleaning import Cleaning
from tests.acceptance.house import DEFAULT, LABELS
from tests.stages import PlainStages
from tests.store.test_interactions import FULL, bare

MANY = 7


@pytest.fixture
def exporter(store: Store, blobs: Blobs) -> Exporter:
    return Exporter(store, blobs, LABELS, Rubrics(DEFAULT), timedelta(hours=1))


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_ROWS", 3)
    monkeypatch.setattr(sources, "_DOCUMENTS", 2)


@pytest.fixture
def rows(store: Store) -> list[InteractionRow]:
    """Seven finished chats of acme's, one of other's."""
    return [finished(store, f"chat-{n}") for n in range(MANY)] + [finished(store, "foreign", client="other")]


def finished(store: Store, id: str, **values: Any) -> InteractionRow:
    document = FULL.model_copy(update={"id": id, **values})
    stages = PlainStages()
    understood = stages.understand(document, None, ())
    with store.transaction() as session:
        row, _ = interactions.register(session, document, id)
        results.save_processed(session, row.id, 1, stages.score(document.model_copy(update={"turns": ()}), understood))
    return row


def placed(store: Store, order: Order, maker: str = "key:a") -> uuid.UUID:
    with store.transaction() as session:
        return exports.place(session, order, maker).id


def made(exporter: Exporter, order: Order) -> bytes:
    sink = io.BytesIO()
    exporter.make(order, sink, lambda done, total: None)
    return sink.getvalue()


def names(data: bytes) -> list[str]:
    return [row["id"] for row in csv.DictReader(io.StringIO(data.decode()))]


# --- the job


def test_a_job_makes_the_file_once_however_often_it_runs(store: Store, exporter: Exporter, rows: Any) -> None:
    id = placed(store, Order(Kind.INTERACTIONS, Format.CSV, filters=Filters(client="acme")))
    exporter.run(id)
    with store.reading() as session:
        first = exports.get(session, id)
    exporter.run(id)
    with store.reading() as session:
        assert exports.get(session, id) == first
    assert (first.state, first.failure) == (State.DONE, None)
    content = exporter.blobs.read(exports.key_of(id))
    assert len(content) == first.size
    assert sorted(names(content)) == [f"chat-{n}" for n in range(MANY)]


def test_a_page_boundary_neither_repeats_nor_skips_and_progress_is_told(
    store: Store, exporter: Exporter, rows: Any
) -> None:
    told: list[tuple[int, int | None]] = []
    sink = io.BytesIO()
    exporter.make(Order(Kind.INTERACTIONS, Format.CSV), sink, lambda done, total: told.append((done, total)))
    assert len(names(sink.getvalue())) == len(set(names(sink.getvalue()))) == MANY + 1
    assert told == [(0, 8), (3, 8), (6, 8), (8, 8)]


def test_what_lies_out_of_scope_does_not_get_in(exporter: Exporter, rows: Any) -> None:
    assert names(made(exporter, Order(Kind.INTERACTIONS, Format.CSV, scope=Scope("other")))) == ["foreign"]
    assert names(made(exporter, Order(Kind.INTERACTIONS, Format.CSV, scope=Scope(None, team="sud")))) == []
    lines = made(exporter, Order(Kind.ANALYSES, Format.JSONL, scope=Scope("other"))).splitlines()
    assert [json.loads(line)["agent"] for line in lines] == [None]
    lines = made(exporter, Order(Kind.ANALYSES, Format.JSONL, scope=Scope("other"), agents=True)).splitlines()
    assert [json.loads(line)["agent"] for line in lines] == ["a17"]


def test_a_job_that_cannot_be_done_tells_why(store: Store, exporter: Exporter) -> None:
    id = placed(store, Order(Kind.SCORECARD, Format.PDF, filters=Filters(client="nobody")))
    with pytest.raises(NotFound):
        exporter.run(id)
    exporter.fail(id, say("no finished interaction"))
    exporter.run(id)  # there is nothing left to do
    with store.reading() as session:
        row = exports.get(session, id)
    assert (row.state, row.failure) == (State.FAILED, "no finished interaction")


def test_makers_find_their_own_a_page_at_a_time(store: Store) -> None:
    mine = [placed(store, Order(Kind.ANALYSES, Format.JSONL)) for _ in range(3)]
    other = placed(store, Order(Kind.ANALYSES, Format.JSONL, scope=Scope("acme")), "key:b")
    with store.reading() as session:
        first, cursor = exports.listed(session, "key:a", limit=2)
        last, end = exports.listed(session, "key:a", limit=2, cursor=cursor)
        assert [row.id for row in (*first, *last)] == mine[::-1]
        assert end is None
        with pytest.raises(NotFound):
            exports.get(session, other, "key:a")
        assert exports.waiting_of(session, "key:a") == 3
    with store.reading(Scope("acme")) as session:
        assert [row.id for row in exports.listed(session)[0]] == [other]
        with pytest.raises(NotFound):
            exports.get(session, mine[0])


# --- the queue


def test_an_export_waits_in_the_queue_and_an_old_file_is_removed(
    store: Store, blobs: Blobs, staging: Staging, exporter: Exporter
) -> None:
    done = placed(store, Order(Kind.LABEL_STUDIO, Format.XML))
    exporter.run(done)
    waits = placed(store, Order(Kind.LABEL_STUDIO, Format.XML))
    with store.transaction() as session:
        exports.get(session, done).expires_at = now() - timedelta(minutes=1)
        exports.get(session, waits).made_at = now() - timedelta(minutes=1)
    Cleaning(store, blobs, staging).clean()
    with store.transaction() as session:
        assert [job.interaction for job in claims.claim(session, claims.EXPORTS, "w", 5)] == [waits]
    assert not blobs.exists(exports.key_of(done))
    with store.reading() as session:
        assert exports.get(session, done).size is None


def test_an_export_that_kills_worker_after_worker_is_given_up(store: Store) -> None:
    id = placed(store, Order(Kind.ANALYSES, Format.JSONL))
    for _ in range(2):
        with store.transaction() as session:
            jobs = claims.claim(session, claims.EXPORTS, "w", 1)
            claims.requeue(session, ["w"], jobs, most=1)
    with store.reading() as session:
        assert exports.get(session, id).state is State.FAILED


# --- packs


def test_a_moment_is_in_a_pack_once_and_only_of_its_client(store: Store, rows: list[InteractionRow]) -> None:
    with store.transaction() as session:
        pack = packs.create(session, "acme", "Marzo", "user:anna")
        first = packs.add(session, pack.id, rows[0].id, "user:anna", turn=0, topic="courtesy:greeting", note="bene")
        again = packs.add(session, pack.id, rows[0].id, "user:bruno", turn=0, topic="courtesy:greeting")
        assert again.id == first.id
        packs.add(session, pack.id, rows[0].id, "user:anna")
        with pytest.raises(Conflict):
            packs.add(session, pack.id, rows[-1].id, "user:anna")
        packs.mark_used(session, first.id)
        packs.write_note(session, first.id, "molto bene")
    with store.reading(Scope("acme")) as session:
        assert [item.note for item in packs.items(session, pack.id)] == ["molto bene", ""]
        assert packs.item(session, first.id).used_at is not None
        assert [one.title for one in packs.listed(session)] == ["Marzo"]
    with store.reading(Scope("other")) as session:
        assert packs.listed(session) == []
        with pytest.raises(NotFound):
            packs.items(session, pack.id)


def test_an_erased_interaction_leaves_its_packs(store: Store, blobs: Blobs, staging: Staging, rows: Any) -> None:
    with store.transaction() as session:
        pack = packs.create(session, "acme", "Marzo", "user:anna")
        packs.add(session, pack.id, rows[0].id, "user:anna")
    with store.transaction() as session:
        erase.erase(session, rows[0].id, blobs, staging)
    with store.transaction() as session:
        assert packs.items(session, pack.id) == []
        packs.drop(session, pack.id)


def test_a_collected_pack_is_exported_with_its_notes(
    store: Store, exporter: Exporter, rows: list[InteractionRow]
) -> None:
    with store.transaction() as session:
        pack = packs.create(session, "acme", "Marzo", "user:anna", "per i nuovi")
        packs.add(session, pack.id, rows[0].id, "user:anna", turn=0, topic="criterion:greeting", note="così")
    archive = zipfile.ZipFile(io.BytesIO(made(exporter, Order(Kind.PACK, Format.ZIP, pack=pack.id, language="en"))))
    page = archive.read("index.html").decode()
    assert "per i nuovi" in page
    assert "così" in page
    assert "Does the agent open with a greeting?" in page
    assert "There is no recording for this moment." in page
    with pytest.raises(NotFound):
        made(exporter, Order(Kind.PACK, Format.ZIP, pack=pack.id, scope=Scope("other")))


# --- Label Studio


def annotated(tasks: list[Any], **answers: str) -> bytes:
    result = [
        {"from_name": name, "to_name": "dialogue", "type": "choices", "value": {"choices": [answer]}}
        for name, answer in answers.items()
    ]
    return json.dumps([{**t, "annotations": [{"completed_by": 3, "result": result}]} for t in tasks]).encode()


def test_annotations_become_peoples_answers_once(store: Store, exporter: Exporter, rows: list[InteractionRow]) -> None:
    tasks = json.loads(made(exporter, Order(Kind.LABEL_STUDIO, Format.JSON, filters=Filters(external_id="chat-1"))))
    file = annotated(tasks, label__intent="claim", courtesy__thanks="yes", label__resolution="nonsense")
    first, again = (list(imported.take(store, LABELS, file)) for _ in range(2))
    assert [getattr(one, "new", None) for one in first] == [None, 2]
    assert isinstance(first[0], AnnotationFault)
    assert "'nonsense' is no answer to 'label:resolution'" in first[0].sentence
    assert [getattr(one, "new", None) for one in again] == [None, 0]
    with store.reading() as session:
        found = reviews.page(session, reviews.ReviewFilters(interaction=rows[1].id)).rows
    assert {(row.question, row.answer, row.machine, row.reviewer) for row in found} == {
        ("label:intent", "claim", "billing", "labelstudio:3"),
        ("courtesy:thanks", "yes", None, "labelstudio:3"),
    }


def test_annotations_of_what_is_gone_or_replaced_are_named(store: Store, exporter: Exporter, rows: Any) -> None:
    tasks = json.loads(made(exporter, Order(Kind.LABEL_STUDIO, Format.JSON, filters=Filters(external_id="chat-1"))))
    gone = [{**tasks[0], "data": {**tasks[0]["data"], "uuid": str(uuid.UUID(int=1))}}]
    with store.transaction() as session:
        interactions.register(session, bare("chat-1", agent="a9"), "other content", replace=True)
    outcomes = [*imported.take(store, LABELS, annotated(tasks + gone, label__intent="claim"))]
    assert [one.sentence.split(";")[0] for one in outcomes if isinstance(one, AnnotationFault)] == [
        "the interaction was replaced since it was exported",
        f"no interaction {uuid.UUID(int=1)}",
    ]
