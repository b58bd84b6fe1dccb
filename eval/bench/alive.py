"""How long `/healthz` takes while the worst inputs run: `python -m eval.bench.alive URL KEY`.

Asks ten times a second for half a minute, alone and then while four callers hand in the worst there is: long documents
of at signs and full stops, rubrics of brackets, forms of thousands of fields. Prints median, 95 % and longest in
milliseconds; exit status 1 where 95 % of the answers under load take over 200 ms.
"""

import argparse
import json
import statistics
import threading
import time
from collections.abc import Sequence

import httpx

SECONDS, BOUND = 30.0, 200.0
TURN = 20_000


def main() -> int:
    """Prints two lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("key")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    options = parser.parse_args()
    _told("alone", asked(options.url, options.seconds))
    stop = threading.Event()
    callers = [threading.Thread(target=hand_in, args=(options.url, options.key, n, stop)) for n in range(4)]
    for caller in callers:
        caller.start()
    loaded = asked(options.url, options.seconds)
    stop.set()
    for caller in callers:
        caller.join()
    return 0 if _told("under load", loaded) <= BOUND else 1


def asked(url: str, seconds: float) -> list[float]:
    """Milliseconds of each answer."""
    took, end = [], time.monotonic() + seconds
    with httpx.Client(base_url=url, timeout=60) as client:
        while time.monotonic() < end:
            begun = time.perf_counter()
            client.get("/healthz").raise_for_status()
            took.append(1000 * (time.perf_counter() - begun))
            time.sleep(0.1)
    return took


def hand_in(url: str, key: str, caller: int, stop: threading.Event) -> None:
    """One of the worst inputs after the other."""
    units, count = ("a.", "a@", "1, ", "(", "sono Mario Rossi "), 0
    with httpx.Client(base_url=url, headers={"X-API-Key": key}, timeout=60) as client:
        while not stop.is_set():
            count += 1
            turns = [{"text": (unit * TURN)[:TURN]} for unit in units * 10]
            document = {"id": f"worst-{caller}-{count}-{time.time_ns()}", "client": "worst", "channel": "chat"}
            client.post("/v1/interactions", json={**document, "turns": turns})
            for text in ("[" * 120_000, "a: " * 30_000, "- " * 60_000, json.dumps({"x": "y" * 120_000})):
                headers = {"Content-Type": "application/yaml"}
                client.post("/v1/rubrics?client=worst", content=text, headers=headers)
            client.post("/sign-in", data={f"f{n}": "x" for n in range(5_000)})
            client.post("/v1/exports", content="[" * 1_000_000, headers={"Content-Type": "application/json"})


def _told(name: str, took: Sequence[float]) -> float:
    ninety_five = statistics.quantiles(took, n=20)[-1]
    print(f"{name}: median {statistics.median(took):.0f} ms, 95 % within {ninety_five:.0f}, longest {max(took):.0f} ms")
    return ninety_five


if __name__ == "__main__":
    raise SystemExit(main())
