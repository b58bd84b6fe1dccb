"""How many text interactions a second the durable path carries when the models cost nothing.

``python -m tests.acceptance.throughput [NUMBER] [WORKERS]``; PostgreSQL as in tests.databases.
"""

import sys
import tempfile
import time
from pathlib import Path

from qa_service.domain.interaction import Channel, GivenTurn, Interaction, Party, State
from qa_service.store import migrations
from qa_service.worker.config import WorkerConfig
from tests.acceptance.chaos import Floor
from tests.databases import KINDS, fresh, states

TURNS = tuple(
    GivenTurn(speaker=(Party.AGENT, Party.CUSTOMER)[n % 2], text="buongiorno, mi dica pure in cosa posso esserle utile")
    for n in range(25)
)


def measure(url: str, folder: Path, number: int, workers: int) -> None:
    """Print how fast interactions are taken in, and how fast they are done."""
    migrations.upgrade(url)
    floor = Floor(url, folder)
    start = time.monotonic()
    for n in range(number):
        document = Interaction(id=f"t{n}", client="acme", channel=Channel.CHAT, turns=TURNS)
        with floor.store.transaction() as session:
            floor.intake.accept(session, document)
    taken_in = time.monotonic() - start
    processes = [floor.start_worker(0.0, WorkerConfig()) for _ in range(workers)]
    started = 0.0
    while True:
        with floor.store.reading() as session:
            done = states(session).get(State.DONE, 0)
        if done and not started:
            started, first = time.monotonic(), done
        if done == number:
            break
        time.sleep(0.1)
    seconds = time.monotonic() - started
    print(
        f"{url.partition(':')[0]} {workers} workers: taken in {number / taken_in:.0f}/s, "
        f"done {(number - first) / seconds:.0f}/s"
    )
    for process in processes:
        process.terminate()
        process.wait()
    floor.close()


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    for kind in KINDS:
        with tempfile.TemporaryDirectory() as name, fresh(kind, Path(name)) as url:
            measure(url, Path(name), *(numbers + [500, 1][len(numbers) :]))
