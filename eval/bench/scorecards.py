"""How long does a scorecard take, and does it grow with the number of interactions?

    python -m eval.bench.scorecards [--sizes 2000,20000,200000,1000000] [--rounds 30] [--database URL]...

Builds a database of each size in bulk (see `eval.bench.centre_database`), measures the functions behind the scorecard
endpoints, document included, and prints p10, p50 and p95 in milliseconds. Without `--database` on SQLite in a temporary
folder; a PostgreSQL URL must be of a role that may create databases. Exit 1 when at the largest size a p95 is over
200 ms, or a p10 over 1.5 times that at 20,000 (or at the smallest size from there on): other work on the machine only
ever adds time, so the quickest tenth tells best what the size adds. To be run on a machine that does little else.
"""

import argparse
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from eval.bench.centre_database import AGENTS, CLIENTS, TEAMS, build
from qa_service.bootstrap import service
from qa_service.cli.serve import settle
from qa_service.documents.scorecards import GroupView
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.figures.client import ClientReportRequest, report
from qa_service.figures.scorecard import figures
from qa_service.settings import Settings
from qa_service.store.repository import Store
from qa_service.store.tables import now


class Spent(NamedTuple):
    """Milliseconds."""

    p10: float
    p50: float
    p95: float


BOUND_MS, BOUND_RATIO, BASE = 200.0, 1.5, 20_000
Asked = Callable[[int], None]


def main() -> int:
    """Builds, measures, judges."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="2000,20000,200000,1000000")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--database", action="append", help="PostgreSQL URL; `sqlite` for SQLite; may be repeated")
    given = parser.parse_args()
    sizes = sorted(int(size) for size in given.sizes.split(","))
    missed = [reason for database in given.database or ["sqlite"] for reason in measured(database, sizes, given.rounds)]
    print("\n".join(missed) if missed else "all bounds kept")
    return 1 if missed else 0


def measured(database: str, sizes: Sequence[int], rounds: int) -> list[str]:
    """Prints a line a kind and size; returns the missed bounds."""
    found: dict[tuple[str, int], Spent] = {}
    kind = kind_of(database)
    for size in sizes:
        with centre(database, size) as store:
            for name, ask in asked(store).items():
                found[name, size] = timed(ask, rounds)
                p10, p50, p95 = found[name, size]
                print(f"{kind} {size:>9} {name:<7} p10 {p10:6.1f}  p50 {p50:6.1f}  p95 {p95:6.1f} ms", flush=True)
    return [f"{kind}: {reason}" for reason in judged(found, sizes)]


def judged(found: dict[tuple[str, int], Spent], sizes: Sequence[int]) -> list[str]:
    """The missed bounds, in words."""
    largest, base = sizes[-1], next((size for size in sizes if size >= BASE), sizes[0])
    missed = []
    for name in sorted({name for name, _ in found}):
        large, before = found[name, largest], found[name, base]
        if large.p95 > BOUND_MS:
            missed.append(f"{name} at {largest}: p95 {large.p95:.0f} ms, bound {BOUND_MS:.0f} ms")
        if large.p10 > BOUND_RATIO * before.p10:
            missed.append(f"{name}: {large.p10 / before.p10:.2f} times slower than at {base}, bound {BOUND_RATIO}")
    return missed


def asked(store: Store) -> dict[str, Asked]:
    """The service functions behind the endpoints; the argument chooses the group."""
    settings = Settings()
    basis, rubrics = service.basis(settings), service.rubrics(settings)
    packs = list(service.kpi_packs(settings).values())[:1]

    def scorecard(kind: GroupKind, groups: int) -> Asked:
        def ask(turn: int) -> None:
            with store.reading() as session:
                group = Group(kind, f"{kind.value}{turn % groups}")
                GroupView.of(figures(session, group, Days(), basis, rubrics)).document()

        return ask

    def client(turn: int) -> None:
        group = Group(GroupKind.CLIENT, f"client{turn % CLIENTS}")
        wanted = ClientReportRequest(group, Days(), packs, now(), lambda agent: agent)
        with store.reading() as session:
            report(session, wanted, basis, rubrics).view().document()

    return {"agent": scorecard(GroupKind.AGENT, AGENTS), "team": scorecard(GroupKind.TEAM, TEAMS), "client": client}


def timed(ask: Asked, rounds: int) -> Spent:
    """After two calls that do not count."""
    ask(0)
    ask(1)
    spent = []
    for turn in range(rounds):
        started = time.perf_counter()
        ask(turn)
        spent.append(1000 * (time.perf_counter() - started))
    cuts = statistics.quantiles(spent, n=20)
    return Spent(cuts[1], cuts[9], cuts[18])


def kind_of(database: str) -> str:
    """What a bench calls a database: sqlite or postgresql."""
    return "sqlite" if database == "sqlite" else sa.make_url(database).get_backend_name()


@contextmanager
def centre(database: str, size: int) -> Iterator[Store]:
    """The store of a centre of so many interactions, as the service holds it; prints how long it took to build."""
    with fresh(database) as url:
        started = time.perf_counter()
        build(url, size)
        print(f"{kind_of(database)}: {size} interactions built in {time.perf_counter() - started:.0f} s", flush=True)
        store = Store(url)
        settle()
        try:
            yield store
        finally:
            store.close()


@contextmanager
def fresh(database: str) -> Iterator[str]:
    """The URL of an empty database that is gone afterwards."""
    if database == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{Path(folder) / 'bench.db'}"
        return
    name = f"qa_bench_{secrets.token_hex(4)}"
    engine = sa.create_engine(database, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield sa.make_url(database).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        engine.dispose()


if __name__ == "__main__":
    sys.exit(main())
