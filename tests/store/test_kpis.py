"""The queue log as rows, and the report to a client with its key figures, on both databases."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from qa_service.bootstrap.service import kpi_packs
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.key_figure import NotMeasurable, Value
from qa_service.domain.queue import Ending, QueueCall
from qa_service.errors import Conflict, NotFound
from qa_service.figures import client, kpis
from qa_service.figures.basis import Basis
from qa_service.kpi.pack import Measured
from qa_service.settings import Settings
from qa_service.store import queue_log
from qa_service.store.queue_log import LineOutcome
from qa_service.store.repository import Store
from qa_service.store.scope import Scope
from tests.figures import NOON, answered, contact, drawn, saved
from tests.store.test_figures import ACME, EVER, RUBRICS

PACKS = kpi_packs(Settings())
LATER = NOON + timedelta(days=60)


def call(id: str, *, wait: float | None = None, given_up: float | None = None, **more: Any) -> QueueCall:
    return QueueCall(
        call=id,
        offered_at=NOON,
        answered_at=None if wait is None else NOON + timedelta(seconds=wait),
        abandoned_at=None if given_up is None else NOON + timedelta(seconds=given_up),
        **more,
    )


def test_the_same_line_changes_nothing_more_adds_and_a_contradiction_is_refused(store: Store) -> None:
    with store.transaction(Scope("acme")) as session:
        assert queue_log.keep(session, "acme", call("c1")) is LineOutcome.CREATED
        assert queue_log.keep(session, "acme", call("c1", wait=12)) is LineOutcome.ADDED_TO
        assert queue_log.keep(session, "acme", call("c1", wait=12)) is LineOutcome.UNCHANGED
        event = QueueCall(call="c1", transferred_at=NOON + timedelta(minutes=3), transferred_to="second level")
        assert queue_log.keep(session, "acme", event) is LineOutcome.ADDED_TO
        for other in (call("c1", wait=13), call("c1", given_up=30), call("c1", queue="q").model_copy(update={"offered_at": LATER})):  # fmt: skip # noqa: E501
            with pytest.raises(Conflict, match="contradicts"):
                queue_log.keep(session, "acme", other)
    with store.reading() as session:
        found = queue_log.summed(session, "acme", EVER, [20], [5])
    assert found == {
        "offered": 1, "answered": 1, "abandoned": 0, "transferred": 1, "unclosed": 0, "timed": 1, "wait": 12.0,
        "within": {20: 1}, "short": {5: 0}, "ended": dict.fromkeys(Ending, 0), "outside": None,
    }  # fmt: skip


def test_sums_are_of_the_period_and_of_the_client(store: Store) -> None:
    with store.transaction() as session:
        for n, one in enumerate((call("a", wait=10), call("b", wait=30), call("c", given_up=3), call("d", given_up=90), call("e"))):  # fmt: skip # noqa: E501
            queue_log.keep(session, "acme", one)
            queue_log.keep(session, "globex", one.model_copy(update={"call": f"{n}"}))
        found = queue_log.summed(session, "acme", Days(date(2026, 11, 3), date(2026, 11, 4)), [20], [5])
        assert found is not None
        assert [found[k] for k in ("offered", "answered", "abandoned", "unclosed", "wait")] == [5, 2, 2, 1, 40.0]
        assert (found["within"], found["short"]) == ({20: 1}, {5: 1})
        empty = queue_log.summed(session, "acme", Days(date(2026, 12, 1)), [20], [5])
        assert empty is not None
        assert empty["offered"] == 0
        assert queue_log.summed(session, "nobody", EVER, [20], [5]) is None


def measured(store: Store, pack: str = "iso18295", group: Group = ACME) -> dict[str, Measured]:
    with store.reading() as session:
        found = kpis.measured(session, PACKS[pack], group, EVER, Basis(), RUBRICS, LATER)
    return {one.kpi.id: one for one in found}


def test_a_pack_measures_what_it_can_and_says_what_it_cannot(store: Store) -> None:
    with store.transaction() as session:
        for n in range(6):
            saved(session, contact(str(n), customer="c1" if n < 2 else None, day=n), resolution="resolved")
        for n in range(10):
            queue_log.keep(session, "acme", call(str(n), wait=10.0 if n < 8 else None, given_up=60 if n >= 8 else None))
    found = measured(store)
    access, wait, first = (found[id].found for id in ("answer_rate", "mean_wait", "first_contact"))
    assert isinstance(access, Value)
    assert (access.value, found["answer_rate"].met, found["answer_rate"].sure) == (0.8, False, True)
    assert isinstance(wait, Value)
    assert (wait.value, found["mean_wait"].met) == (10.0, None)
    assert isinstance(first, Value)
    assert (first.numerator, first.denominator) == (1, 2)  # the first of c1 was followed by the second a day later
    assert isinstance(found["survey"].found, NotMeasurable)
    team = measured(store, group=Group(GroupKind.CLIENT, "acme", None, contact("x").channel))
    assert isinstance(team["answer_rate"].found, NotMeasurable)


def test_a_queue_log_alone_is_enough_for_its_figures_and_nothing_at_all_is_not_found(store: Store) -> None:
    with store.transaction() as session:
        queue_log.keep(session, "acme", call("c1", wait=200))
    found = measured(store, "agcom-255-24")
    assert (found["mean_wait"].met, found["answered_in_20"].met) == (False, False)
    with pytest.raises(NotFound, match="'nobody'"):
        measured(store, group=Group(GroupKind.CLIENT, "nobody"))


def test_the_report_tells_reasons_by_cause_errors_and_changes_and_names_no_agent(store: Store) -> None:
    with store.transaction() as session:
        for n, (resolution, day) in enumerate((("escalated", 0), ("resolved", 1), ("resolved", 20))):
            saved(session, contact(f"r{n}", customer="c1", agent="anna", day=day), resolution=resolution)
        rude = saved(
            session,
            contact("rude", agent="anna", day=30),
            intent="complaint",
            answers={"no_rudeness": "no"},
            harms={"customer": ("no_rudeness",)},
            versions={"rubric": "default@2", "heads": "heads@1"},
        )
        (pick,) = drawn(session, [rude])
        answered(session, rude, {"label:resolution": "resolved", "criterion:no_rudeness": "yes"}, pick=pick)
        wanted = client.ClientReportRequest(ACME, EVER, [PACKS["iso18295"]], LATER, lambda agent: f"agent-{len(agent)}")
        found = client.report(session, wanted, Basis(minimum=1), RUBRICS).view().document()
    billing = next(one for one in found["reasons"] if one["intent"] == "billing")
    assert (billing["clients_own"], billing["inside_the_centre"]["resolved"]) == (1, 2)
    # of the three, the escalated one came again after a day; nothing followed the other two within 7 days
    assert billing["repeats"] == {"followed": 3, "inside_the_centre": 0, "clients_own": 1}
    assert (found["complaints"]["n"], found["complaints"]["share"]) == (1, 0.25)
    (error,) = found["critical_errors"]
    assert (error["id"], error["agent"], error["harms"]) == ("rude", "agent-4", {"customer": ["no_rudeness"]})
    (change,) = found["changes"]
    assert (change["part"], change["before"], change["after"]) == ("rubric", "default@1", "default@2")
    assert change["day"] == datetime(2026, 12, 3, tzinfo=UTC).date().isoformat()
    assert found["agreement"] == {
        "criterion:no_rudeness": {"n": 1, "share": 0.0},
        "label:resolution": {"n": 1, "share": 1.0},
    }
    assert "anna" not in str(found)


def versions(rubric: str, heads: str = "heads@1") -> dict[str, str]:
    return {"rubric": rubric, "heads": heads}


def changes_told(store: Store) -> list[tuple[str, str, str, str, bool]]:
    """Part, before, after, day, and whether it is told how far resolution moved, of every change in the report."""
    wanted = client.ClientReportRequest(ACME, EVER, [PACKS["iso18295"]], LATER, lambda agent: "")
    with store.reading() as session:
        found = client.report(session, wanted, Basis(minimum=1), RUBRICS)
    return [(one.part, one.before, one.after, one.day.isoformat(), one.moved is not None) for one in found.changes]


def test_a_version_that_changed_on_the_first_day_with_data_is_told_without_a_move(store: Store) -> None:
    """The names are in the opposite order of time: what came first is what was analysed first."""
    with store.transaction() as session:
        for n in range(2):
            saved(session, contact(f"old{n}"), versions=versions("zeta@1"))
        saved(session, contact("new"), versions=versions("alfa@2"))
        saved(session, contact("later", day=20), versions=versions("alfa@2", "heads@2"))
    assert changes_told(store) == [
        ("rubric", "zeta@1", "alfa@2", "2026-11-03", False),
        ("heads", "heads@1", "heads@2", "2026-11-23", True),
    ]


def test_versions_of_one_week_come_by_the_day_and_not_by_their_names(store: Store) -> None:
    with store.transaction() as session:
        saved(session, contact("monday"), versions=versions("zeta@1"))
        saved(session, contact("thursday", day=3), versions=versions("alfa@2"))
    assert changes_told(store) == [("rubric", "zeta@1", "alfa@2", "2026-11-06", True)]
