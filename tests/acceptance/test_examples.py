"""The example scripts and the generated client do what they say against a real server with a worker."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from qa_service.domain.people import Role
from tests.acceptance.house import House, settled

ROOT = Path(__file__).parents[2]
WORDS = b"pronto sono il 3331234567\nbuongiorno signora\ngrazie mille"
"""A recording as the quick stages of these tests hear it: a turn a line."""
sys.path.insert(0, str(ROOT / "clients" / "python"))


def chat(id: str, agent: str = "a1") -> dict[str, Any]:
    turns = [{"speaker": "agent", "text": "buongiorno"}, {"speaker": "customer", "text": "la bolletta, grazie"}]
    return {"id": id, "client": "acme", "channel": "chat", "agent": agent, "turns": turns}


def example(house: House, name: str, *words: str) -> subprocess.CompletedProcess[str]:
    """One script as a user runs it; the key is one of an administrator."""
    environment = {**os.environ, "QA_URL": house.url, "QA_KEY": house.key(Role.ADMIN)}
    command = [sys.executable, str(ROOT / "examples" / f"{name}.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)


@pytest.fixture(scope="module")
def analysed(house: House) -> None:
    """Chats of agent a1 about an invoice, enough for a figure."""
    with house.user() as admin:
        for number in range(12):
            settled(admin, admin.post("/v1/interactions", json=chat(f"exemplary-{number}")).headers["location"])


def test_a_recording_is_handed_in_and_its_result_read(house: House, tmp_path: Path) -> None:
    recording = tmp_path / "exemplary-call.wav"
    recording.write_bytes(WORDS)
    done = example(house, "hand_in_recording", str(recording), "--client", "acme", "--agent", "a2", "--seconds", "0.1")
    assert done.returncode == 0, done.stderr
    assert "intent: billing" in done.stdout
    assert "  turn 0: pro\n" in done.stdout
    assert "resolution: cannot tell" in done.stdout


def test_an_agents_scorecard_is_told_with_intervals(house: House, analysed: None) -> None:
    done = example(house, "agent_scorecard", "a1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("a1: ")
    assert "resolution: " in done.stdout
    assert "between" in done.stdout


def test_who_may_not_see_it_is_told_why(house: House) -> None:
    done = example(house, "agent_scorecard", "nobody")
    assert (done.returncode, done.stdout) == (1, "")
    assert "nobody" in done.stderr


def test_flagged_interactions_are_exported(house: House, analysed: None, tmp_path: Path) -> None:
    out = tmp_path / "flagged.zip"
    words = ("--client", "acme", "--topic", "intent:billing", "--out", str(out), "--seconds", "0.1")
    done = example(house, "export_flagged", *words)
    assert done.returncode == 0, done.stderr
    assert zipfile.ZipFile(io.BytesIO(out.read_bytes())).namelist()
    assert done.stdout.startswith(f"{out}: ")


def test_the_generated_client_hands_in_a_text_and_reads_the_analysis(house: House) -> None:
    from qa_service_client import AuthenticatedClient
    from qa_service_client.api.interactions import (
        analysis_v1_interactions_uuid_analysis_get as analysis,
    )
    from qa_service_client.api.interactions import (
        hand_in_v1_interactions_post as hand_in,
    )
    from qa_service_client.models import Analysis, Interaction, Problem, TakenView

    with house.user() as admin, AuthenticatedClient(house.url, house.key(Role.ADMIN)) as client:
        body = Interaction.from_dict(chat("by-client"))
        taken = hand_in.sync(client=client, body=body)
        assert isinstance(taken, TakenView)
        assert taken.interaction.id == "by-client"
        settled(admin, f"/v1/interactions/{taken.interaction.uuid}")
        read = analysis.sync(client=client, uuid=taken.interaction.uuid)
        assert isinstance(read, Analysis)
        assert read.resolution.label == "resolved"
        again = hand_in.sync(client=client, body=Interaction.from_dict(chat("by-client", agent="a9")))
        assert isinstance(again, Problem)
        assert again.status == 409
