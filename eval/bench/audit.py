"""What the audit trail costs: `python -m eval.bench.audit [--database URL] [--count N] [--threads N] [--rounds N]`.

Three kinds of work, each with its lines and without, in turn: taking in texts (a line a text, chained in the same
transaction), reading analyses (a line a read, in a transaction of its own), and the chaining alone (empty transactions
with a line, chained or merely added). Prints operations a second, the medians of the rounds, and what is lost.
"""

import argparse
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlmodel import Session

from qa_service.bootstrap import service as root
from qa_service.domain.interaction import Channel, GivenTurn, Interaction, Party
from qa_service.domain.people import Role
from qa_service.domain.processed import Processed, Understood
from qa_service.domain.scorecard import Scorecard
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.understanding import Judgement, Sentiment, Understanding
from qa_service.services import interactions as services
from qa_service.services.access import Caller
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.settings import Settings
from qa_service.store import audit, results
from qa_service.store.tables import AuditRow

READER = Caller("bench", Role.ADMIN, None, origin="127.0.0.1")
NOTHING = Judgement(None, 0.0, {})


def document() -> Interaction:
    """A chat of 25 turns under an id of its own."""
    parties = (Party.CUSTOMER, Party.AGENT)
    turns = [GivenTurn(speaker=parties[n % 2], text=f"turno numero {n} di prova") for n in range(25)]
    return Interaction(id=uuid.uuid4().hex, client="acme", channel=Channel.CHAT, turns=tuple(turns))


def take_in(deps: Dependencies) -> None:
    """As `services.intake` does: the row, its sealed words, a line."""
    with deps.store.transaction() as session:
        row, _ = deps.intake.accept(session, document())
        audit.note(session, READER.actor, "upload", str(row.id), row.client)


def read(deps: Dependencies, id: uuid.UUID) -> None:
    """One analysis."""
    services.analysis(Context(READER, deps), id)


def write_line(deps: Dependencies) -> None:
    """Nothing but a line."""
    with deps.store.transaction() as session:
        audit.note(session, READER.actor, "test", "bench")


def finished(deps: Dependencies) -> uuid.UUID:
    """An interaction that can be read."""
    given = document()
    transcript = Transcript(tuple(Turn(turn.speaker or Party.OTHER, turn.text) for turn in given.turns), "it", {})
    meaning = Understanding(NOTHING, NOTHING, Sentiment((), None, None), {})
    understood, card = Understood(transcript, (), (), meaning), Scorecard("r@1", (), {})
    done = Processed(given.model_copy(update={"turns": ()}), understood, card, {})
    with deps.store.transaction() as session:
        row, _ = deps.intake.accept(session, given)
        results.save_processed(session, row.id, row.run, done)
    return row.id


def rate(work: Callable[[], None], count: int, threads: int) -> float:
    """Operations a second."""
    begin = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(work) for _ in range(count)]:
            done.result()
    return count / (time.perf_counter() - begin)


@contextmanager
def silent() -> Iterator[None]:
    """No line is written."""
    with patch.object(audit, "note", lambda *_, **__: None), patch.object(Context, "_write_reads", lambda _: None):
        yield


@contextmanager
def unchained() -> Iterator[None]:
    """Lines are added as any row."""

    def note(session: Session, actor: str, action: str, subject: str, client: str | None = None, **detail: Any) -> None:
        session.add(AuditRow(actor=actor, action=action, subject=subject, client=client, detail=detail, place=_next()))

    with patch.object(audit, "note", note):
        yield


def _next() -> int:
    return -(uuid.uuid4().int % 2**30)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="", help="an empty database; none: SQLite in a temporary folder")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        url = args.database or f"sqlite:///{place / 'qa.db'}"
        settings = Settings(data_dir=place, database_url=url, blob_url=place.as_uri(), database_as_owner=True)
        root.upgrade(settings)
        deps = root.dependencies(settings)
        id = finished(deps)
        for name, work, without in (
            ("take in", lambda: take_in(deps), silent),
            ("read", lambda: read(deps, id), silent),
            ("line alone, chained or added", lambda: write_line(deps), unchained),
        ):
            pairs: list[list[float]] = []
            for _ in range(args.rounds):
                pairs.append([])
                for context in (nullcontext, without):
                    with context():
                        pairs[-1].append(rate(work, args.count, args.threads))
            kept, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
            print(f"{name}: {kept:.0f}/s with, {bare:.0f}/s without: {1 - kept / bare:.1%} lost")


if __name__ == "__main__":
    main()
