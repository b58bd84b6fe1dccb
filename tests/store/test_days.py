"""Days, weeks and months are those of the centre's clocks, in everything that is counted by them, on both databases."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from sqlmodel import select

from qa_service.bootstrap import service as root
from qa_service.domain.calendar import Calendar
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import Interaction
from qa_service.domain.queue import QueueCall
from qa_service.domain.review import MachineAnswer, ReviewAnswer
from qa_service.figures import kpis
from qa_service.figures.basis import Basis
from qa_service.settings import Settings
from qa_service.store import (
    agreement_rollups,
    incidents,
    migrations,
    moments,
    queue_log,
    reviews,
    rollup_rebuild,
    rollups,
)
from qa_service.store.repository import Store
from qa_service.store.tables_reviews import AgreementTotalRow, ReviewRow
from tests.databases import KINDS, fresh
from tests.figures import contact, saved
from tests.store.test_agreement_totals import BLIND, GREETING
from tests.store.test_figures import ACME, RUBRICS

A1 = Group(GroupKind.AGENT, "a1")
EVENING = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)  # a Saturday in UTC, 00:30 of Sunday 1 November in Rome
OCTOBER, NOVEMBER = Days(date(2026, 10, 1), date(2026, 11, 1)), Days(date(2026, 11, 1), date(2026, 12, 1))


def at(moment: datetime, id: str = "x", **more: Any) -> Interaction:
    return contact(id, agent="a1", **more).model_copy(update={"started_at": moment})


def counted(store: Store, days: Days) -> int:
    with store.reading() as session:
        return sum(one.counters["n"] for one in rollups.slices(session, A1, days))


def test_an_evening_counts_to_the_day_week_and_month_in_which_it_is_in_rome(store: Store) -> None:
    with store.transaction() as session:
        saved(session, at(EVENING), harms={"customer": ("no_rudeness",)}, answers={"greeting": "no"})
    assert (counted(store, OCTOBER), counted(store, NOVEMBER)) == (0, 1)
    with store.reading() as session:
        assert [day for day, _ in rollups.daily(session, A1)] == [date(2026, 11, 1)]
        for days, n in ((OCTOBER, 0), (NOVEMBER, 1)):
            assert len(incidents.latest(session, ACME, days, 9, str)) == n
            assert len(moments.not_met(session, A1, days, "greeting", 9)) == n
        (error,) = incidents.latest(session, ACME, NOVEMBER, 9, str)
        assert error.day == date(2026, 11, 1)


def test_a_week_begins_on_the_monday_of_rome(store: Store) -> None:
    sunday = datetime(2026, 11, 1, 23, 30, tzinfo=UTC)  # 00:30 of Monday 2 November in Rome
    with store.transaction() as session:
        saved(session, at(sunday))
        weeks = rollups.slices(session, A1, Days(date(2026, 10, 26), date(2026, 11, 9)))
    assert [one.start for one in weeks] == [date(2026, 11, 2)]


@pytest.mark.parametrize(
    ("first", "hours"),
    [(datetime(2026, 3, 28, 23, tzinfo=UTC), 23), (datetime(2026, 10, 24, 22, tzinfo=UTC), 25)],
    ids=["clocks go forward", "clocks go back"],
)
def test_a_day_of_summer_time_changes_holds_each_of_its_hours_once(store: Store, first: datetime, hours: int) -> None:
    """A contact every hour, from an hour before the day to an hour after it."""
    with store.transaction() as session:
        for n in range(-1, hours + 1):
            moment = first + timedelta(hours=n)
            saved(session, at(moment, f"x{n}"))
            queue_log.keep(session, "acme", QueueCall(call=f"c{n}", offered_at=moment))
        day = Calendar().day(first)
        one_day = Days(day, day + timedelta(days=1))
        found = queue_log.summed(session, "acme", one_day, (), ())
    assert counted(store, one_day) == hours
    assert found is not None
    assert found["offered"] == hours
    assert rollup_rebuild.check(store) == []


def test_key_figures_of_a_month_leave_out_the_night_before_and_hold_the_last_evening(store: Store) -> None:
    """From 22:30 of 30 September in UTC, 00:30 of October in Rome, to 22:59 of 31 October in UTC, 23:59 in Rome."""
    inside = (datetime(2026, 9, 30, 22, 30, tzinfo=UTC), datetime(2026, 10, 31, 22, 59, tzinfo=UTC))
    outside = (datetime(2026, 9, 30, 21, 59, tzinfo=UTC), datetime(2026, 10, 31, 23, 0, tzinfo=UTC))
    with store.transaction() as session:
        for n, moment in enumerate((*inside, *outside)):
            answered = moment + timedelta(seconds=10 if moment in inside else 100)
            queue_log.keep(session, "acme", QueueCall(call=f"c{n}", offered_at=moment, answered_at=answered))
            saved(session, at(moment, f"x{n}"), resolution="resolved" if moment in inside else "unresolved")
        pack = root.kpi_packs(Settings())["iso18295"]
        now = datetime(2026, 12, 31, tzinfo=UTC)
        found = kpis.measured(session, pack, ACME, OCTOBER, Basis(minimum=1), RUBRICS, now)
    values: dict[str, Any] = {one.kpi.id: one.found for one in found}
    assert (values["mean_wait"].numerator, values["mean_wait"].denominator) == (20, 2)
    assert (values["resolved"].numerator, values["resolved"].denominator) == (2, 2)


def test_a_window_closes_by_the_day_of_rome(store: Store) -> None:
    """A contact of 1 November, 00:30 in Rome: its seven days are over on the ninth, in Rome as everywhere."""
    with store.transaction() as session:
        saved(session, at(EVENING, customer="c1"))
        pack = root.kpi_packs(Settings())["iso18295"]
        for now, measurable in (
            (datetime(2026, 11, 8, 22, 59, tzinfo=UTC), False),  # the eighth, a minute before midnight in Rome
            (datetime(2026, 11, 8, 23, 0, tzinfo=UTC), True),
        ):
            found = kpis.measured(session, pack, ACME, Days(), Basis(minimum=1), RUBRICS, now)
            first = next(one.found for one in found if one.kpi.id == "first_contact")
            assert hasattr(first, "value") is measurable


def test_months_of_agreement_are_those_of_rome(store: Store) -> None:
    with store.transaction() as session:
        row = saved(session, at(EVENING - timedelta(days=9)))
        machine = {GREETING: MachineAnswer("yes", 0.9)}
        reviews.add(session, row, None, machine, [ReviewAnswer(GREETING, "yes")], "user:anna", BLIND)
    with store.transaction() as session:
        session.execute(sa.update(ReviewRow).values(at=EVENING))
    agreement_rollups.rebuild(store)
    with store.reading() as session:
        assert [row.month for row in session.exec(select(AgreementTotalRow)) if row.n] == [date(2026, 11, 1)]
    assert agreement_rollups.check(store) == []


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with fresh(request.param, tmp_path) as url:
        yield url


def settings_of(url: str, folder: Path, zone: str) -> Settings:
    return Settings(database_url=url, data_dir=folder, timezone=zone)


def days_kept(url: str, zone: str) -> tuple[list[date], str | None]:
    """The days under which the agent's contacts are counted, and what the database says it was counted by."""
    store = Store(url, calendar=Calendar(zone))
    try:
        assert rollup_rebuild.check(store) == []
        assert agreement_rollups.check(store) == []
        with store.reading() as session:
            return [day for day, counters in rollups.daily(session, A1) if counters], rollup_rebuild.cut_by(session)
    finally:
        store.close()


def test_an_old_database_is_counted_anew_by_the_days_of_the_centre(empty: str, tmp_path: Path) -> None:
    """Counted in UTC under a schema that did not say so, as all databases were; `db upgrade` does the rest."""
    migrations.upgrade(empty)
    old = Store(empty, calendar=Calendar("UTC"))
    with old.transaction() as session:
        row = saved(session, at(EVENING))
        machine = {GREETING: MachineAnswer("yes", 0.9)}
        reviews.add(session, row, None, machine, [ReviewAnswer(GREETING, "yes")], "user:anna", BLIND)
    old.close()
    with migrations._alone(empty) as connection:
        command.downgrade(migrations._config(connection), "0009")
    root.upgrade(settings_of(empty, tmp_path, "Europe/Rome"))
    assert days_kept(empty, "Europe/Rome") == ([date(2026, 11, 1)], "Europe/Rome")


def test_another_setting_counts_anew_and_the_same_one_leaves_all_as_it_is(empty: str, tmp_path: Path) -> None:
    root.upgrade(settings_of(empty, tmp_path, "Europe/Rome"))
    store = Store(empty, calendar=Calendar("Europe/Rome"))
    with store.transaction() as session:
        saved(session, at(EVENING))
    store.close()
    for zone, day in (
        ("Europe/Rome", date(2026, 11, 1)),
        ("America/New_York", date(2026, 10, 31)),
        ("Asia/Kolkata", date(2026, 11, 1)),
    ):
        root.upgrade(settings_of(empty, tmp_path, zone))
        assert days_kept(empty, zone) == ([day], zone)
