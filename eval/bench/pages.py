"""How long does each page take on the server, and how much does it weigh?

    python -m eval.bench.pages [--size 200000] [--rounds 20] [--database URL]... [--by wall|processor] [--only PATH]

Builds a centre of that size with its words (`centre_database`, `centre_words`), signs in one person a role, and asks
the real application, in process, for every page of `eval.pages` as each role that may open it, with addresses that
change from call to call. Prints p50 and p95 in milliseconds of the clock and of the processors (this process and, where
it runs on this machine, its PostgreSQL), and the page's kilobytes with and without what a browser fetches once.

Exit 1 when the p95 of a page is over 200 ms, or a first visit to it transfers more than 200 kB. `--by processor`
judges the processors' time instead: other work on the machine does not count into it, waiting for the disk neither.
"""

import argparse
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa
from starlette.testclient import TestClient

from eval.bench.centre_database import DAYS, FIRST, build
from eval.bench.centre_people import Visitors, furnished
from eval.bench.centre_words import Speech
from eval.bench.processors import Processors
from eval.bench.scorecards import fresh
from eval.pages import PAGES
from qa_service.app import create_app
from qa_service.bootstrap import service as root
from qa_service.cli.serve import settle
from qa_service.domain.people import Role
from qa_service.services.dependencies import Dependencies
from qa_service.settings import Settings

BOUND_MS, BOUND_KB = 200.0, 200.0
BASIS = "agreement with the works council of 2026-01-15"
_ASSET = re.compile(r'(?:href|src)="(/static/[^"]+)"')


class Spent(NamedTuple):
    """Milliseconds."""

    p50: float
    p95: float


class Line(NamedTuple):
    """One page as one role; kilobytes of the page alone, and of a first visit."""

    page: str
    role: Role
    wall: Spent
    processor: Spent
    kb: float
    first_kb: float


def main() -> int:
    """Builds, asks, judges."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--database", action="append", help="PostgreSQL URL; `sqlite` for SQLite; may be repeated")
    parser.add_argument("--by", choices=("wall", "processor"), default="wall", help="whose time is judged")
    parser.add_argument("--only", default="", help="pages whose address begins so")
    given = parser.parse_args()
    missed = []
    for database in given.database or ["sqlite"]:
        kind = "sqlite" if database == "sqlite" else sa.make_url(database).get_backend_name()
        with fresh(database) as url, tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            service, visitors = built(url, Path(folder), given.size)
            print(f"{kind}: {given.size} interactions built in {time.perf_counter() - started:.0f} s", flush=True)
            lines = list(measured(service, visitors, url, given.rounds, given.only))
            service.store.close()
        missed += [f"{kind}: {reason}" for reason in judged(lines, given.by)]
    print("\n".join(missed) if missed else "all bounds kept")
    return 1 if missed else 0


def built(url: str, folder: Path, size: int) -> tuple[Dependencies, Visitors]:
    """A service over a full database, on the evening of its last day."""
    service = serving(url, folder)
    speech = Speech(service.vocabulary, service.rubrics.default)
    build(url, size, found=speech.columns, also=speech.write)
    return service, furnished(service)


def serving(url: str, folder: Path) -> Dependencies:
    """The service as its settings make it, but for the clock."""
    settings = Settings(data_dir=folder, database_url=url, monitoring_basis=BASIS)
    evening = datetime.combine(FIRST, datetime.min.time(), UTC) + timedelta(days=DAYS, hours=-3)
    return replace(root.dependencies(settings), clock=lambda: evening)


def measured(service: Dependencies, visitors: Visitors, url: str, rounds: int, only: str = "") -> Iterator[Line]:
    """Prints and yields a line a page and role."""
    with TestClient(create_app(service), follow_redirects=False) as client, Processors.of(url) as processors:
        settle()
        assets: dict[str, int] = {}
        print(f"{'page':<44}{'role':<15}{'wall p50':>9}{'p95':>8}{'cpu p50':>9}{'p95':>8}{'kB':>8}{'first':>7}")
        for page in (one for one in PAGES if one.route.startswith(only)):
            for role in page.roles:
                client.cookies.clear()
                client.cookies.set("qa_session", visitors.tokens[role])
                for address in page.addresses():
                    line = _timed(client, processors, (page.route, address, role), visitors, rounds, assets)
                    print(_said(line), flush=True)
                    yield line


def _timed(
    client: TestClient,
    processors: Processors,
    asked: tuple[str, str, Role],
    visitors: Visitors,
    rounds: int,
    assets: dict[str, int],
) -> Line:
    """After two calls that do not count."""
    _, address, role = asked
    walls, spent, sizes, body = [], [], [], ""
    for turn in range(-2, rounds):
        path = visitors.filled(address, role, turn)
        before, busy = time.perf_counter(), processors.spent()
        answer = client.get(path)
        walls.append(1000 * (time.perf_counter() - before))
        spent.append(1000 * (processors.spent() - busy))
        if answer.status_code != 200:
            raise SystemExit(f"{path} as {role.value}: {answer.status_code}\n{answer.text[:2000]}")
        body = answer.text
        sizes.append(len(answer.content))
    for asset in set(_ASSET.findall(body)) - assets.keys():
        assets[asset] = int(client.get(asset, headers={"Accept-Encoding": "gzip"}).headers["content-length"])
    once = sum(assets[one] for one in set(_ASSET.findall(body)))
    return Line(
        address, role, _quantiles(walls[2:]), _quantiles(spent[2:]), max(sizes) / 1000, (max(sizes) + once) / 1000
    )


def _quantiles(values: Sequence[float]) -> Spent:
    cuts = statistics.quantiles(values, n=20)
    return Spent(cuts[9], cuts[18])


def _said(line: Line) -> str:
    figures = f"{line.wall.p50:9.1f}{line.wall.p95:8.1f}{line.processor.p50:9.1f}{line.processor.p95:8.1f}"
    return f"{line.page:<44}{line.role.value:<15}{figures}{line.kb:8.1f}{line.first_kb:7.0f}"


def judged(lines: Sequence[Line], by: str) -> list[str]:
    """The missed bounds, in words."""
    missed = []
    for line in lines:
        spent = line.processor if by == "processor" else line.wall
        name = f"{line.page} as {line.role.value}"
        if spent.p95 > BOUND_MS:
            missed.append(f"{name}: p95 {spent.p95:.0f} ms ({by}), bound {BOUND_MS:.0f} ms")
        if line.first_kb > BOUND_KB:
            missed.append(f"{name}: {line.first_kb:.0f} kB on a first visit, bound {BOUND_KB:.0f} kB")
    return missed


if __name__ == "__main__":
    sys.exit(main())
