"""What the demo centre is made of: chosen by a script from what no test measures on, placed before today."""

import json
import lzma
from collections import Counter
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from models.demo import select
from models.interaction_encoder.split import load
from qa_service import resources
from qa_service.demo.material import Material, working_days

ROME = ZoneInfo("Europe/Rome")
MONDAY = date(2026, 11, 30)


def test_what_ships_is_what_the_script_makes_and_holds_nothing_of_the_test_part() -> None:
    shipped = json.loads(lzma.decompress(resources.path("demo.json.xz").read_bytes()))
    assert shipped == json.loads(json.dumps(select.centre())), "run python -m models.demo.select"
    parts = load()
    assert "test" not in {parts[document["id"]] for document in shipped["interactions"]}
    assert resources.path("demo.json.xz").stat().st_size < 150_000


def test_the_days_are_the_last_working_days_before_today() -> None:
    # 30 November 2026 is a Monday: the day before is a Sunday and left out, 36 working days are six weeks
    days = working_days(MONDAY, 36)
    assert (len(days), days[0], days[-1]) == (36, date(2026, 10, 19), date(2026, 11, 28))
    assert 6 not in {day.weekday() for day in days}
    assert working_days(date(2026, 12, 1), 1) == [MONDAY]


@pytest.mark.slow
@pytest.mark.parametrize(
    "today", [MONDAY, date(2026, 10, 26), date(2027, 3, 29)]
)  # the latter two after a clock change
def test_all_of_it_is_over_before_today_and_looks_like_a_centre(today: date) -> None:
    cases = list(Material(today, "Europe/Rome").cases())
    midnight = datetime.combine(today, time(), ROME)
    for case in cases:
        about = case.interaction
        assert about.started_at is not None
        assert about.ended_at is not None
        assert about.started_at <= about.ended_at < midnight, about.id
    assert len(cases) == 200
    assert len({case.interaction.client for case in cases}) == 3
    assert all(str(case.interaction.client).startswith("demo-") for case in cases)
    agents = Counter(case.interaction.agent for case in cases)
    assert len(agents) == 12
    assert min(agents.values()) >= 14
    assert {case.interaction.team for case in cases} == {"nord", "sud"}
    assert sum(case.recording is not None for case in cases) == 6
    assert len({(case.interaction.client, case.interaction.id) for case in cases}) == 200


def test_some_customers_come_back_and_some_cases_are_followed_up() -> None:
    cases = [case.interaction for case in Material(MONDAY, "Europe/Rome").cases()]
    customers = Counter((about.client, about.customer) for about in cases)
    assert sum(n > 1 for n in customers.values()) >= 12
    assert sum(n > 1 for n in Counter(about.case for about in cases if about.case).values()) >= 6


def test_lost_calls_waited_and_gave_up() -> None:
    lost = list(Material(MONDAY, "Europe/Rome").lost_calls())
    assert len({client for client, _ in lost}) == 3
    assert all(call.answered_at is None and call.wait and call.wait >= 4 for _, call in lost)
