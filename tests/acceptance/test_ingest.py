"""`qa-service ingest` on a folder as centres have them: nothing is passed over without a word."""

import json
import os
import subprocess
import sys
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "eval" / "samples" / "it-chat-potenza.json"


def ingest(folder: Path, data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qa_service.cli", "ingest", str(folder), "--client", "acme"]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, "QA_DATA_DIR": str(data)})


def test_a_folder_is_taken_in_whole_and_says_what_it_held(tmp_path: Path) -> None:
    folder, data = tmp_path / "in", tmp_path / "data"
    for name, content in {"north/call1.wav": b"one", "south/call1.wav": b"two", "notes.txt": b"x"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "chat.json").write_text(SAMPLE.read_text())
    first = ingest(folder, data)
    assert (first.returncode, len(first.stdout.splitlines())) == (0, 3), first.stderr
    assert "created   acme/north/call1" in first.stdout
    assert "created   acme/south/call1" in first.stdout
    assert "notes.txt: is of no kind that is read" in first.stderr
    assert first.stderr.splitlines()[-1] == "3 created, 1 of a kind that is not read"

    (folder / "broken.json").write_text(json.dumps({"id": "x"}))
    again = ingest(folder, data)
    assert again.returncode == 1
    assert again.stderr.splitlines()[-1] == "1 refused, 3 unchanged, 1 of a kind that is not read"


def test_a_log_of_telephone_calls_goes_into_the_queue_log(tmp_path: Path) -> None:
    folder, data = tmp_path / "in", tmp_path / "data"
    folder.mkdir()
    log = b"1772442000|1772442000.1|sales|NONE|ENTERQUEUE||39021|1\n1772442005|1772442000.1|sales|SIP/1|CONNECT|5\n"
    (folder / "queue_log").write_bytes(log)
    first = ingest(folder, data)
    assert (first.returncode, first.stderr.splitlines()[-1]) == (0, "1 logs of calls"), first.stderr
    assert "queue_log: 1 created of the queue log" in first.stdout
    (folder / "queue_log").write_bytes(log + b"nonsense\n")
    again = ingest(folder, data)
    assert again.returncode == 1
    assert "queue_log/3: is no event of a queue log" in again.stderr
    assert "1 unchanged, 1 refused of the queue log" in again.stdout
