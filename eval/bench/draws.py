"""How long does a sample take to be looked at, drawn and checked? Seconds, by the clock and of the processor.

    python -m eval.bench.draws [--sizes 20000,200000] [--database URL]...

Builds a centre of each size (see `eval.bench.centre_database`) and follows two plans on all of it: five interactions
of every agent, and 200 by risk. No bound: a sample is drawn once a period, and nobody waits for a page meanwhile but
the one who draws. `--database` as in `eval.bench.scorecards`.
"""

import argparse
import time
from collections.abc import Callable

from eval.bench.scorecards import centre, kind_of
from qa_service.domain.sampling import Allocation, Purpose, Reason, SampleRequest
from qa_service.reviewing import draws
from qa_service.store import samples
from qa_service.store.repository import Store

PLANS = (
    SampleRequest("random", Purpose.RANDOM, 5, by=("agent",), allocation=Allocation.EQUAL),
    SampleRequest(
        "risk", Purpose.RISK, 200, by=("client", "agent"), weights={Reason.CRITICAL: 4.0, Reason.LOW_CONFIDENCE: 1.0}
    ),
)
BY = "bench"


def main() -> None:
    """Builds and measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="20000,200000")
    parser.add_argument("--database", action="append", help="PostgreSQL URL; `sqlite` for SQLite; may be repeated")
    given = parser.parse_args()
    for database in given.database or ["sqlite"]:
        for size in map(int, given.sizes.split(",")):
            with centre(database, size) as store:
                for wish in PLANS:
                    followed(store, wish, f"{kind_of(database)} {size:>9} {wish.name:<7}")


def followed(store: Store, wish: SampleRequest, head: str) -> None:
    """One plan from wish to check."""
    with store.transaction() as session:
        id = draws.save(session, wish, BY).id

    def look() -> None:
        with store.reading() as session:
            draws.preview(session, samples.get(session, id))

    def make() -> None:
        with store.transaction() as session:
            draws.make(session, id, BY)

    def check() -> None:
        with store.reading() as session:
            assert draws.check(session, id).identical

    print(head, *(spent(name, step) for name, step in (("look", look), ("draw", make), ("check", check))), flush=True)


def spent(name: str, step: Callable[[], None]) -> str:
    """Seconds of one step."""
    clock, processor = time.perf_counter(), time.process_time()
    step()
    return f" {name} {time.perf_counter() - clock:.2f} s ({time.process_time() - processor:.2f})"


if __name__ == "__main__":
    main()
