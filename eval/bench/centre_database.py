"""A database of a centre of any size, written in bulk: interactions, their parts, daily totals, a reviewed sample.

40 agents in 8 teams for 6 clients, one year, three channels. What a scorecard reads is there in full; of the parts
that nobody reviewed only the keys, since no scorecard opens them. People's time does not grow with the traffic: the
sample is the same at each size, 20 interactions an agent with all questions answered.
"""

import itertools
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from eval.bench.bulk import write
from qa_service.domain.groups import GroupKind, PeriodLength
from qa_service.domain.interaction import Channel
from qa_service.domain.rollups import added, headline, labels
from qa_service.store import migrations
from qa_service.store.engine import WRITES, connect
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_figures import DailyTotalRow, FigurePartRow, WeeklyTotalRow
from qa_service.store.tables_reviews import ReviewRow, SamplePickRow, SampleRow

AGENTS, TEAMS, CLIENTS, DAYS = 40, 8, 6, 365
CHECKED = 20
CHANNELS = {Channel.CALL: 0.6, Channel.CHAT: 0.25, Channel.EMAIL: 0.15}
FIRST = date(2025, 11, 3)
CRITERIA = (
    *("greeting", "self_identification", "courteous_address", "thanks", "apology", "empathy", "active_listening"),
    *("hold_etiquette", "offer_of_help", "farewell", "no_rudeness", "no_blame", "no_impatience"),
    *("no_inappropriate_informality", "case_resolved", "case_in_hand"),
)
FAMILIES: dict[str, tuple[tuple[str, ...], tuple[float, ...]]] = {
    "label:resolution": (
        ("resolved", "pending", "escalated", "unresolved", "not_applicable", "unclear"),
        (0.55, 0.15, 0.1, 0.08, 0.07, 0.05),
    ),
    "label:intent": (
        ("billing", "technical_issue", "order_delivery", "account_access", "complaint", "other", "unclear"),
        (0.3, 0.2, 0.15, 0.1, 0.08, 0.12, 0.05),
    ),
    "label:sentiment_end": (("negative", "neutral", "positive", "unclear"), (0.2, 0.5, 0.25, 0.05)),
    **{f"criterion:{name}": (("yes", "no", "not_applicable", "unclear"), (0.7, 0.15, 0.1, 0.05)) for name in CRITERIA},
}
_SCORES = np.array([30.0, 60.0, 75.0, 85.0, 92.5, 100.0])


class Cell(NamedTuple):
    """An agent's day on one channel."""

    agent: int
    day: date
    channel: Channel

    @property
    def names(self) -> dict[GroupKind, str]:
        """Whose totals it enters."""
        return {
            GroupKind.CLIENT: f"client{self.agent % CLIENTS}",
            GroupKind.TEAM: f"team{self.agent % TEAMS}",
            GroupKind.AGENT: f"agent{self.agent}",
        }


@dataclass(frozen=True, slots=True)
class Centre:
    """Cells with their numbers of interactions, and the machine's counters of the reviewed ones by running number."""

    cells: list[Cell]
    counts: NDArray[np.int64]
    drawn: dict[int, dict[str, int]]

    def each(self) -> Iterator[tuple[int, Cell]]:
        """All interactions, numbered through."""
        repeated = (itertools.repeat(cell, int(n)) for cell, n in zip(self.cells, self.counts, strict=True))
        return enumerate(itertools.chain.from_iterable(repeated))


Also = Callable[[sa.Connection, Centre], None]
Found = Callable[[int, Cell], Mapping[str, Any]]
"""The columns of an interaction's row that tell what was found in it, by its number."""
_PLAIN = {"intent": "billing", "resolution": "resolved", "courtesy": 80.0}


def _plain(number: int, cell: Cell) -> Mapping[str, Any]:
    return _PLAIN


def build(url: str, size: int, seed: int = 7, found: Found = _plain, also: Also | None = None) -> Centre:
    """Fill the empty database at `url`; `also` writes what hangs on the interactions."""
    migrations.upgrade(url)
    rng = np.random.default_rng(seed)
    centre = _centre(size, rng)
    engine = connect(url)
    with engine.execution_options(**WRITES).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.set_config("app.everything", "on", True)))
        write(connection, InteractionRow, _interactions(centre, found))
        write(connection, FigurePartRow, _parts(centre))
        totals = list(_totals(centre, rng))
        write(connection, DailyTotalRow, totals)
        write(connection, WeeklyTotalRow, _weeks(totals))
        write(connection, SampleRow, [_sample(len(centre.drawn))])
        write(connection, SamplePickRow, _picks(centre))
        write(connection, ReviewRow, _reviews(centre, rng))
        if also is not None:
            also(connection, centre)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()
    return centre


def _centre(size: int, rng: np.random.Generator) -> Centre:
    days = [FIRST + timedelta(days=n) for n in range(DAYS)]
    cells = [Cell(agent, day, channel) for agent in range(AGENTS) for day in days for channel in CHANNELS]
    weights = np.array([CHANNELS[cell.channel] for cell in cells])
    counts = rng.multinomial(size, weights / weights.sum())
    kept = np.flatnonzero(counts)
    cells, counts = [cells[i] for i in kept], counts[kept]
    owner = np.repeat([cell.agent for cell in cells], counts)
    drawn = {}
    for agent in range(AGENTS):
        mine = np.flatnonzero(owner == agent)
        for number in rng.choice(mine, min(CHECKED, mine.size), replace=False):
            drawn[int(number)] = _one(rng)
    return Centre(cells, counts, drawn)


def _one(rng: np.random.Generator) -> dict[str, int]:
    """The counters of a single interaction."""
    found = {f"{family}:{rng.choice(names, p=shares)}": 1 for family, (names, shares) in FAMILIES.items()}
    tenths = int(rng.choice(_SCORES) * 10)
    return {**found, **_fixed(1, tenths, tenths**2)}


def _fixed(n: int, tenths: int, square: int) -> dict[str, int]:
    versions = {"version:rubric:default@1": n, "version:heads:heads@1": n}
    scores = {"section:courtesy:n": n, "section:courtesy:tenths": tenths, "section:courtesy:square": square}
    return {"n": n, "direction:inbound": n, **versions, **scores}


def identity(number: int) -> uuid.UUID:
    """The id of an interaction: scattered as random ids are, and the same whenever it is asked for."""
    return uuid.UUID(int=(number * 0x9E3779B97F4A7C15 % 2**64) << 64 | number)


def at(number: int, cell: Cell) -> datetime:
    """When an interaction began."""
    return datetime.combine(cell.day, time(8), UTC) + timedelta(seconds=number % 36_000)


def _interactions(centre: Centre, found: Found) -> Iterator[dict[str, Any]]:
    for number, cell in centre.each():
        id, begun, names = identity(number), at(number, cell), cell.names
        yield {
            "id": id,
            "client": names[GroupKind.CLIENT],
            "external_id": id.hex,
            "fingerprint": "",
            "run": 1,
            "state": "done",
            "attempts": 0,
            "received_at": begun,
            "channel": cell.channel,
            "direction": "inbound",
            "agent": names[GroupKind.AGENT],
            "team": names[GroupKind.TEAM],
            "at": begun,
            **found(number, cell),
        }


def _parts(centre: Centre) -> Iterator[dict[str, Any]]:
    for number, cell in centre.each():
        names = cell.names
        yield {
            "interaction_id": identity(number),
            "client": names[GroupKind.CLIENT],
            "team": names[GroupKind.TEAM],
            "agent": names[GroupKind.AGENT],
            "at": at(number, cell),
            "day": cell.day,
            "channel": cell.channel,
            "critical": False,
            "counters": centre.drawn.get(number) or _failures(number),
        }


def _failures(number: int) -> dict[str, int]:
    """What lists of interactions behind a criterion look at: one criterion in seven is not met."""
    failed = (name for place, name in enumerate(CRITERIA) if (number + 3 * place) % 7 == 0)
    return {"n": 1, **{f"criterion:{name}:no": 1 for name in failed}}


def _totals(centre: Centre, rng: np.random.Generator) -> Iterator[dict[str, Any]]:
    """The reviewed interactions as they are, the rest by chance."""
    seen: dict[int, list[dict[str, int]]] = defaultdict(list)
    ends = np.cumsum(centre.counts)
    for number, counters in centre.drawn.items():
        seen[int(np.searchsorted(ends, number, side="right"))].append(counters)
    rest = centre.counts - np.array([len(seen[row]) for row in range(len(centre.cells))])
    families = {family: rng.multinomial(rest, shares) for family, (_, shares) in FAMILIES.items()}
    scores = rng.multinomial(rest, [1 / len(_SCORES)] * len(_SCORES))
    sums: dict[tuple[str, GroupKind, str, date, Channel], dict[str, int]] = defaultdict(dict)
    for row, cell in enumerate(centre.cells):
        counters = _cell_counters(row, int(rest[row]), families, scores)
        for one in seen[row]:
            counters = added(counters, one)
        names = cell.names
        for kind, name in names.items():
            key = names[GroupKind.CLIENT], kind, name, cell.day, cell.channel
            sums[key] = added(sums[key], counters)
    for (client, kind, name, day, channel), counters in sums.items():
        about = {"client": client, "kind": kind, "name": name, "day": day, "channel": channel}
        yield {**about, **headline(counters), "counters": counters}


def _weeks(totals: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same by week."""
    sums: dict[tuple[Any, ...], dict[str, int]] = defaultdict(dict)
    for one in totals:
        key = one["client"], one["kind"], one["name"], PeriodLength.WEEK.start(one["day"]), one["channel"]
        sums[key] = added(sums[key], one["counters"])
    for key, counters in sums.items():
        about = dict(zip(("client", "kind", "name", "day", "channel"), key, strict=True))
        yield {**about, **headline(counters), "counters": counters}


def _cell_counters(
    row: int, n: int, families: Mapping[str, NDArray[np.int64]], scores: NDArray[np.int64]
) -> dict[str, int]:
    tenths = (_SCORES * 10).astype(np.int64)
    found = _fixed(n, int((scores[row] * tenths).sum()), int((scores[row] * tenths**2).sum()))
    for family, table in families.items():
        found |= {f"{family}:{name}": int(k) for name, k in zip(FAMILIES[family][0], table[row], strict=True)}
    return {name: count for name, count in found.items() if count}


_SAMPLE = uuid.UUID(int=1)


def _sample(picks: int) -> dict[str, Any]:
    return {
        "id": _SAMPLE,
        "client": "",
        "name": "monthly",
        "purpose": "random",
        "plan": {},
        "frame": {},
        "second": 0.0,
        "blind": True,
        "created_by": "bench",
        "created_at": at(0, Cell(0, FIRST, Channel.CALL)),
        "picks": picks,
        "frame_size": picks,
    }


def _picks(centre: Centre) -> Iterator[dict[str, Any]]:
    totals: dict[int, int] = defaultdict(int)
    for cell, n in zip(centre.cells, centre.counts, strict=True):
        totals[cell.agent] += int(n)
    ends = np.cumsum(centre.counts)
    for place, number in enumerate(centre.drawn):
        cell = centre.cells[int(np.searchsorted(ends, number, side="right"))]
        chance = min(1.0, CHECKED / totals[cell.agent])
        yield {
            "id": uuid.UUID(int=number + 2),
            "client": cell.names[GroupKind.CLIENT],
            "sample_id": _SAMPLE,
            "interaction_id": identity(number),
            "chance": chance,
            "place": place,
            "stratum": [],
            "reasons": [],
        }


def _reviews(centre: Centre, rng: np.random.Generator) -> Iterator[dict[str, Any]]:
    """A person answers every question, in nine of ten cases as the machine did."""
    ends = np.cumsum(centre.counts)
    for number, counters in centre.drawn.items():
        cell = centre.cells[int(np.searchsorted(ends, number, side="right"))]
        machine = labels(counters)
        for family, (names, _) in FAMILIES.items():
            said = machine[family] if rng.random() < 0.9 and machine[family] != "unclear" else names[0]
            yield {
                "id": uuid.UUID(int=int(rng.integers(2**63)) << 64 | number),
                "run": 1,
                "question": family,
                "client": cell.names[GroupKind.CLIENT],
                "interaction_id": identity(number),
                "answer": said,
                "reviewer": "anna",
                "why": "",
                "at": at(number, cell),
                "purpose": "random",
                "blind": True,
                "pick_id": uuid.UUID(int=number + 2),
            }
