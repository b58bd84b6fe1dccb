"""Days as the clocks of the centre cut them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.domain.calendar import Calendar
from qa_service.domain.groups import Days

ROME = Calendar("Europe/Rome")
ZONES = ("Europe/Rome", "UTC", "America/New_York", "Asia/Kolkata", "America/Santiago", "Asia/Beirut", "Africa/Cairo")
moments = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]  # whole numbers, in order


def test_an_evening_in_rome_is_of_the_day_in_rome() -> None:
    assert ROME.day(utc(2026, 11, 2, 22, 59)) == date(2026, 11, 2)  # 23:59 in winter, UTC + 1
    assert ROME.day(utc(2026, 11, 2, 23, 0)) == date(2026, 11, 3)
    assert ROME.day(utc(2026, 7, 1, 22, 0)) == date(2026, 7, 2)  # midnight in summer, UTC + 2
    assert Calendar("UTC").day(utc(2026, 7, 1, 22, 0)) == date(2026, 7, 1)


def test_days_of_summer_time_changes_have_23_and_25_hours() -> None:
    def hours(day: date) -> float:
        return (ROME.start(day + timedelta(days=1)) - ROME.start(day)).total_seconds() / 3600

    assert hours(date(2026, 3, 29)) == 23  # 02:00 becomes 03:00
    assert hours(date(2026, 10, 25)) == 25  # 03:00 becomes 02:00
    assert hours(date(2026, 10, 26)) == 24
    # 02:30 comes twice on 25 October: both times it is that day
    assert {ROME.day(utc(2026, 10, 25, hour, 30)) for hour in (0, 1)} == {date(2026, 10, 25)}


def test_a_month_begins_at_its_midnight_whatever_the_offset() -> None:
    october = Days(date(2026, 10, 1), date(2026, 11, 1))
    assert ROME.ends(october) == (utc(2026, 9, 30, 22), utc(2026, 10, 31, 23))  # summer time in, winter time out
    assert ROME.ends(Days()) == (None, None)
    assert ROME.days(*ROME.ends(october)) == october


def test_moments_that_are_no_midnights_mean_the_nearest() -> None:
    november = utc(2026, 11, 1), utc(2026, 12, 1)  # midnights in UTC: 01:00 in Rome
    assert ROME.days(*november) == Days(date(2026, 11, 1), date(2026, 12, 1))
    assert ROME.days(utc(2026, 11, 2, 10, 59), None) == Days(date(2026, 11, 2))  # 11:59
    assert ROME.days(utc(2026, 11, 2, 11, 0), None) == Days(date(2026, 11, 3))  # 12:00
    assert ROME.days(None, None) == Days()


def test_a_midnight_that_clocks_skip_is_the_moment_they_move_on() -> None:
    beirut = Calendar("Asia/Beirut")  # 2026-03-29 00:00 becomes 01:00
    assert beirut.start(date(2026, 3, 29)) == utc(2026, 3, 28, 22)
    assert beirut.day(utc(2026, 3, 28, 22)) == date(2026, 3, 29)
    assert beirut.day(utc(2026, 3, 28, 21, 59)) == date(2026, 3, 28)


def test_a_time_without_offset_is_read_from_the_clocks_of_the_centre() -> None:
    assert ROME.in_utc(datetime(2026, 7, 1)) == utc(2026, 6, 30, 22)
    assert ROME.in_utc(datetime(2026, 11, 3, 9, tzinfo=ZoneInfo("America/New_York"))) == utc(2026, 11, 3, 14)


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES)
@given(moment=moments)
def test_every_moment_lies_in_its_day_and_no_other(zone: str, moment: datetime) -> None:
    calendar = Calendar(zone)
    day = calendar.day(moment)
    assert calendar.start(day) <= moment < calendar.start(day + timedelta(days=1))


def test_the_ends_of_the_calendar_are_no_fault() -> None:
    new_york = Calendar("America/New_York")
    for moment in (utc(1, 1, 1), utc(9999, 12, 31, 23, 59)):
        for calendar in (ROME, new_york):
            since, until = calendar.ends(calendar.days(moment, moment))
            assert since is not None
            assert until is not None
