"""A month of a telephone queue with all the ways a call can end: every figure of accessibility and waiting equals what
the plan of the month says, recomputed here without the service.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from qa_service.bootstrap.service import kpi_packs
from qa_service.domain.groups import Group, GroupKind
from qa_service.domain.key_figure import Value
from qa_service.domain.queue import Ending
from qa_service.figures import kpis
from qa_service.figures.basis import Basis
from qa_service.ingest.queue_log import read
from qa_service.kpi.pack import Pack, Treatment
from qa_service.settings import Settings
from qa_service.store import queue_log
from qa_service.store.repository import Store
from tests.store.test_figures import RUBRICS

ROME = ZoneInfo("Europe/Rome")
OCTOBER = (datetime(2026, 10, 1, tzinfo=ROME), datetime(2026, 11, 1, tzinfo=ROME))  # clocks go back on the 25th
NOW = datetime(2026, 12, 1, tzinfo=ROME)
PACKS = kpi_packs(Settings())
PLAN = {
    "answered": (108, range(2, 21)),
    "answered late": (76, range(21, 200)),
    "overflow, answered": (2, range(8, 21)),
    "overflow, answered late": (4, range(60, 240)),
    "given up at once": (8, range(1, 5)),
    "given up": (56, range(5, 300)),
    "timeout": (18, range(300, 301)),
    "exit_key": (10, range(20, 200)),
    "exit_empty": (6, range(2)),
    "full": (7, range(1)),
    "overflow": (5, range(60, 61)),
    "unknown": (12, range(1)),
}
"""How many calls end so, and after how many seconds."""


@dataclass
class Call:
    """One planned call; `seconds` to its end, `events` as the telephone system would log them."""

    id: str
    kind: str
    at: datetime
    seconds: int
    events: list[dict[str, str]] = field(default_factory=list)

    @property
    def answered(self) -> bool:
        return "answered" in self.kind

    @property
    def given_up(self) -> bool:
        return self.kind.startswith("given up")

    def log(self, event: str, seconds: int, queue: str, **more: str) -> None:
        at = (self.at + timedelta(seconds=seconds)).isoformat()
        self.events.append({"call": self.id, "event": event, "at": at, "queue": queue, **more})


def month(seed: int) -> list[Call]:
    """The calls of the plan at moments of October, one in the last hour before its end and one in its first."""
    rng = random.Random(seed)
    kinds = [(kind, rng.choice(list(ends))) for kind, (n, ends) in PLAN.items() for _ in range(n)]
    rng.shuffle(kinds)
    length = int((OCTOBER[1] - OCTOBER[0]).total_seconds())
    offsets = [60, length - 360, *(rng.randrange(length) for _ in kinds[2:])]
    moments = [datetime.fromtimestamp(OCTOBER[0].timestamp() + seconds, ROME) for seconds in offsets]
    calls = [Call(f"c{n}", kind, at, ends) for n, ((kind, ends), at) in enumerate(zip(kinds, moments, strict=True))]
    for one in calls:
        _logged(one)
    return calls


def _logged(call: Call) -> None:
    if call.kind == "full":
        call.log("full", 0, "sales")
        return
    call.log("offered", 0, "sales")
    where = "sales"
    if call.kind.startswith("overflow"):
        left = min(5, call.seconds)
        call.log("overflow", left, "sales", to="rescue")
        where = "rescue"
        if call.answered:
            call.log("offered", left, where)
    if call.answered:
        call.log("answered", call.seconds, where)
    elif call.given_up:
        call.log("abandoned", call.seconds, where)
    elif call.kind in set(Ending) - {Ending.OVERFLOW}:
        call.log(call.kind, call.seconds, where)


def kept(store: Store, events: list[dict[str, str]]) -> None:
    lines = list(read("\n".join(map(json.dumps, events)).encode(), NOW))
    with store.transaction() as session:
        for line in lines:
            queue_log.keep(session, "acme", line.result)  # type: ignore[arg-type]  # none is refused, or this fails


def figures(store: Store, pack: Pack) -> dict[str, tuple[Any, ...]]:
    """Numerator, denominator and whether the target is met, of what the queue log tells."""
    with store.reading() as session:
        days = store.calendar.days(*OCTOBER)
        found = kpis.measured(session, pack, Group(GroupKind.CLIENT, "acme"), days, Basis(), RUBRICS, NOW)
    return {
        one.kpi.id: (one.found.numerator, one.found.denominator, one.met)
        for one in found
        if isinstance(one.found, Value)
    }


def expected(calls: list[Call], left_out: frozenset[str] = frozenset()) -> dict[str, tuple[float, float]]:
    """By hand, from the plan alone."""
    known = [one for one in calls if one.kind != "unknown" and one.kind not in left_out]
    answered = [one for one in known if one.answered]
    short = [one for one in known if one.given_up and one.seconds < 5]
    given_up = [one for one in known if one.given_up and one.seconds >= 5]
    within = [one for one in answered if one.seconds <= 20]
    return {
        "answer_rate": (len(answered), len(known) - len(short)),
        "abandonment": (len(given_up), len(known) - len(short)),
        "answered_in_20": (len(within), len(known)),
        "service_level": (len(answered), len(known)),
        "mean_wait": (sum(one.seconds for one in answered), len(answered)),
        "transferred": (0, len(answered)),
    }


def orders(calls: list[Call]) -> Iterator[list[dict[str, str]]]:
    events = [event for one in calls for event in one.events]
    yield sorted(events, key=lambda event: datetime.fromisoformat(event["at"]))  # as a telephone system writes them
    random.Random(5).shuffle(events)
    yield events


@pytest.mark.parametrize("order", [0, 1], ids=["in the order of time", "in any order"])
def test_every_figure_of_the_queue_equals_the_plan_of_the_month(store: Store, order: int) -> None:
    calls = month(11)
    assert len(calls) == 312
    kept(store, list(orders(calls))[order])
    kept(store, list(orders(calls))[order])  # the same log again
    by_hand = expected(calls)
    for pack in PACKS.values():
        found = figures(store, pack)
        wanted = {kpi.id for kpi in pack.kpis} & set(by_hand)
        assert set(found) == wanted
        for id in wanted:
            assert found[id][:2] == pytest.approx(by_hand[id]), (pack.id, id)


def test_answers_within_twenty_seconds_are_a_share_of_all_who_called(store: Store) -> None:
    """110 of 300, 36.7 %: missed. Without those who left the queue (46) it would be 110 of 254, 43.3 %: kept."""
    calls = month(11)
    kept(store, next(orders(calls)))
    assert figures(store, PACKS["agcom-255-24"])["answered_in_20"] == (110, 300, False)
    unseen = PACKS["agcom-255-24"].model_copy(update={"endings": dict.fromkeys(Ending, Treatment.LEFT_OUT)})
    assert figures(store, unseen)["answered_in_20"] == (110, 254, True)


def test_a_pack_that_leaves_exits_by_key_out_equals_the_plan_too(store: Store) -> None:
    calls = month(12)
    kept(store, next(orders(calls)))
    own = PACKS["iso18295"].model_copy(update={"endings": {Ending.KEY: Treatment.LEFT_OUT}})
    by_hand = expected(calls, frozenset({"exit_key"}))
    for id, found in figures(store, own).items():
        assert found[:2] == pytest.approx(by_hand[id]), id
