"""Erasing beside work that goes on: files that are being made, recordings in hand, uploads on their way."""

import uuid
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from qa_service.domain.exports import Format, Kind
from qa_service.domain.interaction import Channel, State
from qa_service.errors import Forbidden, NotFound
from qa_service.exporting.exporter import Exporter
from qa_service.exporting.sources import Progress
from qa_service.ports import Speech
from qa_service.services import erasure as erasure_services
from qa_service.services.access import Caller
from qa_service.services.context import Context
from qa_service.store import exports, interactions, packs, saved_views, withdrawn
from qa_service.store.blobs import Blobs
from qa_service.store.claims import Job
from qa_service.store.exports import Order
from qa_service.store.intake import Intake
from qa_service.store.interactions import Filters
from qa_service.store.partial_uploads import Draft, PartialUploads
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.scope import Scope
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow
from qa_service.worker.steps import Steps
from tests.acceptance.house import DEFAULT, LABELS
from tests.contexts import ANNA, context
from tests.stages import PlainStages
from tests.store.test_exports import finished, names
from tests.store.test_interactions import FULL, NOON

CSV = Order(Kind.INTERACTIONS, Format.CSV)


@dataclass(frozen=True, slots=True)
class Erasure:
    """Anna's, over the stores of a test."""

    context: Context

    @property
    def partial_uploads(self) -> PartialUploads:
        return self.context.deps.partial_uploads

    def interaction(self, id: uuid.UUID) -> None:
        erasure_services.erase(self.context, id)

    def customer(self, client: str, customer: str, caller: Caller = ANNA) -> int:
        return erasure_services.erase_customer(Context(caller, self.context.deps), client, customer).interactions


@pytest.fixture
def erasure(store: Store, intake: Intake, tmp_path: Path) -> Erasure:
    return Erasure(context(store, intake, partial_uploads=PartialUploads(tmp_path / "uploads")))


@dataclass(frozen=True, slots=True)
class Interrupted(Exporter):
    """While the first file is written, an interaction that is in it already is erased."""

    erasure: Erasure | None = None
    gone: tuple[uuid.UUID, ...] = ()

    def make(self, order: Order, sink: object, progress: Progress) -> None:
        Exporter.make(self, order, sink, progress)  # type: ignore[arg-type]
        if self.erasure is not None:
            for id in self.gone:
                try:
                    self.erasure.interaction(id)
                except NotFound:
                    return


def test_a_file_that_is_being_made_is_made_anew_without_the_erased(
    store: Store, blobs: Blobs, erasure: Erasure
) -> None:
    rows = [finished(store, f"chat-{n}") for n in range(3)]
    with store.transaction() as session:
        id = exports.place(session, CSV, "key:a").id
    Interrupted(store, blobs, LABELS, Rubrics(DEFAULT), erasure=erasure, gone=(rows[1].id,)).run(id)
    assert sorted(names(blobs.read(exports.key_of(id)))) == ["chat-0", "chat-2"]
    with store.reading() as session:
        assert exports.get(session, id).state is State.DONE


def test_a_file_whose_order_named_the_erased_is_not_kept(store: Store, blobs: Blobs, erasure: Erasure) -> None:
    row = finished(store, "chat-0")
    order = Order(Kind.INTERACTIONS, Format.CSV, filters=Filters(external_id="chat-0"))
    with store.transaction() as session:
        id = exports.place(session, order, "key:a").id
        ready = exports.place(session, order, "key:a").id
    exporter = Exporter(store, blobs, LABELS, Rubrics(DEFAULT))
    exporter.run(ready)
    Interrupted(store, blobs, LABELS, Rubrics(DEFAULT), erasure=erasure, gone=(row.id,)).run(id)
    assert not blobs.exists(exports.key_of(id))
    assert not blobs.exists(exports.key_of(ready))
    with store.reading() as session:
        for export in (exports.get(session, id), exports.get(session, ready)):
            assert (export.state, export.failure, export.size) == (State.FAILED, str(withdrawn.SENTENCE), None)
            assert exports.order_of(export).filters.external_id is None


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("order", "holds"),
    [
        (CSV, True),
        (Order(Kind.ANALYSES, Format.JSONL, scope=Scope("acme")), True),
        (Order(Kind.ANALYSES, Format.JSONL, scope=Scope("other")), False),
        (Order(Kind.ANALYSES, Format.JSONL, filters=Filters(client="other")), False),
        (Order(Kind.PACK, Format.ZIP, filters=Filters(agent="a17")), True),
        (Order(Kind.PACK, Format.ZIP, filters=Filters(agent="a18")), False),
        (Order(Kind.PACK, Format.ZIP, filters=Filters(channel=Channel.CALL)), False),
        (Order(Kind.PACK, Format.ZIP, filters=Filters(external_id="ext-2")), False),
        (Order(Kind.INTERACTIONS, Format.CSV, filters=Filters(since=NOON + 2 * DAY)), False),
        (Order(Kind.INTERACTIONS, Format.CSV, filters=Filters(until=NOON - 2 * DAY)), False),
        (Order(Kind.INTERACTIONS, Format.CSV, filters=Filters(since=NOON - DAY, until=NOON + DAY)), True),
        (Order(Kind.REPORT, Format.PDF, filters=Filters(client="acme")), True),  # it quotes
        (Order(Kind.REPORT, Format.PDF, filters=Filters(client="other")), False),
        (Order(Kind.KPIS, Format.CSV, filters=Filters(client="acme")), False),  # numbers alone
        (Order(Kind.LABEL_STUDIO, Format.XML), False),
        (Order(Kind.OVERRULED, Format.CSV, filters=Filters(since=NOON + 2 * DAY)), True),  # the period of the answers
        (Order(Kind.OVERRULED, Format.CSV, scope=Scope("other")), False),
    ],
)
def test_which_files_may_hold_an_interaction(order: Order, holds: bool) -> None:
    row = InteractionRow(**interactions._columns(FULL, None), fingerprint="")
    assert withdrawn.may_hold(order, row, ()) is holds


def test_what_it_was_before_it_was_replaced_is_not_known_any_more() -> None:
    row = InteractionRow(**interactions._columns(FULL, None), fingerprint="", run=2)
    assert withdrawn.may_hold(Order(Kind.PACK, Format.ZIP, filters=Filters(agent="a18")), row, ())
    assert not withdrawn.may_hold(Order(Kind.PACK, Format.ZIP, filters=Filters(client="other")), row, ())


def test_a_collected_pack_is_taken_back_where_the_moment_is_in_it(store: Store, blobs: Blobs, erasure: Erasure) -> None:
    row, other = finished(store, "chat-0"), finished(store, "chat-1")
    with store.transaction() as session:
        ids = []
        for held in (row, other):
            pack = packs.create(session, "acme", "Marzo", "user:anna")
            packs.add(session, pack.id, held.id, "user:anna")
            order = Order(Kind.PACK, Format.JSONL, pack=pack.id)
            ids.append(exports.place(session, order, "key:a").id)
    for id in ids:
        Exporter(store, blobs, LABELS, Rubrics(DEFAULT)).run(id)
    erasure.interaction(row.id)
    assert [blobs.exists(exports.key_of(id)) for id in ids] == [False, True]


def test_all_contacts_of_a_customer_go_and_nobody_elses(
    store: Store, intake: Intake, erasure: Erasure, tmp_path: Path
) -> None:
    with store.transaction() as session:
        for n, customer in enumerate(["rossi", "rossi", "bianchi", None]):
            intake.accept(session, FULL.model_copy(update={"id": f"x-{n}", "customer": customer}))
        intake.accept(session, FULL.model_copy(update={"client": "other", "customer": "rossi"}))
        saved_views.save(session, "user:bea", "Rossi", "client=acme&customer=rossi")
        saved_views.save(session, "user:bea", "Bianchi", "client=acme&customer=bianchi")
    draft = Draft(uuid.uuid4(), "acme", 10, None, {"customer": "rossi"})
    erasure.partial_uploads.create(draft)
    with pytest.raises(Forbidden):
        erasure.customer("acme", "rossi", replace(ANNA, client="other"))
    assert erasure.customer("acme", "rossi") == 2
    assert erasure.customer("acme", intake.pseudonyms.of("acme", "bianchi")) == 1
    with store.reading() as session:
        left = interactions.page(session, Filters()).rows
        assert sorted((row.client, row.external_id) for row in left) == [("acme", "x-3"), ("other", "ext-1")]
        assert [view.name for view in saved_views.listed(session, "user:bea")] == ["Bianchi"]
    with pytest.raises(NotFound):
        erasure.partial_uploads.get(draft.id)


@dataclass
class Erasing(PlainStages):
    """The interaction is erased while a step has its recording in hand."""

    during: str = ""
    erasure: Erasure | None = None
    id: uuid.UUID | None = None

    def _erase(self, step: str) -> None:
        if self.during == step and self.erasure is not None and self.id is not None:
            self.erasure.interaction(self.id)

    def hear(self, *about: object) -> Speech:
        heard = PlainStages.hear(self, *about)  # type: ignore[arg-type]
        self._erase("hear")
        return heard

    def redact_audio(self, *about: object) -> Path | None:
        copy = PlainStages.redact_audio(self, *about)  # type: ignore[arg-type]
        self._erase("silence")
        return copy


@pytest.mark.parametrize("step", ["hear", "silence"])
def test_a_recording_that_is_erased_while_it_is_in_hand_leaves_nothing(
    step: str, store: Store, blobs: Blobs, staging: Staging, intake: Intake, erasure: Erasure
) -> None:
    stored = blobs.put("acme", [b"sono il 333\nbuongiorno"], 100)
    with store.transaction() as session:
        call = FULL.model_copy(update={"channel": Channel.CALL, "turns": ()})
        row, _ = intake.accept(session, call, stored)
    stages = Erasing(during=step, erasure=erasure, id=row.id)
    steps, job = Steps(store, blobs, staging, stages), Job(row.id, 1)
    plan = steps.plan(job)
    assert plan is not None
    steps.hear(job, plan, 0, None)
    if step == "silence":
        steps.hear(job, plan, 1, None)
        steps.understand(job, plan)
        steps.silence(job, plan)
    assert [key for key, _ in blobs.list("clients")] + [key for key, _ in blobs.list("work")] == []


def test_an_upload_that_was_accepted_keeps_nothing_of_what_was_said_of_it(tmp_path: Path, erasure: Erasure) -> None:
    draft, interaction = Draft(uuid.uuid4(), "acme", 0, None, {"customer": "rossi", "id": "x"}), uuid.uuid4()
    erasure.partial_uploads.create(draft)
    erasure.partial_uploads.accepted(draft, interaction)
    assert b"rossi" not in b"".join(path.read_bytes() for path in erasure.partial_uploads.folder.iterdir())
    erasure.partial_uploads.forget(interaction)
    assert list(erasure.partial_uploads.folder.iterdir()) == []
