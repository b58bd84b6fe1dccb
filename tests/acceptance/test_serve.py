"""The running service as a user starts it: `serve` with its own worker, real models, real sound."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "eval" / "samples"
BASIS = "union agreement of 2026-03-01"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "qa_service.cli", *arguments]


@dataclass
class Running:
    """A service that answers, with an administrator's key."""

    process: "subprocess.Popen[bytes]"
    api: httpx.Client
    environment: dict[str, str]

    def wait(self, path: str, seconds: float = 240) -> dict[str, Any]:
        """The interaction at `path` once it is no longer waiting."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found: dict[str, Any] = self.api.get(path).json()
            if found["state"] in {"done", "failed"}:
                return found
            time.sleep(0.5)
        raise AssertionError(f"{path} is still waiting after {seconds} s")

    def workers(self) -> list[int]:
        """Process numbers of the workers of this server."""
        found = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        return [int(number) for number in found.stdout.split()]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = tmp_path_factory.mktemp("data")
    environment = {**os.environ, "QA_DATA_DIR": str(data), "QA_PORT": str(port), "QA_MONITORING_BASIS": BASIS}
    subprocess.run(command("db", "upgrade"), check=True, env=environment, cwd=ROOT)
    made = subprocess.run(
        command("keys", "create", "test", "--role", "admin"), check=True, env=environment, cwd=ROOT, capture_output=True
    )
    process = subprocess.Popen(command("serve"), env=environment, cwd=ROOT)
    headers = {"Authorization": f"Bearer {made.stdout.decode().strip()}"}
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=30) as api:
        running = Running(process, api, environment)
        for _ in range(240):
            try:
                if api.get("/readyz").status_code == 200:
                    break
            except httpx.TransportError:
                pass
            time.sleep(0.5)
        yield running
    process.send_signal(signal.SIGTERM)
    process.wait(60)


def test_it_says_that_it_is_ready(service: Running) -> None:
    assert service.api.get("/healthz").status_code == 200
    ready = service.api.get("/readyz")
    assert ready.status_code == 200, ready.text


def test_the_worker_steps_back_for_the_pages(service: Running) -> None:
    own = os.getpriority(os.PRIO_PROCESS, service.process.pid)
    steps = [os.getpriority(os.PRIO_PROCESS, worker) - own for worker in service.workers()]
    assert steps == [10]


def test_a_chat_goes_in_and_its_analysis_comes_out(service: Running) -> None:
    document = json.loads((SAMPLES / "it-chat-potenza.json").read_text())
    taken = service.api.post("/v1/interactions", json=document)
    assert taken.status_code == 202, taken.text
    assert service.wait(taken.headers["location"])["state"] == "done"
    analysis = service.api.get(f"{taken.headers['location']}/analysis").json()
    assert analysis["intent"]["label"] == "contract_change"
    assert analysis["courtesy"]["greeting"]["present"] is True
    assert service.api.post("/v1/interactions", json=document).status_code == 200  # the same again changes nothing


def test_a_recording_goes_in_and_is_heard_masked(service: Running) -> None:
    name = "it-tecnico-lavatrice"
    document = (SAMPLES / f"{name}.json").read_text()
    with (SAMPLES / f"{name}.flac").open("rb") as sound:
        taken = service.api.post("/v1/recordings", files={"audio": sound}, data={"document": document})
    assert taken.status_code == 202, taken.text
    place = taken.headers["location"]
    assert service.wait(place)["state"] == "done"
    analysis = service.api.get(f"{place}/analysis").json()
    assert analysis["intent"]["label"] == "appointment"
    assert {turn["speaker"] for turn in analysis["transcript"]} == {"agent", "customer"}
    assert "[PERSON]" in " ".join(turn["text"] for turn in analysis["transcript"])
    part = service.api.get(f"{place}/audio", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"fLaC")


def test_the_original_recording_is_gone_once_it_is_analysed(service: Running) -> None:
    original = (SAMPLES / "it-tecnico-lavatrice.flac").read_bytes()
    stored = [path for path in Path(service.environment["QA_DATA_DIR"]).rglob("*") if path.is_file()]
    assert all(path.read_bytes() != original for path in stored)


def test_averages_of_agent_and_client_say_what_they_are(service: Running) -> None:
    agent = service.api.get("/v1/agents/b04/scorecard").json()
    assert agent["n"] == 1
    assert agent["method"] == "machine answers only, not yet checked here"
    assert service.api.get("/v1/clients/luce-viva/scorecard").json()["n"] == 1
    assert service.api.get("/v1/agents/nobody/scorecard").status_code == 404


def test_a_recording_that_is_no_sound_fails_with_its_sentence_and_the_service_goes_on(service: Running) -> None:
    files = {"audio": ("noise.wav", b"this is no sound" * 100)}
    document = json.dumps({"id": "noise", "client": "acme", "channel": "call"})
    taken = service.api.post("/v1/recordings", files=files, data={"document": document})
    failed = service.wait(taken.headers["location"])
    assert failed["state"] == "failed"
    assert "cannot be decoded as a recording" in failed["failure"]
    assert service.api.get("/healthz").status_code == 200


def test_a_killed_worker_is_replaced_and_work_goes_on(service: Running) -> None:
    (before,) = service.workers()
    os.kill(before, signal.SIGKILL)
    document = json.loads((SAMPLES / "en-chat-oven-error.json").read_text())
    taken = service.api.post("/v1/interactions", json=document)
    assert service.wait(taken.headers["location"])["state"] == "done"
    (after,) = service.workers()
    assert after != before


def test_a_worker_ends_with_a_killed_server(service: Running) -> None:
    environment = {**service.environment, "QA_PORT": "0"}
    server = subprocess.Popen(command("serve"), env=environment, cwd=ROOT)
    second = Running(server, service.api, environment)
    for _ in range(120):
        if second.workers():
            break
        time.sleep(0.5)
    (worker,) = second.workers()
    time.sleep(8)  # let it start its watch
    server.kill()
    server.wait()
    for _ in range(120):
        if not Path(f"/proc/{worker}").exists() or "Z" in Path(f"/proc/{worker}/stat").read_text().split()[2]:
            return
        time.sleep(0.5)
    raise AssertionError("the worker outlived its server")
