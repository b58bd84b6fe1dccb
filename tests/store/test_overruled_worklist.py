"""What people of quality do with the worklist: who may, what the audit trail keeps, second looks, files."""

import csv
import io
import json
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from sqlmodel import select

from qa_service.documents.exports import Wanted
from qa_service.documents.overruled import OverruledPage
from qa_service.domain.exports import Format, Kind
from qa_service.domain.overruled import Cause, SecondLook, Standing
from qa_service.domain.people import Role
from qa_service.domain.review import ReviewAnswer
from qa_service.domain.sampling import FrameSpec, Purpose, SampleRequest
from qa_service.errors import BadInput, Conflict, Forbidden, NotFound
from qa_service.exporting import overruled as overruled_files
from qa_service.exporting.exporter import Exporter
from qa_service.services import exports, overruled, reviews
from qa_service.services.access import Caller, CallerKind
from qa_service.services.context import Context
from qa_service.services.overruled import Narrowing
from qa_service.store import readings
from qa_service.store.blobs import Blobs
from qa_service.store.exports import Order
from qa_service.store.intake import Intake
from qa_service.store.interactions import Filters
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.scope import Scope
from qa_service.store.tables import AuditRow, InteractionRow
from tests.acceptance.house import DEFAULT, LABELS
from tests.contexts import context
from tests.store.test_exports import finished, made
from tests.store.test_samples import drawn

GREETING = "criterion:greeting"
ANNA = Caller("anna", Role.QA, None, kind=CallerKind.USER)
BRUNO, CARLA = replace(ANNA, key="bruno"), replace(ANNA, key="carla")


@pytest.fixture
def row(store: Store) -> InteractionRow:
    return finished(store, "chat-1")


@pytest.fixture
def anna(store: Store, intake: Intake) -> Context:
    return context(store, intake, ANNA)


@pytest.fixture
def bruno(store: Store, intake: Intake) -> Context:
    return context(store, intake, BRUNO)


@pytest.fixture
def carla(store: Store, intake: Intake) -> Context:
    return context(store, intake, CARLA)


def overrule(by: Context, id: uuid.UUID, why: str = "") -> str:
    """The machine's answer to a question that it has answered is changed; returns the question."""
    machine = reviews.answer(by, id, [ReviewAnswer("label:resolution", "resolved")]).machine
    assert machine is not None
    assert machine[GREETING].answer == "yes"
    reviews.answer(by, id, [ReviewAnswer(GREETING, "no", why)])
    return GREETING


def greetings(by: Context, **narrowing: object) -> OverruledPage:
    return overruled.listed(by, Narrowing(question=GREETING, **narrowing))  # type: ignore[arg-type]


def test_a_case_tells_the_question_both_answers_and_the_versions_and_names_nobody(
    row: InteractionRow, anna: Context, bruno: Context
) -> None:
    overrule(anna, row.id, "only on the transfer, call 333 1234567")
    (case,) = greetings(bruno).items
    assert (case.machine, case.answer, case.answer_now, case.question) == ("yes", "no", "no", GREETING)
    assert (case.why, case.external_id) == ("only on the transfer, call [NUMBER]", "chat-1")
    assert case.machine_confidence is not None
    assert case.versions
    assert (case.standing, case.cause, case.second_look, case.own) == (Standing.TO_SORT, None, None, False)
    assert greetings(anna).items[0].own
    written = case.model_dump_json()
    assert row.agent is not None
    for name in (row.agent, row.team, "anna"):
        assert f'"{name}"' not in written
        assert f"user:{name}" not in written


def test_whoever_reads_a_case_has_read_the_machines_judgement(
    store: Store, row: InteractionRow, anna: Context, bruno: Context
) -> None:
    overrule(anna, row.id)
    with store.reading() as session:
        assert readings.read_by(session, [row.id], BRUNO.actor) == set()
    greetings(bruno)
    with store.reading() as session:
        assert readings.read_by(session, [row.id], BRUNO.actor) == {row.id}


def test_sorting_changes_no_answer_and_is_kept_in_the_audit_trail(
    store: Store, row: InteractionRow, anna: Context, bruno: Context
) -> None:
    overrule(anna, row.id)
    (case,) = greetings(bruno).items
    case = overruled.sort(bruno, case.id, Cause.REVIEWER_WRONG, "it is said, write to a@b.it")
    assert (case.cause, case.note, case.sorted_by) == (
        Cause.REVIEWER_WRONG,
        "it is said, write to [EMAIL]",
        BRUNO.actor,
    )
    assert case.second_look is SecondLook.WAITING
    assert reviews.of_interaction(anna, row.id).counts[GREETING].answer == "no"
    overruled.sort(bruno, case.id, Cause.REVIEWER_WRONG, "it is said, write to a@b.it")  # again: nothing new
    overruled.sort(bruno, case.id, None)
    assert greetings(bruno).items[0].standing is Standing.TO_SORT
    with store.reading() as session:
        lines = session.exec(select(AuditRow).where(AuditRow.action == "sort overruled").order_by(AuditRow.at)).all()  # type: ignore[arg-type]
    assert [(line.subject, line.detail["cause"], line.detail["was"]) for line in lines] == [
        (str(case.id), "reviewer_wrong", None),
        (str(case.id), None, "reviewer_wrong"),
    ]
    assert all("note" not in line.detail for line in lines)  # its words are in the row alone


def test_a_second_look_is_for_another_person_or_for_whoever_answered(
    row: InteractionRow, anna: Context, bruno: Context, carla: Context
) -> None:
    overrule(anna, row.id)
    id = greetings(bruno).items[0].id
    with pytest.raises(Conflict, match="no second look"):
        overruled.look_again(carla, id, "yes")
    overruled.sort(bruno, id, Cause.REVIEWER_WRONG)
    with pytest.raises(Forbidden, match="does not answer in their place"):
        overruled.look_again(bruno, id, "yes")
    with pytest.raises(BadInput, match="answered before"):
        overruled.look_again(anna, id, "no")
    kept = overruled.look_again(carla, id, "yes", "it is said on the transfer")
    assert kept.answers[0].answer == "yes"
    (case,) = greetings(bruno).items
    assert (case.answer, case.answer_now, case.second_look) == ("no", "yes", SecondLook.CHANGED)
    with pytest.raises(Conflict, match="has changed this answer"):
        overruled.sort(bruno, case.id, Cause.MACHINE_WRONG)


def test_whoever_answered_may_own_up_to_it(row: InteractionRow, anna: Context, bruno: Context) -> None:
    overrule(anna, row.id)
    id = greetings(bruno).items[0].id
    overruled.sort(bruno, id, Cause.REVIEWER_WRONG)
    assert overruled.overview(bruno, Narrowing(), None, 9).barred == {id}
    assert overruled.overview(anna, Narrowing(), None, 9).barred == frozenset()
    overruled.look_again(anna, id, "no", "heard again: it is not said")
    (case,) = greetings(bruno).items
    assert (case.standing, case.second_look) == (Standing.TO_SORT, SecondLook.KEPT)
    with pytest.raises(NotFound):  # that answer does not count any more
        overruled.sort(bruno, id, Cause.MACHINE_WRONG)


def test_nothing_is_told_of_a_case_before_the_blind_answers_are_in(
    store: Store, row: InteractionRow, anna: Context, bruno: Context
) -> None:
    overrule(anna, row.id)
    id = greetings(bruno).items[0].id
    drawn(store, SampleRequest("all", Purpose.RANDOM, 1, FrameSpec(), seed=1))
    scoped = context(store, _intake(bruno), replace(CARLA, client="acme"))
    for reader in (anna, bruno, scoped):
        assert greetings(reader).items == []
        assert overruled.counts(reader).counts == []
        with pytest.raises(NotFound):
            overruled.sort(reader, id, Cause.MACHINE_WRONG)


def _intake(of: Context) -> Intake:
    return of.deps.intake


def test_other_clients_stay_out_of_reach_and_other_roles_out_of_the_list(
    store: Store, row: InteractionRow, anna: Context
) -> None:
    overrule(anna, row.id)
    id = greetings(anna).items[0].id
    other = context(store, _intake(anna), replace(BRUNO, client="other"))
    assert greetings(other).items == []
    with pytest.raises(Forbidden):
        greetings(other, client="acme")
    with pytest.raises(NotFound):
        overruled.sort(other, id, Cause.MACHINE_WRONG)
    for role in (Role.TEAM_LEADER, Role.COACH, Role.CLIENT_VIEWER, Role.AGENT):
        with pytest.raises(Forbidden, match="may not"):
            greetings(context(store, _intake(anna), replace(BRUNO, role=role)))


def test_counts_go_by_month_and_say_out_of_how_many(store: Store, anna: Context) -> None:
    ids = [finished(store, f"chat-{n}").id for n in range(3)]
    for id in ids[:2]:
        overrule(anna, id)
    reviews.answer(anna, ids[2], [ReviewAnswer(GREETING, "yes")])
    overruled.sort(anna, greetings(anna).items[0].id, Cause.GUIDE_UNCLEAR)
    counts = overruled.counts(anna, Narrowing(question=GREETING))
    (part,) = counts.counts
    assert (part.answers, part.overruled, part.to_sort, part.guide_unclear) == (3, 2, 1, 1)
    assert part.rubric is not None
    today = store.calendar.day(datetime.now(UTC))
    assert part.since == today.replace(day=1)
    with pytest.raises(BadInput, match="at most 60 months"):
        overruled.counts(anna, Narrowing(since=datetime(1990, 1, 1, tzinfo=UTC)))
    with pytest.raises(BadInput, match="no question"):
        overruled.counts(anna, Narrowing(question="greeting"))


def test_the_first_part_of_a_period_begins_with_it(store: Store, row: InteractionRow, anna: Context) -> None:
    """Of a period from the middle of a month on, the first count is of the rest of that month."""
    overrule(anna, row.id)
    since = datetime.now(UTC) - timedelta(hours=1)
    (part,) = overruled.counts(anna, Narrowing(question=GREETING, since=since)).counts
    assert part.since in {store.calendar.day(since), store.calendar.day(datetime.now(UTC))}


@pytest.fixture
def exporter(store: Store, blobs: Blobs) -> Exporter:
    return Exporter(store, blobs, LABELS, Rubrics(DEFAULT))


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overruled_files, "_AT_ONCE", 2)


def test_files_hold_the_cases_in_reach_with_how_they_were_sorted_and_name_nobody(
    store: Store, anna: Context, exporter: Exporter
) -> None:
    ids = [finished(store, f"chat-{n}").id for n in range(5)]
    ids.append(finished(store, "foreign", client="other").id)
    for id in ids:
        overrule(anna, id, "=1+1")
    latest = greetings(anna, client="acme").items[0]
    overruled.sort(anna, latest.id, Cause.GUIDE_UNCLEAR, "transfer?")
    order = Order(Kind.OVERRULED, Format.CSV, topics=(GREETING,), scope=Scope("acme"), reviewer=BRUNO.actor)
    records = list(csv.DictReader(io.StringIO(made(exporter, order).decode())))
    assert [record["external_id"] for record in records] == [f"chat-{n}" for n in (4, 3, 2, 1, 0)]
    first = records[0]
    assert (first["machine"], first["answer"], first["standing"]) == ("yes", "no", "guide_unclear")
    assert (first["note"], first["why"], first["blind"]) == ("transfer?", "'=1+1", "no")
    assert records[1]["standing"] == "to_sort"
    lines = [json.loads(line) for line in made(exporter, replace(order, format=Format.JSONL)).splitlines()]
    assert [set(line) for line in lines] == [set(first)] * 5
    assert lines[0]["versions"]
    book = openpyxl.load_workbook(io.BytesIO(made(exporter, replace(order, format=Format.XLSX))))
    assert book.sheetnames == ["overruled"]
    assert len(list(book.worksheets[0].iter_rows())) == 6
    assert b"user:" not in made(exporter, order)
    nobody = replace(order, filters=Filters(until=datetime(2020, 1, 1, tzinfo=UTC)))
    assert made(exporter, replace(nobody, format=Format.JSONL)) == b""
    with store.reading() as session:
        assert readings.read_by(session, ids, BRUNO.actor) == set(ids[:5])


def test_a_file_is_narrowed_by_nothing_that_it_would_pass_over(anna: Context, store: Store) -> None:
    for wanted in ({"agent": "a17"}, {"intent": "billing"}, {"channel": "chat"}):
        request = Wanted.read({"kind": "overruled", "filters": wanted})
        with pytest.raises(BadInput, match="does not narrow overruled answers"):
            exports.order(anna, request)
    with pytest.raises(BadInput, match="no question"):
        exports.order(anna, Wanted.read({"kind": "overruled", "topics": ["greeting"]}))
    leader = context(store, _intake(anna), replace(ANNA, role=Role.TEAM_LEADER, team="nord"))
    with pytest.raises(Forbidden):
        exports.order(leader, Wanted.read({"kind": "overruled"}))
    order = exports.order(anna, Wanted.read({"kind": "overruled", "format": "jsonl", "topics": [GREETING]}))
    assert order.kind is Kind.OVERRULED
