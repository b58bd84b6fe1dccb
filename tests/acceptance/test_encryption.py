"""Keys of files at rest from the command line, as an operator has them: one secret, a key set, a rotation."""

import json
import stat
from pathlib import Path

import pytest
from sqlmodel import select

from qa_service.bootstrap import service
from qa_service.settings import Settings
from qa_service.store import audit
from qa_service.store.key_ring import RestKey
from qa_service.store.repository import Store
from qa_service.store.rotation import Rotation
from qa_service.store.seal import Pseudonyms, Seal, audit_key
from qa_service.store.tables import InteractionRow
from tests.acceptance.shell import refused, run

CHAT = {"id": "c1", "client": "acme", "channel": "chat", "customer": "rossi", "turns": [{"text": "buongiorno"}]}
SECRET, NEXT = "1" * 32, "2" * 32
FIRST = {"QA_SECRET": SECRET}
MADE = ("c-5a7862e4bc2db6ce913ac9505e63cd69", "446561866abc0e0cc184ba5bf298094a", "agent-7e7b2497", "c1dd7837bf617ef3")
SEALED = "d659667338057360f0e7b9a77308567395fe39c05ff9f4de28252b1c9b0086df556c"
ID, NEXT_ID = (RestKey.of(secret.encode()).id for secret in (SECRET, NEXT))


def ingest(folder: Path, id: str, **environment: str) -> None:
    (folder / "chat.json").write_text(json.dumps({**CHAT, "id": id}))
    result = run(folder, "ingest", str(folder / "chat.json"), **environment)
    assert result.exit_code == 0, result.exception


def status(folder: Path, **environment: str) -> dict[str, tuple[str, int]]:
    """State and files of each key; those that are not sealed under the empty name."""
    view = json.loads(run(folder, "encryption", "status", "--json", **environment).stdout)
    keys = {key["id"]: (key["state"], key["files"]) for key in view["keys"]}
    return {**keys, **({"": ("", view["unsealed"])} if view["unsealed"] else {})}


def work(folder: Path, **environment: str) -> None:
    """What a worker does about a rotation; the rest of it needs models."""
    settings = Settings(data_dir=folder, **{name.removeprefix("QA_").lower(): v for name, v in environment.items()})  # type: ignore[arg-type]
    rows = service.store(settings)
    present = service.bound_keys(settings, rows)
    place = service.blobs(settings, lambda: present)
    staging = service.staging(place, present)
    Rotation(rows, place, staging, service.partial_uploads(settings, place)).tick("w1", lambda: False)
    rows.close()


def test_what_came_before_is_sealed_by_a_rotation_and_a_key_is_retired(tmp_path: Path) -> None:
    ingest(tmp_path, "before", QA_ENCRYPT_FILES="false")
    assert status(tmp_path, QA_ENCRYPT_FILES="false")[""] == ("", 1)
    ingest(tmp_path, "after")
    (old,) = (id for id in status(tmp_path) if id)
    assert status(tmp_path) == {old: ("current", 1), "": ("", 1)}

    made = run(tmp_path, "encryption", "rotate")
    new = made.stdout[:12]
    assert f"{new} is the current key" in made.stdout
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600
    assert f"files still need the key {old}; rotate first" in refused(tmp_path, "encryption", "retire", old)
    assert "seals what is written now" in refused(tmp_path, "encryption", "retire", new)
    work(tmp_path)
    assert status(tmp_path) == {new: ("current", 2), old: ("former", 0)}
    assert "done" in run(tmp_path, "encryption", "status").stdout
    assert run(tmp_path, "encryption", "retire", old).exit_code == 0
    ingest(tmp_path, "later")
    assert status(tmp_path)[new] == ("current", 3)

    run(tmp_path, "encryption", "rotate")
    work(tmp_path)
    assert run(tmp_path, "encryption", "retire", new).exit_code == 0
    assert len(json.loads((tmp_path / "keys.json").read_text())["rest"]) == 1  # and it left the key set
    store = Store(Settings(data_dir=tmp_path).database)
    with store.reading() as session:
        actions = [line.action for line in reversed(audit.trail(session)) if line.action != "take in"]
    store.close()
    kinds = ("rotate encryption key", "rotated files", "retire encryption key")
    assert actions == [*kinds, *kinds]


def test_keys_come_from_the_environment_a_file_or_a_command(tmp_path: Path) -> None:
    keys = json.dumps({"rest": [NEXT]})
    file = tmp_path / "elsewhere.json"
    file.write_text(keys)
    for n, source in enumerate(
        ({"QA_KEYS": keys}, {"QA_KEYS_FILE": str(file)}, {"QA_KEYS_COMMAND": f"cat '{file}'"}), 1
    ):
        ingest(tmp_path, f"c{n}", **FIRST, **source)
        assert status(tmp_path, **FIRST, **source) == {NEXT_ID: ("current", n), ID: ("former", 0)}
        assert f"{NEXT_ID} is the current key" in run(tmp_path, "encryption", "rotate", **FIRST, **source).stdout
        assert not (tmp_path / "keys.json").exists()


def test_a_key_set_that_names_all_purposes_needs_no_secret(tmp_path: Path) -> None:
    keys = {"rest": "r" * 32, "pseudonyms": "p" * 32, "audit": ["a" * 32, "b" * 32]}
    ingest(tmp_path, "c1", QA_KEYS=json.dumps(keys))
    assert not (tmp_path / "secret.key").exists()
    assert run(tmp_path, "audit", "verify", QA_KEYS=json.dumps(keys)).exit_code == 0
    keys["audit"] = ["c" * 32, "a" * 32]
    assert run(tmp_path, "audit", "verify", QA_KEYS=json.dumps(keys)).exit_code == 0  # what the former key sealed holds
    keys["audit"] = ["d" * 32]
    assert run(tmp_path, "audit", "verify", QA_KEYS=json.dumps(keys)).exit_code == 1
    other = refused(tmp_path, "ingest", "x.json", QA_KEYS=json.dumps({**keys, "pseudonyms": "q" * 32}))
    assert "is not the one that this database was filled with" in other


def test_the_former_secret_goes_on_behind_a_key_set(tmp_path: Path) -> None:
    ingest(tmp_path, "c1", **FIRST)
    both = {**FIRST, "QA_KEYS": json.dumps({"rest": [NEXT]})}
    ingest(tmp_path, "c2", **both)
    assert status(tmp_path, **both) == {NEXT_ID: ("current", 1), ID: ("former", 1)}
    store = Store(Settings(data_dir=tmp_path).database)
    with store.reading() as session:
        names = set(session.exec(select(InteractionRow.customer)))
    store.close()
    assert names == {Pseudonyms(SECRET.encode()).of("acme", "rossi")}


@pytest.mark.parametrize("command", [["serve"], ["worker"], ["ingest", "chat.json"], ["encryption", "rotate"]])
def test_a_missing_key_is_one_sentence_at_the_start(tmp_path: Path, command: list[str]) -> None:
    both = {**FIRST, "QA_KEYS": json.dumps({"rest": [NEXT]})}
    ingest(tmp_path, "c1", **both)
    assert f"sealed with the key {NEXT_ID}, which is not in the key set" in refused(tmp_path, *command, **FIRST)
    assert status(tmp_path, **FIRST) == {ID: ("current", 0), NEXT_ID: ("missing", 1)}
    assert run(tmp_path, "encryption", "retire", NEXT_ID, "--lost", **FIRST).exit_code == 0
    ingest(tmp_path, "c2", **FIRST)


@pytest.mark.parametrize(
    ("sources", "sentence"),
    [
        ({"QA_KEYS": "{"}, "QA_KEYS: the key set is no JSON"),
        ({"QA_KEYS": "[]"}, "QA_KEYS: the key set is no JSON object"),
        ({"QA_KEYS": '{"rest": "short"}'}, "QA_KEYS: rest: a secret has fewer than 32 characters"),
        ({"QA_KEYS": json.dumps({"rest": [NEXT, NEXT]})}, "a secret stands there twice"),
        ({"QA_KEYS": json.dumps({"pseudonyms": [NEXT, SECRET]})}, "cannot be rotated"),
        ({"QA_KEYS": '{"backups": "x"}'}, "backups is no purpose of a key"),
        ({"QA_KEYS": "{}", "QA_KEYS_FILE": "x"}, "keys come from one place, and two are set"),
        ({"QA_KEYS_FILE": "/absent/keys.json"}, "the file of keys cannot be read (no such file or directory)"),
        ({"QA_KEYS_COMMAND": "false"}, "the command of the keys ended with exit status 1"),
        ({"QA_KEYS_COMMAND": "/absent"}, "the command of the keys cannot be run"),
        ({"QA_KEYS_COMMAND": "echo secret-words; id"}, "the key set is no JSON"),
    ],
)
def test_keys_that_cannot_be_used_are_refused_in_a_sentence_without_them(
    tmp_path: Path, sources: dict[str, str], sentence: str
) -> None:
    (tmp_path / "chat.json").write_text(json.dumps(CHAT))
    said = refused(tmp_path, "ingest", str(tmp_path / "chat.json"), **FIRST, **sources)
    assert sentence in said
    for secret in (NEXT, "short", "secret-words"):
        assert secret not in said


def test_a_command_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa_service.bootstrap.key_source._SECONDS", 0.2)
    said = refused(tmp_path, "encryption", "rotate", **FIRST, QA_KEYS_COMMAND="sleep 60")
    assert "took longer than 30 seconds" in said


def test_what_the_one_secret_makes_is_what_it_always_made() -> None:
    """Made by version 0.4.0: pseudonyms, masked ids, seals and the key of the audit trail under a known secret."""
    secret = b"a secret of the tests, long enough for anyone"
    names = Pseudonyms(secret)
    made = (names.of("acme", "rossi"), names.of_id("c1"), names.of_agent("acme", "a1"), audit_key(secret).hex()[:16])
    assert made == MADE
    assert Seal(secret).open(bytes.fromhex(SEALED), "work/x/1/document") == b"parola"
