"""Connectors under kills, and at ten thousand files.

``python -m eval.bench.connectors [--kills 200] [--files 10000] [--seed 1]``

Kills: a process takes files from a watched folder and moves them once they are taken. It is ended by SIGKILL at a step
drawn at random: before or after a commit, a fetch, a move. The next one goes on, until so many were killed and one
comes to its end. Then nothing may be lost (each document and recording is an interaction whose words or sound lie
there for a worker) and nothing doubled (one interaction, one line in the audit trail, one line in the ledger).

Files: so many, some of them refused or none of ours, are taken by one run, listed again and compared.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
import wave
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import select

from qa_service.bootstrap import service
from qa_service.connectors.folder import FolderSource
from qa_service.domain.people import Role
from qa_service.services import connector_listings, connector_runs, connectors, pulling
from qa_service.services.access import Caller, CallerKind
from qa_service.services.connectors import WantedConnector
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.settings import Settings
from qa_service.store import connectors as rows
from qa_service.store.intake import DOCUMENT
from qa_service.store.scope import ScopedSession
from qa_service.store.tables import AuditRow, InteractionRow, now
from qa_service.store.tables_connectors import ConnectorObjectRow

_STEPS, _FILES_A_KILL = 60, 5
"""A process dies at one of its first so many steps; a file takes about twelve."""


class Place:
    """A watched folder with files, and an installation beside it."""

    def __init__(self, folder: Path) -> None:
        self.watched, self.done = folder / "in", folder / "done"
        self.watched.mkdir()
        self.done.mkdir()
        self.settings = Settings(data_dir=folder / "data", connector_roots=(folder,), log_level="ERROR")

    def fill(self, count: int, *, recordings: bool = True) -> Counter[str]:
        """So many files in folders of a hundred; how each must end."""
        ends: Counter[str] = Counter()
        for number in range(count):
            folder = self.watched / f"{number // 100:03}"
            folder.mkdir(exist_ok=True)
            ends[self._write(folder, number, recordings)] += 1
        return ends

    def _write(self, folder: Path, number: int, recordings: bool) -> str:
        if number % 50 == 7:
            (folder / f"{number}.json").write_text('{"id": "x", "turns": [')
            return "refused"
        if number % 50 == 8:
            (folder / f"{number}.xyz").write_bytes(b"\x00\x01 nobody reads this")
            return "foreign"
        if recordings and number % 10 == 3:
            with wave.open(str(folder / f"{number}.wav"), "wb") as sound:
                sound.setparams((1, 2, 8000, 0, "NONE", ""))
                sound.writeframes(number.to_bytes(4, "little") * 400)
            return "accepted"
        turns = [{"speaker": "customer", "text": f"la pratica {number}"}, {"speaker": "agent", "text": "dica"}]
        document = {"id": f"c{number}", "channel": "chat", "turns": turns}
        (folder / f"{number}.json").write_text(json.dumps(document))
        return "accepted"

    def dependencies(self, later: timedelta = timedelta()) -> Dependencies:
        """As a worker has them, at a time at which the lease of the one before is over."""
        return replace(service.dependencies(self.settings), clock=lambda: now() + later)

    def add(self, **options: Any) -> UUID:
        """The connector."""
        context = Context(Caller("bench", Role.ADMIN, None, kind=CallerKind.SHELL), self.dependencies())
        wanted = WantedConnector("bench", "folder", str(self.watched), "acme", {"settle_seconds": 0, **options})
        id = connectors.add(context, wanted).id
        context.deps.store.close()
        return id

    def run(self, id: UUID, later: timedelta = timedelta()) -> Counter[str]:
        """One run, in this process."""
        deps = self.dependencies(later)
        with deps.store.reading() as session:
            row = rows.get(session, id)
        try:
            return pulling.run(connector_runs.context_of(deps, row), id)
        finally:
            deps.store.close()


def _die_at(step: int) -> None:
    """From now on this process is killed when it comes to its step of this number."""
    left = step

    def passed() -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def between(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            passed()
            answer = function(*arguments, **named)
            passed()
            return answer

        return call

    for owner, name in ((ScopedSession, "commit"), (FolderSource, "fetch"), (FolderSource, "acknowledge")):
        setattr(owner, name, between(getattr(owner, name)))


def kills(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """How it ends after so many kills. Raises AssertionError where something is lost or doubled."""
    place, draw, killed, processes = Place(folder), random.Random(seed), 0, 0
    ends = place.fill(count * _FILES_A_KILL)
    id = place.add(done_folder=str(place.done))
    while killed < count:
        processes += 1
        status = _in_a_process(place, id, processes, draw.randint(1, _STEPS))
        assert os.WIFSIGNALED(status), "a process came to its end: more files are needed for so many kills"
        killed += os.WTERMSIG(status) == signal.SIGKILL
    place.run(id, timedelta(hours=processes + 1))
    place.run(id, timedelta(hours=processes + 2))  # what was seen to grow when a process died is whole now
    return {"kills": killed, "files": ends.total(), **checked(place, id, ends)}


def _in_a_process(place: Place, id: UUID, number: int, step: int) -> int:
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        _die_at(step)
        try:
            place.run(id, timedelta(hours=number))
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1]


def checked(place: Place, id: UUID, ends: Counter[str]) -> dict[str, Any]:
    """What is there. Raises AssertionError where it is not what was put in, each once."""
    deps = place.dependencies()
    with deps.store.reading() as session:
        interactions = list(session.exec(select(InteractionRow)))
        details = session.exec(select(AuditRow.detail).where(AuditRow.action == "take in"))
        lines = Counter(detail["interaction"] for detail in details)
        ledger = Counter(session.exec(select(ConnectorObjectRow.state)))
    taken = ledger["accepted"] + ledger["unchanged"]
    assert len({row.external_id for row in interactions}) == len(interactions) == ends["accepted"] == taken
    assert (ledger["refused"], ledger["foreign"]) == (ends["refused"], ends["foreign"]), ledger
    assert lines == Counter(str(row.id) for row in interactions), (
        "a line of the audit trail for each interaction, and one alone"
    )
    for row in interactions:
        key = row.recording_key
        kept = deps.blobs.exists(key) if key else deps.staging.get(row.id, 1, DOCUMENT)
        assert kept, "its words or its sound lie there for a worker"
    moved = sum(1 for path in place.done.rglob("*") if path.is_file())
    left = sum(1 for path in place.watched.rglob("*") if path.is_file())
    deps.store.close()
    return {"interactions": len(interactions), "ledger": dict(ledger), "moved": moved, "left": left}


def reconciled(folder: Path, count: int) -> dict[str, Any]:
    """So many files, taken, listed again and compared; seconds of each. Raises AssertionError on a difference."""
    place = Place(folder)
    ends = place.fill(count, recordings=False)
    id = place.add()
    took, _ = _seconds(lambda: place.run(id))
    again, nothing = _seconds(lambda: place.run(id, timedelta(hours=1)))
    deps = place.dependencies(timedelta(hours=2))
    context = Context(Caller("bench", Role.ADMIN, None, kind=CallerKind.SHELL), deps)
    compared, view = _seconds(lambda: connector_listings.reconcile(context, id))
    deps.store.close()
    assert not nothing, "a second run takes nothing"
    assert view.listed == count == view.accepted + view.unchanged + view.refused + view.foreign
    assert (view.refused, view.foreign, view.missing) == (ends["refused"], ends["foreign"], 0)
    checked(place, id, ends)
    times = {"take": round(took, 1), "look again": round(again, 1), "compare": round(compared, 1)}
    return {**view.model_dump(exclude={"at", "names"}), "seconds": times}


def _seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.perf_counter()
    answer = work()
    return time.perf_counter() - begin, answer


def main(arguments: list[str] | None = None) -> None:
    """Prints one JSON object a part; ends with an error where something is lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    if chosen.kills:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(kills(Path(folder), chosen.kills, chosen.seed)), flush=True)
    if chosen.files:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(reconciled(Path(folder), chosen.files)), flush=True)


if __name__ == "__main__":
    main()
