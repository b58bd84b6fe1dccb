"""When a client is open, on the clocks of its zone, and how long it was between two moments."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.domain.calendar import Calendar
from qa_service.domain.opening_hours import OpeningHours, Schedule, parse
from qa_service.domain.public_holidays import easter
from qa_service.errors import BadInput

ROME = ZoneInfo("Europe/Rome")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
OFFICE = {day: ["08:30-13:00", "14:00-18:00"] for day in WEEKDAYS}


def schedule(**hours: Any) -> Schedule:
    return Schedule.of(OpeningHours.model_validate(hours), Calendar("Europe/Rome"))


def rome(*when: int) -> datetime:
    return datetime(*when, tzinfo=ROME)  # type: ignore[misc, arg-type]  # a day and a time


@pytest.mark.parametrize(
    ("when", "is_open"),
    [
        ((2026, 11, 3, 8, 29, 59), False),
        ((2026, 11, 3, 8, 30), True),
        ((2026, 11, 3, 12, 59, 59), True),
        ((2026, 11, 3, 13, 0), False),
        ((2026, 11, 3, 14, 0), True),
        ((2026, 11, 7, 10, 0), False),  # a Saturday
        ((2026, 12, 8, 10, 0), False),  # Immaculate Conception
        ((2026, 12, 7, 10, 0), False),  # Saint Ambrose, of Milan
        ((2026, 4, 6, 10, 0), False),  # Easter Monday
        ((2026, 11, 4, 10, 0), True),  # National Unity Day is no holiday
        ((2027, 10, 4, 10, 0), False),  # Saint Francis, again from 2026
        ((2021, 10, 4, 10, 0), True),
        ((2026, 8, 14, 10, 0), False),  # closed by the client
        ((2026, 12, 24, 11, 59), True),
        ((2026, 12, 24, 12, 0), False),  # hours of that day alone
        ((2026, 12, 26, 10, 0), True),  # its own hours hold on a holiday, too
    ],
)
def test_a_client_is_open_by_weekday_but_for_holidays_and_days_of_their_own(
    when: tuple[int, ...], is_open: bool
) -> None:
    special = {"2026-12-24": ["08:30-12:00"], "2026-12-26": ["10:00-11:00"]}
    hours = schedule(week=OFFICE, holidays="IT", yearly=["12-07"], closed=["2026-08-14"], special=special)
    assert hours.is_open(rome(*when)) is is_open
    assert hours.is_open(rome(*when).astimezone(UTC)) is is_open


EASTERS = [(1961, 4, 2), (2000, 4, 23), (2008, 3, 23), (2011, 4, 24), (2025, 4, 20), (2026, 4, 5), (2038, 4, 25)]


@pytest.mark.parametrize("day", EASTERS)
def test_easter_is_where_the_almanacs_have_it(day: tuple[int, int, int]) -> None:
    assert easter(day[0]) == date(*day)


def test_working_time_leaves_nights_weekends_and_lunch_out() -> None:
    hours = schedule(week=OFFICE)
    friday, monday = rome(2026, 11, 6, 17, 0), rome(2026, 11, 9, 9, 0)
    assert hours.seconds(friday, monday) == 5400  # an hour on Friday, half an hour on Monday
    assert hours.seconds(rome(2026, 11, 3, 12, 30), rome(2026, 11, 3, 14, 30)) == 3600
    assert hours.seconds(monday, friday) == 0
    assert hours.seconds(rome(2026, 11, 7, 1, 0), rome(2026, 11, 8, 23, 0)) == 0


def test_a_night_of_summer_time_changes_has_its_true_length() -> None:
    hours = schedule(week={"sun": ["00:00-24:00"]})
    assert hours.seconds(rome(2026, 3, 29, 0, 0), rome(2026, 3, 30, 0, 0)) == 23 * 3600
    assert hours.seconds(rome(2026, 10, 25, 0, 0), rome(2026, 10, 26, 0, 0)) == 25 * 3600


def test_another_zone_moves_the_hours_and_the_days() -> None:
    hours = schedule(zone="America/New_York", week={"tue": ["09:00-17:00"]})
    assert not hours.is_open(rome(2026, 11, 3, 10, 0))
    assert hours.is_open(rome(2026, 11, 3, 15, 0))
    assert hours.calendar.day(rome(2026, 11, 4, 3, 0)) == date(2026, 11, 3)


MINUTES = st.integers(0, 14 * 24 * 60)


@settings(deadline=None, max_examples=50)
@given(MINUTES, MINUTES)
def test_working_time_equals_a_count_minute_by_minute(first: int, second: int) -> None:
    hours, begin = schedule(week=OFFICE, holidays="IT"), rome(2026, 4, 1, 0, 0).astimezone(UTC)
    since, until = sorted((first, second))
    until = min(until, since + 1500)
    counted = sum(60 for n in range(since, until) if hours.is_open(begin + timedelta(minutes=n)))
    assert hours.seconds(begin + timedelta(minutes=since), begin + timedelta(minutes=until)) == counted


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("week: {mon: ['8-13']}", "is no span of time"),
        ("week: {mon: ['25:00-26:00']}", "is no span of time"),
        ("week: {mon: ['24:30-24:50']}", "ends before it begins"),
        ("week: {mon: ['22:00-06:00']}", "a night is two spans"),
        ("week: {mon: ['08:00-12:00', '11:00-13:00']}", "overlap"),
        ("week: {monday: ['08:00-12:00']}", "week.monday"),
        ("holidays: XX", "holidays"),
        ("yearly: ['7-12']", "is no day of a year"),
        ("zone: Roma", "is no time zone"),
        ("colour: red", "colour"),
        ("[", "is no YAML"),
        ("1", "hours"),
    ],
)
def test_hours_that_cannot_be_are_refused_with_the_place(text: str, what: str) -> None:
    with pytest.raises(BadInput, match=what):
        parse(text.encode())


def test_hours_are_read_from_yaml_with_days_as_keys() -> None:
    hours = parse(b"week: {sat: ['09:00-12:00']}\nspecial: {2026-12-24: []}\nclosed: [2026-08-14]\n")
    assert hours.are_known
    assert (hours.special, hours.closed) == ({date(2026, 12, 24): ()}, (date(2026, 8, 14),))
    assert not parse(b"zone: Europe/London").are_known
