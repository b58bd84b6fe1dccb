"""How many text interactions of about 25 turns pass in a second.

`python -m eval.bench.texts [--count N] [--rounds N] [--threads N]` takes interactions of 22 to 28 turns from the corpus
and prints two figures, each the median of the rounds: through the pipeline alone (models loaded, a text a thread), and
through the running service (documents over HTTP into a fresh SQLite, queue, worker, results kept) until the last
is done. Exit 1 when either is below the bound.
"""

import argparse
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from qa_service.bootstrap import engines
from qa_service.domain.interaction import Interaction
from qa_service.settings import Settings

LEAST = 15.0
PATIENCE = 60.0
"""Seconds for one answer: the bench measures the worker, and on a busy machine the API may be slow meanwhile."""
CORPUS = Path(__file__).parents[2] / "models" / "corpus"


def documents(count: int, seed: int = 2) -> list[dict[str, Any]]:
    """Interactions of the corpus without their labels, each once, then again under another id."""
    found = []
    for path in sorted(CORPUS.glob("[ie][tn]-?.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            if 22 <= len(raw["turns"]) <= 28:
                turns = [{"speaker": turn["speaker"], "text": turn["text"]} for turn in raw["turns"]]
                found.append({"id": raw["id"], "client": "bench", "channel": raw["channel"], "turns": turns})
    random.Random(seed).shuffle(found)
    return [{**found[n % len(found)], "id": f"{found[n % len(found)]['id']}-{n}"} for n in range(count)]


def by_pipeline(shown: Sequence[Interaction], threads: int) -> float:
    """Interactions a second."""
    pipeline = engines.pipeline(Settings(threads=threads))
    pipeline.process(shown[0])
    begun = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(pipeline.process, shown))
    return len(shown) / (time.perf_counter() - begun)


def by_service(shown: Sequence[dict[str, Any]], threads: int) -> float:
    """Interactions a second, from the first that is handed in until the last is done."""
    with (
        serving(threads) as (address, key),
        httpx.Client(base_url=address, headers={"X-API-Key": key}, timeout=PATIENCE) as client,
    ):
        first, rest = shown[0], shown[1:]
        _hand_in(client, [first])
        _wait(client, 1)  # the models are loaded
        begun = time.perf_counter()
        _hand_in(client, rest)
        _wait(client, len(shown))
        return len(rest) / (time.perf_counter() - begun)


def _hand_in(client: httpx.Client, shown: Sequence[dict[str, Any]]) -> None:
    lines = "\n".join(json.dumps(document) for document in shown)
    answer = client.post("/v1/interactions", content=lines, headers={"Content-Type": "application/x-ndjson"})
    answer.raise_for_status()


def _wait(client: httpx.Client, done: int) -> None:
    """Until the worker's count of finished interactions is reached; fails on the first that failed."""
    while True:
        counted = dict(re.findall(r'state="(\w+)"\} (\d+)', client.get("/metrics").text))
        if int(counted.get("failed", 0)):
            raise SystemExit(f"{counted['failed']} interactions failed")
        if int(counted.get("done", 0)) >= done:
            return
        time.sleep(0.1)


@contextmanager
def serving(threads: int) -> Iterator[tuple[str, str]]:
    """A service of its own on the loopback: its address and a key."""
    with socket.socket() as probe, tempfile.TemporaryDirectory() as folder:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        texts = {"QA_THREADS": str(threads), "QA_WORKER_TEXTS": str(2 * threads)}
        settings = {"QA_DATA_DIR": folder, "QA_PORT": str(port), **texts}
        env = {**os.environ, **settings}
        command = [sys.executable, "-m", "qa_service.cli"]
        subprocess.run([*command, "db", "upgrade"], env=env, check=True, capture_output=True)
        key = subprocess.run([*command, "keys", "create", "bench"], env=env, check=True, capture_output=True, text=True)
        server = subprocess.Popen([*command, "serve"], env=env, stderr=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}"
            _until_alive(address)
            yield address, key.stdout.strip()
        finally:
            server.terminate()
            server.wait(30)


def _until_alive(address: str) -> None:
    for _ in range(300):
        try:
            httpx.get(f"{address}/healthz").raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise SystemExit("the service did not start")


def main() -> int:
    """Prints both figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    raw = documents(given.count)
    parsed = [Interaction.model_validate(document) for document in raw]
    alone = statistics.median(by_pipeline(parsed, given.threads) for _ in range(given.rounds))
    print(f"pipeline: {alone:.1f} interactions a second (bound {LEAST:.0f})", flush=True)
    whole = statistics.median(by_service(raw, given.threads) for _ in range(given.rounds))
    print(f"service: {whole:.1f} interactions a second (bound {LEAST:.0f})")
    return 0 if min(alone, whole) >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
