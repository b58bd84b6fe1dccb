"""A month of Asterisk's queue_log with 500 calls and all ways they can end, and its figures counted from the raw lines.

Nothing of the service is used here. The month runs from 26 March to 25 April 2025 in Rome: clocks go forward on 30
March, 21 April is Easter Monday and 25 April a holiday.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")
FIRST, AFTER = date(2025, 3, 26), date(2025, 4, 26)
START = int(datetime(2025, 3, 26, tzinfo=ROME).timestamp())
END = int(datetime(2025, 4, 26, tzinfo=ROME).timestamp())
WEEK = {0: ((510, 780), (840, 1080)), 5: ((540, 720),)}
"""Minutes of opening by weekday: Monday to Friday as Monday, Saturday in the morning, Sunday closed."""
HOURS_AS_YAML = """
week:
  mon: [&day "08:30-13:00", &late "14:00-18:00"]
  tue: [*day, *late]
  wed: [*day, *late]
  thu: [*day, *late]
  fri: [*day, *late]
  sat: ["09:00-12:00"]
holidays: IT
"""
HOLIDAYS = {date(2025, 4, 20), date(2025, 4, 21), date(2025, 4, 25)}

PLAN = {
    "answered": 150,
    "answered late": 70,
    "answered at the bound": 12,
    "transferred": 20,
    "transferred after asking": 8,
    "passed back and given up": 8,
    "passed back and answered": 6,
    "overflow, answered": 14,
    "overflow, answered late": 10,
    "overflow, given up": 8,
    "overflow, timeout": 7,
    "given up": 70,
    "given up at once": 22,
    "timeout": 24,
    "key": 16,
    "empty": 10,
    "left since empty": 4,
    "full": 9,
    "nobody there": 6,
    "full, then let in": 4,
    "diverted": 5,
    "closed": 4,
    "dropped": 5,
    "unknown": 8,
}
"""How many calls end so: 500."""
LEAVES = {
    "EXITWITHTIMEOUT": "timeout",
    "EXITWITHKEY": "exit_key",
    "EXITEMPTY": "exit_empty",
    "LEAVEEMPTY": "exit_empty",
    "JOINEMPTY": "exit_empty",
    "FULL": "full",
    "CLOSED": "closed",
    "SYSCOMPAT": "dropped",
    "DIVERT_HOLDTIME": "overflow",
}
NOISE = ("PAUSE|lunch", "UNPAUSE|", "ADDMEMBER|", "REMOVEMEMBER|", "CONFIGRELOAD|", "SHIFTNOTE|late")


def month(seed: int) -> list[str]:
    """The lines in the order of time."""
    rng = random.Random(seed)
    kinds = [kind for kind, n in PLAN.items() for _ in range(n)]
    rng.shuffle(kinds)
    rows: list[tuple[int, int, str]] = []
    for number, kind in enumerate(kinds):
        at = _moment(rng, number)
        call = f"{at - 3}.{number}"
        for step, (seconds, queue, member, event) in enumerate(_story(kind, rng)):
            rows.append((at + seconds, number * 100 + step, f"{call}|{queue}|{member}|{event}"))
    for number in range(150):
        rows.append((rng.randrange(START, END), 10**6 + number, f"NONE|sales|Agent/{number % 9}|{rng.choice(NOISE)}"))
    return [f"{at}|{rest}" for at, _, rest in sorted(rows)]


def _moment(rng: random.Random, number: int) -> int:
    """Some at the edges of the month and of the hours, most by day."""
    edges = [START, START + 5, END - 700, int(datetime(2025, 3, 30, 8, 30, tzinfo=ROME).timestamp())]
    edges += [int(datetime(2025, 4, 7, hour, minute, tzinfo=ROME).timestamp()) for hour, minute in ((8, 30), (13, 0))]
    edges += [edges[-2] - 1, edges[-1] - 1]
    if number < len(edges):
        return edges[number]
    days = [FIRST + timedelta(days=n) for n in range(31)]
    day = rng.choices(days, weights=[1 if day.weekday() == 6 else 3 if day.weekday() == 5 else 9 for day in days])[0]
    hour = rng.choices(range(24), weights=[1] * 8 + [8] * 10 + [1] * 6)[0]
    at = datetime(day.year, day.month, day.day, hour, rng.randrange(60), rng.randrange(60), tzinfo=ROME)
    return min(int(at.timestamp()), END - 700)


def _story(kind: str, rng: random.Random) -> Iterator[tuple[int, str, str, str]]:
    """Seconds, queue, member and event of each line of one call."""
    if kind in ("full", "nobody there", "diverted", "closed"):
        event = {"full": "FULL", "nobody there": "JOINEMPTY", "diverted": "DIVERT_HOLDTIME", "closed": "CLOSED"}[kind]
        yield 0, "sales", "NONE", f"{event}|"
        return
    if kind == "full, then let in":
        yield 0, "sales", "NONE", "FULL|"
        yield 4, "rescue", "NONE", "ENTERQUEUE||0612345678|1"
        yield 18, "rescue", "Agent/3", "CONNECT|14|x|3"
        yield 90, "rescue", "Agent/3", "COMPLETECALLER|14|72|1"
        return
    yield 0, "sales", "NONE", "DID|800123456"
    yield 0, "sales", "NONE", "ENTERQUEUE||0612345678|1"
    yield from _waiting(kind, rng)


def _waiting(kind: str, rng: random.Random) -> Iterator[tuple[int, str, str, str]]:
    member = f"Agent/{rng.randrange(1, 9)}"
    if kind.startswith("overflow"):
        yield from _overflow(kind, rng, member)
    elif kind.startswith(("answered", "transferred")):
        wait = 20 if "bound" in kind else rng.randrange(21, 240) if "late" in kind else rng.randrange(2, 20)
        yield 1, "sales", member, "RINGNOANSWER|1000"
        yield wait, "sales", member, f"CONNECT|{wait}|x|2"
        if kind == "transferred":
            yield wait + 60, "sales", member, f"BLINDTRANSFER|second|internal|{wait}|60|1"
        elif kind == "transferred after asking":
            yield wait + 60, "sales", member, f"ATTENDEDTRANSFER|BRIDGE|b1|{wait}|60|1"
        else:
            yield wait + 60, "sales", member, f"COMPLETE{rng.choice(('AGENT', 'CALLER'))}|{wait}|60|1"
    elif kind.startswith("passed back"):
        yield 11, "sales", member, "CONNECT|11|x|2"
        yield 50, "sales", member, "BLINDTRANSFER|600|queues|11|39|1"
        yield 50, "sales", "NONE", "ENTERQUEUE||0612345678|1"
        yield 80, "sales", "NONE", "ABANDON|1|1|30" if kind.endswith("given up") else "CONNECT|30|y|3"
    elif kind.startswith("given up"):
        wait = rng.randrange(1, 5) if kind.endswith("once") else rng.choice((5, rng.randrange(6, 300)))
        yield wait, "sales", "NONE", f"ABANDON|1|1|{wait}"
    elif kind != "unknown":
        wait = rng.randrange(1, 300)
        yield (
            wait,
            "sales",
            member,
            {
                "timeout": f"EXITWITHTIMEOUT|1|1|{wait}",
                "key": f"EXITWITHKEY|2|1|1|{wait}",
                "empty": f"EXITEMPTY|1|1|{wait}",
                "left since empty": f"LEAVEEMPTY|{wait}",
                "dropped": "SYSCOMPAT|",
            }[kind],
        )


def _overflow(kind: str, rng: random.Random, member: str) -> Iterator[tuple[int, str, str, str]]:
    left = rng.randrange(5, 12)
    yield left, "sales", "NONE", f"EXITWITHTIMEOUT|1|1|{left}"
    yield left, "rescue", "NONE", "ENTERQUEUE||0612345678|1"
    wait = left + (rng.randrange(30, 200) if "late" in kind else rng.randrange(1, 8))
    if "answered" in kind:
        yield wait, "rescue", member, f"CONNECT|{wait - left}|x|2"
        yield wait + 60, "rescue", member, f"COMPLETEAGENT|{wait - left}|60|1"
    else:
        event = "ABANDON" if kind.endswith("given up") else "EXITWITHTIMEOUT"
        yield left + 90, "rescue", "NONE", f"{event}|1|1|90"


# --- the figures, from the lines alone


@dataclass
class Seen:
    """One call as the lines tell it: how it ended, and after how many seconds it was answered or given up."""

    at: int
    outcome: str
    wait: int = 0
    transferred: bool = False


def seen(lines: Sequence[str]) -> list[Seen]:
    """Every call of the log, once."""
    by_call: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in lines:
        at, call, _queue, _member, event, *_ = line.split("|")
        if call != "NONE" and event in {
            "ENTERQUEUE",
            "CONNECT",
            "ABANDON",
            "BLINDTRANSFER",
            "ATTENDEDTRANSFER",
            *LEAVES,
        }:
            by_call[call].append((int(at), event))
    return [_seen(events) for events in by_call.values()]


def _seen(events: list[tuple[int, str]]) -> Seen:
    start = events[0][0]
    names = [name for _, name in events]
    transferred = any(name.endswith("TRANSFER") for name in names)
    for name, outcome in (("CONNECT", "answered"), ("ABANDON", "abandoned")):
        if name in names:
            return Seen(start, outcome, events[names.index(name)][0] - start, transferred)
    leaves = [LEAVES[name] for name in names if name in LEAVES]
    return Seen(start, leaves[-1] if leaves else "unknown")


def is_open(at: int) -> bool:
    """Whether the centre is open at a moment."""
    clock = datetime.fromtimestamp(at, ROME)
    minutes = clock.hour * 60 + clock.minute
    spans = WEEK.get(0 if clock.weekday() < 5 else clock.weekday(), ())
    return clock.date() not in HOLIDAYS and any(start <= minutes < end for start, end in spans)


def figures(lines: Sequence[str], by_hours: bool) -> dict[str, tuple[float, float]]:
    """Numerator and denominator by figure."""
    calls = seen(lines)
    inside = [call for call in calls if is_open(call.at)] if by_hours else calls
    known = [call for call in inside if call.outcome != "unknown"]
    answered = [call for call in known if call.outcome == "answered"]
    given_up = [call for call in known if call.outcome == "abandoned"]
    lasting = [call for call in given_up if call.wait >= 5]
    counted = len(known) - len(given_up) + len(lasting)
    found: dict[str, tuple[float, float]] = {
        "answer_rate": (len(answered), counted),
        "abandonment": (len(lasting), counted),
        "answered_in_20": (sum(call.wait <= 20 for call in answered), len(known)),
        "service_level": (len(answered), len(known)),
        "mean_wait": (sum(call.wait for call in answered), len(answered)),
        "transferred": (sum(call.transferred for call in answered), len(answered)),
    }
    return found | ({"outside_hours": (len(calls) - len(inside), len(calls))} if by_hours else {})
