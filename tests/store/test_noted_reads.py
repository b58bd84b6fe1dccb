"""What use cases leave in the audit trail: of what was shown and of what was refused, and of nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from qa_service.domain.people import Role
from qa_service.errors import Forbidden, NotFound
from qa_service.services import access, dashboard, disputes, interactions, reviews, sign_in
from qa_service.services import audit as audit_services
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.interactions import Narrowing, Terms
from qa_service.services.use_case import USE_CASES, changes, reads
from qa_service.store import audit
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from tests.contexts import ANNA, context


@pytest.fixture(autouse=True)
def planted_ones_go() -> Any:
    known = dict(USE_CASES)
    yield
    USE_CASES.clear()
    USE_CASES.update(known)


def lines(store: Store) -> list[tuple[str, str]]:
    """Action and subject, the oldest first."""
    with store.reading() as session:
        return [(row.action, row.subject) for row in reversed(audit.trail(session))]


def test_what_was_not_shown_in_the_end_is_not_said_to_be_read(store: Store, intake: Intake) -> None:
    @reads(Permission.READ, noted="read analysis")
    def fails(context: Context) -> None:
        context.note_read("never shown", "acme")
        raise NotFound("it is gone")

    @reads(Permission.READ, noted="read analysis")
    def shows(context: Context) -> None:
        context.note_read("shown", "acme")

    visit = context(store, intake)
    with pytest.raises(NotFound):
        fails(visit)
    shows(visit)
    assert lines(store) == [("read analysis", "shown")]


def test_whoever_asks_for_another_client_leaves_a_line(store: Store, intake: Intake) -> None:
    @reads(Permission.READ)
    def asks(context: Context) -> None:
        access.check_client(context.caller, "other")

    with pytest.raises(Forbidden):
        asks(context(store, intake, replace(ANNA, client="acme")))
    ((action, subject),) = lines(store)
    assert (action, subject.rpartition(".")[2]) == ("refused", "asks")


def test_a_refusal_in_the_midst_of_a_change_waits_for_no_lock(store: Store, intake: Intake) -> None:
    """SQLite has one writer: a line of its own from within a transaction would wait for that one, for half a minute."""

    @reads(Permission.ADMINISTER)
    def inner(context: Context) -> None: ...

    @changes(Permission.REVIEW, "change")
    def outer(context: Context) -> None:
        context.note("x")
        inner(context)

    with pytest.raises(Forbidden):
        outer(context(store, intake, replace(ANNA, role=Role.QA)))
    ((action, subject),) = lines(store)
    assert (action, subject.rpartition(".")[2]) == ("refused", "outer")


def test_nobody_waits_for_a_verification(store: Store, intake: Intake, monkeypatch: pytest.MonkeyPatch) -> None:
    verified: Callable[..., Any] = audit.verify

    def slow(session: Any, *keys: Any) -> Any:
        faults = verified(session, *keys)
        with store.transaction() as writing:
            audit.note(writing, "user:bea", "take in", "y")
        return faults

    monkeypatch.setattr(audit, "verify", slow)
    assert audit_services.verify(context(store, intake)).intact
    assert [action for action, _ in lines(store)] == ["take in", "verify audit trail"]


def test_whoever_does_not_wait_at_the_sign_in_does_not_fill_the_trail(store: Store, intake: Intake) -> None:
    deps = context(store, intake).deps
    for _ in range(12):
        sign_in.enter(deps, "anna", "wrong", "192.0.2.7")
    sign_in.enter(deps, "anna", "wrong", "192.0.2.8")  # the same office
    tried = [action for action, _ in lines(store)]
    assert tried.count("sign-in failed") == 5
    assert tried.count("sign-in blocked") == 1


def test_an_export_goes_on_over_lines_of_the_same_chain(
    store: Store, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "_PAGE", 3)
    for number in range(8):
        with store.transaction() as session:
            audit.note(session, "user:bea", "take in", f"y{number}")
    trail = audit_services.export(context(store, intake))
    shown = [line for line in trail.lines if line.action == "take in"]
    assert sorted(line.subject for line in shown) == [f"y{number}" for number in range(8)]
    assert all(line.at < datetime.now(UTC) for line in shown)


def test_lists_of_a_team_and_of_what_people_answered_are_reads(store: Store, intake: Intake) -> None:
    visit = context(store, intake)
    visit.deps = replace(visit.deps, monitoring_basis="agreement of 3 March")
    interactions.listed(visit, Terms(Narrowing(client="acme")))  # tells of nobody
    interactions.listed(visit, Terms(Narrowing(client="acme", team="nord")))
    reviews.suspicious(visit)
    disputes.listed(visit, client="acme")
    disputes.listed(visit, agent="a17")
    assert lines(store) == [
        ("read list of workers", "team:nord"),
        ("read reviews", "suspicious"),
        ("read reviews", "list"),
        ("read reviews", "agent:a17"),
    ]


def test_a_team_leader_who_reads_of_a_client_reads_of_the_team(store: Store, intake: Intake) -> None:
    visit = context(store, intake, replace(ANNA, role=Role.TEAM_LEADER, team="nord"))
    visit.deps = replace(visit.deps, monitoring_basis="agreement of 3 March")
    dashboard.show(visit)
    assert lines(store) == [("read figures", "team:nord")]
    dashboard.show(context(store, intake))  # an administrator sees figures of clients
    assert len(lines(store)) == 1
