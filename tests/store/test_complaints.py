"""The register of complaints: receipt, answer, deadline, who keeps it, what is told of it, and how it is forgotten."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from qa_service.documents.exports import Wanted
from qa_service.domain.calendar import Calendar
from qa_service.domain.complaints import (
    ComplaintFilters,
    ComplaintOutcome,
    ComplaintRules,
    ComplaintState,
    CountedDays,
    deadline,
)
from qa_service.domain.events import EventType
from qa_service.domain.groups import Days
from qa_service.domain.interaction import State
from qa_service.domain.opening_hours import OpeningHours, Schedule
from qa_service.domain.people import Role
from qa_service.domain.retention import KeptKind
from qa_service.errors import BadInput, Conflict, Forbidden, NotFound, Withheld
from qa_service.services import (
    complaint_figures,
    complaint_imports,
    complaint_rules,
    complaints,
    erasure,
    exports,
    holds,
)
from qa_service.services.access import Caller
from qa_service.services.complaint_rows import WantedComplaint
from qa_service.services.context import Context
from qa_service.services.holds import WantedHold
from qa_service.statistics.shares import exact_interval
from qa_service.store import complaints as register
from qa_service.store import interactions, retention
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.retention_run import RetentionRun
from qa_service.store.tables_complaints import ComplaintRow
from qa_service.store.tables_events import EventRow
from tests.contexts import ANNA, context
from tests.store.test_interactions import FULL

TODAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
LEADER = Caller("lea", Role.TEAM_LEADER, None, "nord")
VIEWER = Caller("vic", Role.CLIENT_VIEWER, "acme")


@pytest.fixture
def as_(store: Store, intake: Intake) -> Callable[..., Context]:
    def make(caller: Caller = ANNA) -> Context:
        made = context(store, intake, caller)
        return replace(made, deps=replace(made.deps, clock=lambda: NOW, monitoring_basis="agreement of 2026"))

    return make


def contact(store: Store, id: str = "c1", **more: Any) -> UUID:
    with store.transaction() as session:
        values = {"id": id, "client": "acme", "team": "nord", "customer": "c-rossi", **more}
        row, _ = interactions.register(session, FULL.model_copy(update=values), id)
        row.state, row.intent = State.DONE, "complaint"
        return row.id


def billing(**more: Any) -> WantedComplaint:
    return WantedComplaint("billing", "acme", **more)


def test_a_complaint_goes_its_way_with_a_history(as_: Callable[..., Context]) -> None:
    made = complaints.register(as_(), billing(customer="rossi", received_on=date(2026, 11, 3)))
    assert (made.due_on, made.state, made.customer) == (date(2026, 12, 3), ComplaintState.DUE, made.customer)
    assert made.customer is not None
    assert made.customer.startswith("c-")
    assert made.reference.startswith("R-20261103-")
    complaints.acknowledge(as_(), made.uuid, date(2026, 11, 4))
    with pytest.raises(Conflict):
        complaints.acknowledge(as_(), made.uuid)
    complaints.answer(as_(), made.uuid, ComplaintOutcome.REJECTED, date(2026, 11, 20))
    with pytest.raises(Conflict):
        complaints.answer(as_(), made.uuid, ComplaintOutcome.UPHELD)
    again = complaints.reopen(as_(), made.uuid, date(2026, 11, 25))
    assert (again.due_on, again.answered_on, again.reopened) == (date(2026, 12, 25), None, 1)
    last = complaints.answer(as_(), made.uuid, ComplaintOutcome.UPHELD)
    assert [line.what.value for line in last.history] == [
        "registered", "acknowledged", "answered", "reopened", "answered"
    ]  # fmt: skip
    assert {line.by for line in last.history} == {"user:anna"}


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        (billing(received_on=date(2026, 12, 2)), "received_on"),
        (billing(received_on=TODAY, answered_on=TODAY), "outcome"),
        (billing(received_on=TODAY, outcome=ComplaintOutcome.UPHELD), "answered_on"),
        (billing(received_on=TODAY, acknowledged_on=date(2026, 11, 30)), "acknowledged_on"),
        (WantedComplaint("weather", "acme"), "matter"),
        (WantedComplaint("billing"), "client"),
        (billing(note="x" * 201), "note"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    as_: Callable[..., Context], wanted: WantedComplaint, where: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        complaints.register(as_(), wanted)
    assert refusal.value.where == where


def test_free_words_are_masked_and_a_number_is_taken_once(as_: Callable[..., Context], store: Store) -> None:
    made = complaints.register(as_(), billing(reference="REC-7", note="il sig. Mario Rossi, 348 1234567, si lamenta"))
    assert made.note is not None
    assert "Rossi" not in made.note
    assert "1234567" not in made.note
    with pytest.raises(Conflict):
        complaints.register(as_(), billing(reference="REC-7"))
    named = complaints.register(as_(), billing(reference="rossi mario 3481234567", case="rossi mario"))
    with store.reading() as session:
        row = session.get(ComplaintRow, named.uuid)
    assert row is not None
    assert "rossi" not in f"{row.reference} {row.case_ref}".lower()


def test_working_days_are_those_on_which_the_client_is_open() -> None:
    rules = ComplaintRules(days=3, counted=CountedDays.WORKING)
    friday = date(2026, 12, 4)
    assert deadline(friday, rules, None) == date(2026, 12, 9)  # Monday to Friday
    hours = OpeningHours(week={"mon": ["09:00-18:00"], "tue": ["09:00-18:00"], "wed": ["09:00-18:00"]}, holidays="IT")  # type: ignore[dict-item]
    schedule = Schedule.of(hours, Calendar())
    assert deadline(friday, rules, schedule) == date(2026, 12, 14)  # the 8th is a holiday, Thursday and Friday closed
    never = Schedule.of(OpeningHours(week={}, closed=(friday,)), Calendar())
    assert deadline(friday, rules, never) > friday + timedelta(days=3_000)


def test_the_rules_of_a_client_hold_for_what_comes_after(as_: Callable[..., Context]) -> None:
    before = complaints.register(as_(), billing(received_on=date(2026, 11, 30)))
    complaint_rules.put(as_(), "acme", ComplaintRules(days=5, matters=("delivery",)))
    after = complaints.register(as_(), WantedComplaint("delivery", "acme", received_on=date(2026, 11, 30)))
    assert (before.due_on, after.due_on) == (date(2026, 12, 30), date(2026, 12, 5))
    with pytest.raises(BadInput):
        complaints.register(as_(), billing())
    assert complaint_rules.show(as_(VIEWER), "acme").days == 5


def test_team_leaders_keep_what_came_with_their_contacts_and_clients_see_no_names(
    as_: Callable[..., Context], store: Store
) -> None:
    own, other = contact(store), contact(store, "c2", team="sud")
    made = complaints.register(as_(LEADER), WantedComplaint("billing", interaction=own))
    assert (made.client, made.team, made.received_on) == ("acme", "nord", FULL.started_at and made.received_on)
    foreign = complaints.register(as_(), WantedComplaint("billing", interaction=other))
    complaints.register(as_(), billing())
    assert [item.uuid for item in complaints.listed(as_(LEADER)).items] == [made.uuid]
    for call in (
        lambda: complaints.show(as_(LEADER), foreign.uuid),
        lambda: complaints.acknowledge(as_(LEADER), foreign.uuid),
    ):
        with pytest.raises(NotFound):
            call()
    with pytest.raises(NotFound):
        complaints.register(as_(LEADER), WantedComplaint("billing", interaction=other))
    with pytest.raises(Forbidden):
        complaints.register(as_(LEADER), billing())
    seen = complaints.listed(as_(VIEWER)).items
    assert len(seen) == 3
    assert {item.team for item in seen} == {None}
    assert {line.by for item in seen for line in item.history} == {None}
    with pytest.raises(Forbidden):
        complaints.register(as_(VIEWER), billing())
    with pytest.raises(Forbidden):
        complaints.listed(as_(VIEWER), ComplaintFilters(team="nord"))
    stranger = Caller("bea", Role.CLIENT_VIEWER, "beta")
    assert complaints.listed(as_(stranger)).items == []
    basis = as_()
    with pytest.raises(Withheld):
        complaints.listed(replace(basis, deps=replace(basis.deps, monitoring_basis="")), ComplaintFilters(team="nord"))


def test_lists_are_narrowed_by_where_a_complaint_stands(as_: Callable[..., Context]) -> None:
    for days, answered in ((40, None), (28, None), (2, None), (35, 1), (35, 2)):
        wanted = billing(received_on=TODAY - timedelta(days=days))
        if answered:
            outcome = ComplaintOutcome.WITHDRAWN if answered == 2 else ComplaintOutcome.PARTLY
            wanted = replace(wanted, answered_on=TODAY, outcome=outcome)
        complaints.register(as_(), wanted)

    def ages(**narrowed: Any) -> list[int]:
        items = complaints.listed(as_(), ComplaintFilters(**narrowed)).items
        return [(TODAY - item.received_on).days for item in items]

    assert ages() == [2, 28, 35, 35, 40]
    assert ages(state=ComplaintState.LATE) == [40]
    assert ages(state=ComplaintState.OPEN) == [2, 28]
    assert ages(state=ComplaintState.DUE) == [28]
    assert ages(state=ComplaintState.ANSWERED) == [35]
    assert ages(state=ComplaintState.WITHDRAWN) == [35]
    assert ages(due_within=1) == []
    assert ages(due_within=2) == [28]
    page = complaints.listed(as_(), limit=2)
    assert [(TODAY - item.received_on).days for item in complaints.listed(as_(), cursor=page.next).items] == [
        35,
        35,
        40,
    ]


def test_the_machine_proposes_and_a_person_registers_or_dismisses(as_: Callable[..., Context], store: Store) -> None:
    first, second, third = (contact(store, f"c{n}") for n in range(3))
    with store.transaction() as session:
        row = interactions.get(session, third)
        row.intent = "billing"
    assert {row.id for row in complaints.candidates(as_())} == {first, second}
    complaints.register(as_(), WantedComplaint("billing", interaction=first))
    complaints.dismiss(as_(), second)
    complaints.dismiss(as_(), second)
    assert complaints.candidates(as_()) == []
    assert not complaints.of_interaction(as_(), second).is_candidate
    assert len(complaints.of_interaction(as_(), first).complaints) == 1
    assert complaints.listed(as_()).items[0].customer == "c-rossi"


TABLE = """numero;motivo;cliente;ricevuto;risposto;esito
A-1;bollette;rossi;01/10/2026;20/10/2026;accolto
A-2;bollette;bianchi;05/10/2026;;
A-3;meteo;verdi;06/10/2026;;
;bollette;neri;06/10/2026;;
A-5;bollette;neri;31/02/2026;;
"""
MAPPING = b"""
columns:
  {reference: numero, matter: motivo, customer: cliente, received_on: ricevuto, answered_on: risposto, outcome: esito}
dates: "%d/%m/%Y"
outcomes: {accolto: upheld, respinto: rejected}
matters: {bollette: billing}
"""


def test_a_table_is_taken_in_by_a_mapping_and_the_same_again_changes_nothing(as_: Callable[..., Context]) -> None:
    mapping = complaint_imports.parse(MAPPING)
    taken = complaint_imports.take(as_(), "acme", TABLE.encode(), mapping)
    assert dict(taken.counts) == {"created": 2, "refused": 3}
    assert [number for number, _ in taken.refused] == [4, 5, 6]
    again = complaint_imports.take(as_(), "acme", TABLE.encode(), mapping)
    assert dict(again.counts) == {"unchanged": 2, "refused": 3}
    more = TABLE.replace("A-2;bollette;bianchi;05/10/2026;;", "A-2;bollette;bianchi;05/10/2026;10/11/2026;respinto")
    assert complaint_imports.take(as_(), "acme", more.encode("cp1252"), mapping).counts["completed"] == 1
    contradicting = TABLE.replace("01/10/2026", "02/10/2026")
    refused = complaint_imports.take(as_(), "acme", contradicting.encode(), mapping).refused
    assert "received_on is 2026-10-01 here, and 2026-10-02 there" in str(refused[0][1])
    rows = complaints.listed(as_()).items
    assert {row.reference: row.outcome for row in rows} == {"A-1": "upheld", "A-2": "rejected"}
    assert complaint_figures.show(as_(), "acme", Days()).in_time.yes == 1


@pytest.mark.parametrize("raw", [b"", b"x;y\n1;2\n", b"\xff\xfe\x00", b"reference,matter\nA,billing\n"])
def test_what_is_no_table_of_complaints_is_refused(as_: Callable[..., Context], raw: bytes) -> None:
    with pytest.raises(BadInput):
        complaint_imports.take(as_(), "acme", raw)


@pytest.mark.parametrize("raw", [b"columns: [1", b"columns: {nonsense: x}", b"{{", b"dates: 3", b"\xff"])
def test_a_mapping_that_is_none_is_refused(raw: bytes) -> None:
    with pytest.raises(BadInput):
        complaint_imports.parse(raw)


def test_figures_hold_first_answers_against_first_deadlines(as_: Callable[..., Context], store: Store) -> None:
    def of(days_ago: int, answered_after: int | None, outcome: ComplaintOutcome = ComplaintOutcome.UPHELD) -> UUID:
        received = TODAY - timedelta(days=days_ago)
        day = None if answered_after is None else received + timedelta(days=answered_after)
        wanted = billing(received_on=received, answered_on=day, outcome=outcome if day else None)
        return complaints.register(as_(), wanted).uuid

    first, *_ = (of(60, days) for days in (5, 10, 20, 30, 31))
    of(50, None)  # late
    of(3, None)  # waits, in time
    of(20, 2, ComplaintOutcome.WITHDRAWN)
    complaints.reopen(as_(), first)
    figures = complaint_figures.show(as_(), "acme", Days())
    assert (figures.received, figures.waiting, figures.withdrawn, figures.late_now) == (8, 1, 1, 1)
    assert (figures.in_time.n, figures.in_time.yes) == (6, 4)
    assert figures.in_time.value == pytest.approx(4 / 6, abs=1e-4)
    assert (figures.in_time.low, figures.in_time.high) == pytest.approx((0.2228, 0.9567), abs=1e-4)
    assert (figures.reopened.n, figures.reopened.yes) == (5, 1)
    assert figures.median_days == 20
    assert figures.per_thousand is None
    assert figures.by_matter == {"billing": 8}
    few = complaint_figures.show(as_(), "acme", Days(TODAY - timedelta(days=51), None))
    assert (few.in_time.n, few.in_time.value, few.in_time.withheld) == (1, None, "too_few")


def test_the_exact_interval_is_that_of_the_tables() -> None:
    assert exact_interval(0, 10, 0.95) == pytest.approx((0.0, 0.3085), abs=1e-4)
    assert exact_interval(10, 10, 0.95) == pytest.approx((0.6915, 1.0), abs=1e-4)
    assert exact_interval(4, 6, 0.95) == pytest.approx((0.2228, 0.9567), abs=1e-4)


def test_deadlines_are_told_once_when_they_come_near_and_once_when_they_pass(
    as_: Callable[..., Context], store: Store
) -> None:
    made = complaints.register(as_(), billing(received_on=date(2026, 11, 2)))  # due on 2 December
    complaints.register(as_(), billing(received_on=date(2026, 11, 30)))

    def told(at: datetime) -> list[EventType]:
        with store.transaction() as session:
            register.tell(session, at)
        with store.reading() as session:
            return [event.type for event in session.exec(select(EventRow).order_by(EventRow.number))]  # type: ignore[arg-type]

    assert told(NOW - timedelta(days=10)) == []
    assert told(NOW) == [EventType.COMPLAINT_DUE]
    assert told(NOW + timedelta(hours=1)) == [EventType.COMPLAINT_DUE]
    assert told(NOW + timedelta(days=2)) == [EventType.COMPLAINT_DUE, EventType.COMPLAINT_LATE]
    assert told(NOW + timedelta(days=3)) == [EventType.COMPLAINT_DUE, EventType.COMPLAINT_LATE]
    with store.reading() as session:
        events = session.exec(select(EventRow)).all()
    assert {event.data["complaint"] for event in events} == {str(made.uuid)}
    assert {event.data["due_on"] for event in events} == {"2026-12-02"}


def test_complaints_go_with_their_contact_and_with_their_customer(as_: Callable[..., Context], store: Store) -> None:
    id = contact(store, customer=None)
    complaints.register(as_(), WantedComplaint("billing", interaction=id))
    complaints.register(as_(), billing(customer="rossi"))
    kept = complaints.register(as_(), billing(customer="bianchi"))
    context = as_()
    deps = replace(context.deps, partial_uploads=_NoUploads())  # type: ignore[arg-type]
    erasure.erase(replace(context, deps=deps), id)
    assert len(complaints.listed(as_()).items) == 2
    hold = holds.place(as_(), WantedHold(client="acme", customer="rossi"), "file 12/26")
    erasure.erase_customer(replace(as_(), deps=deps), "acme", "rossi")
    assert len(complaints.listed(as_()).items) == 2
    holds.lift(as_(), hold.id)
    erasure.erase_customer(replace(as_(), deps=deps), "acme", "rossi")
    assert [item.uuid for item in complaints.listed(as_()).items] == [kept.uuid]


class _NoUploads:
    def forget(self, _: UUID) -> None: ...

    def forget_customer(self, _client: str, _is_theirs: Any) -> None: ...


def test_answered_complaints_go_by_their_own_clock_unless_a_hold_keeps_them(
    as_: Callable[..., Context], store: Store, intake: Intake
) -> None:
    old = {"received_on": date(2023, 1, 2), "answered_on": date(2023, 1, 5), "outcome": ComplaintOutcome.UPHELD}
    complaints.register(as_(), billing(**old))
    held = complaints.register(as_(), billing(customer="rossi", **old))
    waits = complaints.register(as_(), billing(received_on=date(2023, 1, 2)))
    recent = complaints.register(as_(), billing(received_on=date(2026, 11, 2)))
    holds.place(as_(), WantedHold(client="acme", customer="rossi"), "file 12/26")
    with store.transaction() as session:
        retention.put(session, "acme", KeptKind.COMPLAINT, 1095, "user:anna")
    run = RetentionRun(store, intake.blobs, intake.staging, lambda: b"k" * 32)
    assert run.run(NOW)["acme", KeptKind.COMPLAINT] == 1
    assert {item.uuid for item in complaints.listed(as_()).items} == {held.uuid, waits.uuid, recent.uuid}


def test_a_complaint_outlives_a_contact_that_goes_by_its_clock(
    as_: Callable[..., Context], store: Store, intake: Intake
) -> None:
    made = complaints.register(as_(), WantedComplaint("billing", interaction=contact(store)))
    with store.transaction() as session:
        retention.put(session, "acme", KeptKind.ANALYSIS, 1, "user:anna")
    RetentionRun(store, intake.blobs, intake.staging, lambda: b"k" * 32).run(NOW + timedelta(days=3650))
    after = complaints.show(as_(), made.uuid)
    assert (after.interaction, after.team, after.channel) == (None, "nord", made.channel)


def test_the_register_is_had_as_a_file(as_: Callable[..., Context], store: Store, tmp_path: Any) -> None:
    complaints.register(as_(), WantedComplaint("billing", interaction=contact(store), reference="A-1"))
    written = {}
    for name, caller in (("mine", ANNA), ("theirs", VIEWER)):
        with (tmp_path / name).open("wb") as sink:
            wanted = Wanted.read({"kind": "complaints", "format": "csv", "filters": {"client": "acme"}})
            exports.write(as_(caller), wanted, sink, name, lambda *_: None)
        written[name] = (tmp_path / name).read_text()
    assert "A-1" in written["mine"]
    assert "nord" in written["mine"]
    assert "nord" not in written["theirs"]
    with pytest.raises(Forbidden):
        exports.order(as_(Caller("c", Role.COACH, None)), Wanted.read({"kind": "complaints"}))
