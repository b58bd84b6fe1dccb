"""Response times by channel and in working hours, returns on the same matter and on any, calls outside of hours: kept
right when hours change, on both databases.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from qa_service.bootstrap.service import kpi_packs
from qa_service.domain.calendar import Calendar
from qa_service.domain.groups import Days
from qa_service.domain.interaction import Channel, Party
from qa_service.domain.key_figure import NotMeasurable, Value
from qa_service.domain.opening_hours import OpeningHours
from qa_service.domain.queue import QueueCall
from qa_service.domain.transcript import Turn
from qa_service.domain.understanding import Dynamics
from qa_service.figures import kpis
from qa_service.figures.basis import Basis
from qa_service.kpi import words
from qa_service.settings import Settings
from qa_service.store import opening_hours, queue_log, rollup_rebuild, rollups
from qa_service.store.repository import Store
from tests.figures import NOON, contact, saved
from tests.store.test_figures import ACME, EVER, RUBRICS

PACK = kpi_packs(Settings())["iso18295"]
LATER = NOON + timedelta(days=60)
OFFICE = OpeningHours(week={day: ("09:00-18:00",) for day in ("mon", "tue", "wed", "thu", "fri")})  # type: ignore[misc]


def figures(store: Store, days: Days = EVER) -> dict[str, Any]:
    with store.reading() as session:
        found = kpis.measured(session, PACK, ACME, days, Basis(minimum=1), RUBRICS, LATER)
    return {one.kpi.id: one.found for one in found}


def ratio(found: Any) -> tuple[float, float]:
    assert isinstance(found, Value), found
    return found.numerator, found.denominator


def answered_after(session: Any, id: str, channel: Channel, asked: datetime, waited: timedelta) -> None:
    """A message and its first answer, as the clock has it."""
    interaction = contact(id, channel=channel).model_copy(update={"started_at": asked})
    dynamics = Dynamics(response_time={"first": waited.total_seconds()})
    turns = (Turn(Party.CUSTOMER, "salve", at=asked), Turn(Party.AGENT, "salve", at=asked + waited))
    saved(session, interaction, dynamics=dynamics, turns=turns)


def test_chat_and_e_mail_have_response_times_of_their_own_and_e_mail_besides_in_working_hours(store: Store) -> None:
    friday = datetime(2026, 11, 6, 16, 30, tzinfo=UTC)  # 17:30 in Rome
    with store.transaction() as session:
        answered_after(session, "chat", Channel.CHAT, friday, timedelta(seconds=20))
        answered_after(session, "weekend", Channel.EMAIL, friday, timedelta(hours=64, minutes=30))  # Monday at ten
        answered_after(session, "quick", Channel.EMAIL, friday, timedelta(minutes=10))
    found = figures(store)
    assert ratio(found["chat_first_response_30"]) == (1, 1)
    assert ratio(found["email_first_response_4h"]) == (1, 2)  # by the clock the other took almost three days
    assert found["email_first_response_4h_worked"] == NotMeasurable(words.NO_HOURS)
    set_hours(store, OFFICE)
    found = figures(store)
    assert ratio(found["email_first_response_4h_worked"]) == (2, 2)  # half an hour on Friday and an hour on Monday
    assert ratio(found["email_first_response_4h"]) == (1, 2)
    assert rollup_rebuild.check(store) == []
    with store.reading() as session:
        total = {name: n for one in rollups.slices(session, ACME, EVER) for name, n in one.counters.items()}
    assert total["email_worked:thousandths"] in (5400_000, 600_000, 6000_000)  # of a week each, or together


def set_hours(store: Store, hours: OpeningHours) -> None:
    """As the use case does it."""
    with store.transaction() as session:
        opening_hours.save(session, "acme", hours, "test")
        queue_log.place_in_hours(session, "acme", "", 1000)
    rollup_rebuild.recount_by_hours(store, "acme")


def test_returns_on_the_same_matter_stand_beside_returns_on_any(store: Store) -> None:
    """c1 comes thrice: twice on one matter, then on another; c2 once; of the fourth nobody knows who it was."""
    with store.transaction() as session:
        saved(session, contact("1", customer="c1", day=0), intent="billing")
        saved(session, contact("2", customer="c1", day=2), intent="complaint")
        saved(session, contact("3", customer="c1", day=5), intent="billing")
        saved(session, contact("4", customer="c2", day=0), intent="billing")
        saved(session, contact("5", day=0), intent="billing")
        saved(session, contact("6", customer="c2", day=1, direction="outbound"), intent="billing")
    found = figures(store)
    assert ratio(found["first_contact"]) == (3, 4)  # only 1 is followed by another on the same matter, after 5 days
    assert ratio(found["no_return"]) == (2, 4)  # 1 and 2 are followed by some other; a call to c2 is no return
    assert {one.why: one.n for one in found["no_return"].exclusions} == {words.NO_CUSTOMER: 2}
    assert rollup_rebuild.check(store) == []


def test_calls_outside_of_hours_are_counted_apart_and_hours_that_change_move_them(store: Store) -> None:
    noon, night = datetime(2026, 11, 3, 11, tzinfo=UTC), datetime(2026, 11, 3, 22, tzinfo=UTC)
    with store.transaction() as session:
        for id, at, answer in (("day", noon, 10), ("late", noon, 50), ("night", night, None)):
            moments: dict[str, Any] = {"offered_at": at}
            end = "abandoned_at" if answer is None else "answered_at"
            moments[end] = at + timedelta(seconds=answer or 60)
            queue_log.keep(session, "acme", QueueCall(call=id, **moments))
    assert ratio(figures(store)["answered_in_20"]) == (1, 3)
    assert figures(store)["outside_hours"] == NotMeasurable(words.NO_HOURS)
    set_hours(store, OFFICE)
    found = figures(store)
    assert ratio(found["answered_in_20"]) == (1, 2)
    assert ratio(found["outside_hours"]) == (1, 3)
    assert {one.why: one.n for one in found["mean_wait"].exclusions} == {words.OUTSIDE_HOURS: 1}
    set_hours(store, OpeningHours(week={"tue": ("00:00-24:00",)}))  # type: ignore[dict-item]
    assert ratio(figures(store)["outside_hours"]) == (0, 3)
    set_hours(store, OpeningHours())
    assert ratio(figures(store)["answered_in_20"]) == (1, 3)


def test_a_client_with_a_zone_of_its_own_has_its_days_cut_by_it(store: Store) -> None:
    at = datetime(2026, 11, 3, 23, 30, tzinfo=UTC)  # 00:30 of the fourth in Rome, 18:30 of the third in New York
    third = Days(date(2026, 11, 3), date(2026, 11, 4))
    with store.transaction() as session:
        saved(session, contact("1").model_copy(update={"started_at": at}))
        queue_log.keep(session, "acme", QueueCall(call="c", offered_at=at, answered_at=at))
    with store.reading() as session:
        summed = queue_log.summed(session, "acme", third, (), ())
        assert summed is not None
        assert summed["offered"] == 0
    set_hours(store, OpeningHours(zone="America/New_York"))
    found = figures(store, third)
    assert ratio(found["mean_wait"]) == (0, 1)
    assert ratio(found["courtesy"]) == (80, 1)
    assert rollup_rebuild.check(store) == []


@pytest.mark.parametrize("known", [True, False])
def test_what_was_counted_by_older_rules_is_counted_anew(store: Store, known: bool) -> None:
    with store.transaction() as session:
        saved(session, contact("1", customer="c1"))
    if known:
        rollup_rebuild.note_rules(store)
    assert rollup_rebuild.is_needed(store) is not known
    list(rollup_rebuild.rebuild(store))
    assert not rollup_rebuild.is_needed(store)


def test_an_e_mail_that_a_colleague_answered_first_is_timed_by_that_answer(store: Store) -> None:
    monday = datetime(2026, 11, 2, 9, tzinfo=UTC)  # ten in Rome
    answers = ((Party.OTHER, "a17", timedelta(minutes=10)), (Party.AGENT, "b02", timedelta(hours=5)))
    turns = [Turn(party, "salve", at=monday + waited, agent=name) for party, name, waited in answers]
    set_hours(store, OFFICE)
    with store.transaction() as session:
        dynamics = Dynamics(response_time={"first": 600.0})  # as it is measured of all who answered
        mail = contact("1", channel=Channel.EMAIL).model_copy(update={"started_at": monday})
        saved(session, mail, dynamics=dynamics, turns=(Turn(Party.CUSTOMER, "salve", at=monday), *turns))
    found = figures(store)
    assert ratio(found["email_first_response_4h"]) == (1, 1)
    assert ratio(found["email_first_response_4h_worked"]) == (1, 1)


def test_hours_without_a_zone_go_by_the_clocks_of_the_centre_also_when_these_are_set_anew(
    store: Store, url: str
) -> None:
    at = datetime(2026, 11, 3, 17, 30, tzinfo=UTC)  # half past five by UTC, half past six in Rome
    with store.transaction() as session:
        queue_log.keep(session, "acme", QueueCall(call="c", offered_at=at, answered_at=at))
        answered_after(session, "mail", Channel.EMAIL, at, timedelta(hours=16, minutes=30))
    set_hours(store, OFFICE)
    worked = "email_worked:thousandths"
    assert (ratio(figures(store)["outside_hours"]), counted(store)[worked]) == ((1, 1), 2 * 3_600_000)  # from nine on
    other = Store(url, calendar=Calendar("UTC"))
    rollup_rebuild.cut_anew(other)
    assert (ratio(figures(other)["outside_hours"]), counted(other)[worked]) == (
        (0, 1),
        5_400_000,
    )  # half an hour, and one
    other.close()


def counted(store: Store) -> dict[str, int]:
    with store.reading() as session:
        return dict(rollups.slices(session, ACME, EVER)[0].counters)
