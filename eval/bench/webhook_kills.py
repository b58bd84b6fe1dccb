"""Kills between the steps of events out: is anything lost, invented, told in another order, or told under two ids?

``python -m eval.bench.webhook_kills --kills 200 [--database postgresql+psycopg://...]``

Each process changes some interactions and tells a receiver of them, and ends itself by SIGKILL at a step drawn by lot:
before or after a commit, before or after a message. The clock goes on between two of them, so that what the dead had in
hand is taken again. One message in seven is answered 500. In the end all is told, and compared with what was kept.
"""

import argparse
import multiprocessing
import os
import random
import signal
import tempfile
import threading
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pydantic_core import from_json
from sqlmodel import select

from qa_service.delivering.deliverer import Deliverer
from qa_service.delivering.webhooks import WebhookSender
from qa_service.domain.interaction import Channel, Direction, State
from qa_service.store import endpoints, migrations, outbox
from qa_service.store.repository import Store
from qa_service.store.scope import EVERYTHING, Scope, ScopedSession
from qa_service.store.seal import Seal
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_events import EndpointRow, EventRow

_SEAL = Seal(b"a secret of this bench, of no use anywhere")
_STEPS = 30
"""A process that is not ended takes about so many."""
_PAUSE = timedelta(minutes=3)


class Fuse:
    """Ends this process at the step of that number."""

    def __init__(self, at: int) -> None:
        self._left = at

    def burn(self) -> None:
        """One step more."""
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class FusedStore(Store):
    """Burns the fuse before and after each commit."""

    def __init__(self, url: str, fuse: Fuse) -> None:
        super().__init__(url)
        self._fuse = fuse

    @contextmanager
    def transaction(self, scope: Scope = EVERYTHING, *, hasty: bool = False) -> Iterator[ScopedSession]:
        with super().transaction(scope, hasty=hasty) as session:
            yield session
            session.flush()
            self._fuse.burn()
        self._fuse.burn()


class FusedSender(WebhookSender):
    """Burns the fuse before and after each message."""

    def send(self, taken: Any, at: datetime) -> Any:
        assert isinstance(self.store, FusedStore)
        self.store._fuse.burn()
        outcome = super().send(taken, at)
        self.store._fuse.burn()
        return outcome


def live(url: str, fuse_at: int, later: timedelta, changes: int) -> None:
    """One process: two interactions end, one of them twice; then all that is due is told."""
    store = FusedStore(url, Fuse(fuse_at))
    for number in range(changes):
        row = _new()
        with store.transaction() as session:
            session.add(row)
            session.flush()
            outbox.interaction_ended(session, row)
        if number % 2:
            with store.transaction() as session:
                again = session.get_one(InteractionRow, row.id)
                again.run = 2
                outbox.interaction_ended(session, again)
    sender = FusedSender(store, lambda: _SEAL, frozenset({"127.0.0.1"}), "", 5.0)
    Deliverer(store, sender, clock=lambda: datetime.now(UTC) + later, chance=lambda: 0.5).run_once()
    store.close()


def _new() -> InteractionRow:
    id = uuid.uuid4()
    fixed: dict[str, Any] = {"client": "acme", "channel": Channel.CHAT, "direction": Direction.INBOUND}
    moment = datetime.now(UTC)
    return InteractionRow(id=id, external_id=str(id), fingerprint="f" * 64, state=State.DONE, at=moment, **fixed)


@dataclass
class Heard:
    """What a receiver was told, in order: message id, interaction, run, whether it was taken, and the body."""

    messages: list[tuple[str, str, int, bool, bytes]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, id: str, body: bytes) -> bool:
        """Whether it is taken; one in seven is not."""
        data = from_json(body)["data"]
        with self.lock:
            taken = len(self.messages) % 7 != 3
            self.messages.append((id, data["interaction"], data["run"], taken, body))
        return taken


@contextmanager
def hearing() -> Iterator[tuple[Heard, str]]:
    """A receiver and its address."""
    heard = Heard()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken = heard.take(self.headers["webhook-id"], self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(204 if taken else 500)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield heard, f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True)
class KillReport:
    """`lost` were kept and not told, `invented` told and not kept, `doubled` told under two ids or in two wordings,
    `disordered` told before what came before them; `repeated` arrived more than once under their one id.
    """

    kills: int
    processes: int
    events: int
    lost: int
    invented: int
    doubled: int
    disordered: int
    repeated: int


def measured(url: str, kills: int, seed: int = 16) -> KillReport:
    """So many processes that are ended, and some at the end that are not."""
    migrations.upgrade(url)
    rng, later, done, processes = random.Random(seed), timedelta(), 0, 0
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["qa_service.delivering.deliverer", "qa_service.store.migrations"])
    with hearing() as (heard, address):
        _endpoint(url, address)
        while done < kills:
            later += _PAUSE
            processes += 1
            child = context.Process(target=live, args=(url, rng.randint(1, _STEPS), later, 2))
            child.start()
            child.join()
            done += child.exitcode == -signal.SIGKILL
        for _ in range(60):
            later += timedelta(hours=1)
            live(url, 0, later, 0)
        return _compared(url, heard, done, processes)


def _endpoint(url: str, address: str) -> None:
    store = Store(url)
    with store.transaction() as session:
        row = EndpointRow(client="", url=address, label="receiver", secret=b"", created_by="bench")
        endpoints.add(session, row, _SEAL)
    store.close()


def _compared(url: str, heard: Heard, kills: int, processes: int) -> KillReport:
    store = Store(url)
    with store.reading() as session:
        kept = {(str(row.id), run) for row in session.exec(select(InteractionRow)) for run in range(1, row.run + 1)}
        events = {str(row.id) for row in session.exec(select(EventRow))}
    store.close()
    ids: dict[tuple[str, int], set[tuple[str, bytes]]] = defaultdict(set)
    runs: dict[str, list[int]] = defaultdict(list)
    for id, interaction, run, taken, body in heard.messages:
        ids[interaction, run].add((id, body))
        if taken and run not in runs[interaction]:
            runs[interaction].append(run)
    told = {(interaction, run) for interaction, order in runs.items() for run in order}
    arrivals = Counter(id for id, *_, taken, _body in heard.messages if taken)
    return KillReport(
        kills=kills,
        processes=processes,
        events=len(events),
        lost=len(kept - told),
        invented=len(told - kept) + len(set(arrivals) - events),
        doubled=sum(len(versions) > 1 for versions in ids.values()),
        disordered=sum(order != sorted(order) for order in runs.values()),
        repeated=sum(count > 1 for count in arrivals.values()),
    )


def main() -> None:
    """Prints the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--database", default="", help="an empty database; none: SQLite in a temporary folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(measured(given.database or f"sqlite:///{Path(folder) / 'qa.db'}", given.kills))


if __name__ == "__main__":
    main()
