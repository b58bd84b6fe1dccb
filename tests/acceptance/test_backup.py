"""Backups are made while the service works and are played back whole, on both databases."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from qa_service.bootstrap import service
from qa_service.domain.interaction import Channel, GivenTurn, Interaction, Party
from qa_service.settings import Settings
from qa_service.store import audit, heartbeats
from qa_service.store.tables import InteractionRow
from tests.acceptance.shell import refused, run
from tests.databases import KINDS, fresh

PASSPHRASE = "a passphrase of the tests"
SECRET = "1" * 32
SOUND = b"sound of a call " * 10_000
ROOT = Path(__file__).parents[2]


class Place:
    """An installation: a folder and a database."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        folder.mkdir(exist_ok=True)
        own = {"QA_DATABASE_AS_OWNER": "true"} if url.startswith("postgresql") else {}
        self.environment = {"QA_DATABASE_URL": url, "QA_SECRET": SECRET, "QA_BACKUP_PASSPHRASE": PASSPHRASE, **own}
        assert run(folder, "db", "upgrade", **self.environment).exit_code == 0

    def command(self, *words: str, **more: str) -> str:
        result = run(self.folder, *words, **{**self.environment, **more})
        assert result.exit_code == 0, result.exception
        return result.stdout

    def refused(self, *words: str, **more: str) -> str:
        return refused(self.folder, *words, **{**self.environment, **more})

    @property
    def deps(self) -> Any:
        settings = Settings(data_dir=self.folder, database_url=self.url, secret=SECRET, database_as_owner=True)
        return service.dependencies(settings)

    def fill(self, count: int) -> list[str]:
        """Calls and chats; their numbers."""
        deps, ids = self.deps, []
        for number in range(count):
            sound = deps.blobs.put("acme", [SOUND, bytes([number])], 10**9)
            call = Interaction(id=f"call-{number}", client="acme", channel=Channel.CALL, customer="rossi")
            turns = (GivenTurn(speaker=Party.CUSTOMER, text=f"parola {number}"),)
            chat = Interaction(id=f"chat-{number}", client="acme", channel=Channel.CHAT, turns=turns)
            with deps.store.transaction() as session:
                ids += [
                    str(deps.intake.accept(session, item, stored)[0].id)
                    for item, stored in ((call, sound), (chat, None))
                ]
        deps.store.close()
        return ids

    def content(self) -> dict[str, Any]:
        """All interactions with their recordings and waiting words."""
        deps = self.deps
        with deps.store.reading() as session:
            rows = session.exec(select(InteractionRow)).all()
        content = {
            str(row.id): (row.external_id, row.customer, deps.blobs.read(row.recording_key))
            if row.recording_key
            else (row.external_id, row.customer, deps.staging.get(row.id, row.run, "document"))
            for row in rows
        }
        deps.store.close()
        return content


@pytest.fixture(params=KINDS)
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Place, Place]]:
    """One that is filled, and an empty one of the same kind."""
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    with fresh(request.param, first) as one, fresh(request.param, second) as other:
        yield Place(first, one), Place(second, other)


def test_a_backup_is_played_back_whole_elsewhere(places: tuple[Place, Place], tmp_path: Path) -> None:
    first, second = places
    first.fill(3)
    target = str(tmp_path / "copies")
    assert "the keys of the installation are not in it" in first.command("backup", target)
    assert "6 files" in first.command("backup", "create", target)
    lying = [path for path in (tmp_path / "copies").rglob("*") if path.is_file()]
    assert sum("objects" in path.parts for path in lying) == 6  # the second time none was copied again
    assert not any(needle in path.read_bytes() for path in lying for needle in (b"sound of a call", b"acme", b"call-0"))
    assert not any(path.stat().st_mode & 0o077 for path in lying)
    said = second.command("restore", target)
    assert "0 interactions were erased again" in said
    assert second.content() == first.content()
    assert len(second.content()) == 6
    assert second.command("audit", "verify").startswith("intact")
    assert second.command("encryption", "status")
    deps = second.deps
    with deps.store.reading() as session:
        (line, *_) = audit.trail(session, subject="backup")
    deps.store.close()
    assert line.action == "restore backup"


def test_what_was_erased_since_is_erased_again(places: tuple[Place, Place], tmp_path: Path) -> None:
    first, second = places
    gone, since, *_ = first.fill(2)
    target = str(tmp_path / "copies")
    first.command("backup", target)
    assert "there are interactions in this installation; with --over" in first.refused("restore", target)
    first.command("erase", gone, "--yes")
    before = first.content()
    assert "1 interactions were erased again" in first.command("restore", target, "--over")  # it knows by itself
    assert first.content() == before
    first.command("erase", since, "--yes")
    exported = tmp_path / "audit.jsonl"
    exported.write_text(first.command("audit", "export"))
    # On another machine: by an export of the trail, or by what lies beside the backups.
    assert "0 interactions were erased again" in second.command("restore", target)
    assert second.content().keys() == {gone, *first.content(), since}
    said = second.command("restore", target, "--over", "--erasures", str(exported))
    assert "2 interactions were erased again" in said
    assert second.content() == first.content()
    assert "2 erasures are new there" in first.command("backup", "create", target, "--erasures-only")
    assert "2 interactions were erased again" in second.command("restore", target, "--over")
    assert second.content() == first.content()


@pytest.fixture
def filled(tmp_path: Path) -> Place:
    place = Place(tmp_path / "one", f"sqlite:///{tmp_path / 'one' / 'qa.db'}")
    place.fill(2)
    return place


@pytest.fixture
def other(tmp_path: Path) -> Place:
    return Place(tmp_path / "two", f"sqlite:///{tmp_path / 'two' / 'qa.db'}")


WRITER = """
import sys, time
from pathlib import Path
from tests.acceptance.test_backup import Place, SECRET
from qa_service.domain.interaction import Channel, GivenTurn, Interaction
place = Place(Path(sys.argv[1]), sys.argv[2]); deps = place.deps; number = 0
while True:
    sound = deps.blobs.put("acme", [b"written meanwhile", str(number).encode()], 10**9)
    call = Interaction(id=f"w-{number}", client="acme", channel=Channel.CALL)
    with deps.store.transaction() as session:
        deps.intake.accept(session, call, sound)
    number += 1
    print(number, flush=True)
"""


def test_with_a_writer_at_work_the_copy_is_of_one_moment(filled: Place, other: Place, tmp_path: Path) -> None:
    words = [sys.executable, "-c", WRITER, str(filled.folder), filled.url]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for _ in range(5):
            writer.stdout.readline()
        for _ in range(2):
            filled.command("backup", str(tmp_path / "copies"))
        between = int(writer.stdout.readline())
        writer.kill()
        more = len(writer.stdout.read().splitlines()) + between
    other.command("restore", str(tmp_path / "copies"))
    content, whole = other.content(), filled.content()
    assert content.items() <= whole.items()  # every recording that it names is there, and is the right one
    assert 4 + 5 <= len(content) <= 4 + more + 1
    with closing(sqlite3.connect(other.folder / "qa.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert other.command("audit", "verify").startswith("intact")


@pytest.mark.parametrize("part", ["objects", "database", "manifest.json"])
@pytest.mark.parametrize("how", ["changed", "cut", "gone"])
def test_what_is_damaged_is_told_before_anything_is_touched(
    filled: Place, other: Place, tmp_path: Path, part: str, how: str
) -> None:
    filled.command("backup", str(tmp_path / "copies"))
    other.fill(1)
    before = other.content()
    damaged = sorted(path for path in (tmp_path / "copies").rglob("*") if part in str(path) and path.is_file())[-1]
    if how == "gone":
        damaged.unlink()
    else:
        data = damaged.read_bytes()
        damaged.write_bytes(data[:-20] if how == "cut" else data[:-20] + bytes([data[-20] ^ 1]) + data[-19:])
    assert other.refused("restore", str(tmp_path / "copies"), "--over")
    assert other.content() == before


def test_another_passphrase_or_none_is_refused(filled: Place, tmp_path: Path) -> None:
    target = str(tmp_path / "copies")
    assert "16 characters or more" in filled.refused("backup", target, QA_BACKUP_PASSPHRASE="")
    filled.command("backup", target)
    wrong = "another passphrase of the tests"
    for words in (["backup", target], ["backup", "list", target], ["restore", target, "--over"]):
        assert "the passphrase is not the one of these backups" in filled.refused(*words, QA_BACKUP_PASSPHRASE=wrong)


def test_under_another_secret_nothing_is_played_back_unless_the_keys_are_in_the_backup(
    filled: Place, other: Place, tmp_path: Path
) -> None:
    target = str(tmp_path / "copies")
    filled.command("backup", target)
    assert "made under another secret" in other.refused("restore", target, QA_SECRET="2" * 32)
    assert "made under another secret" in other.refused("restore", target, QA_SECRET="")
    assert "the keys are not in this backup" in other.refused("restore", target, "--keys", QA_SECRET="")
    filled.command("backup", target, "--with-keys")
    other.command("restore", target, "--keys", QA_SECRET="")
    assert (other.folder / "secret.key").read_text() == SECRET
    assert other.content() == filled.content()


def test_what_is_played_back_is_sealed_with_the_key_of_now(filled: Place, other: Place, tmp_path: Path) -> None:
    """A backup has a key of its own: what became of the installation's does not matter."""
    keys = {"QA_KEYS": json.dumps({"rest": ["n" * 32]})}
    filled.command("backup", str(tmp_path / "copies"))
    other.command("restore", str(tmp_path / "copies"), **keys)
    view = json.loads(other.command("encryption", "status", "--json", **keys))
    assert [(key["state"], key["files"]) for key in view["keys"]] == [("current", 4), ("former", 0)]


def test_old_backups_go_with_what_no_other_one_needs_and_the_newest_stays(filled: Place, tmp_path: Path) -> None:
    target = tmp_path / "copies"
    filled.command("backup", str(target))
    first = {path.name for path in (target / "objects").rglob("*") if path.is_file()}
    (gone, *_) = (id for id, row in filled.content().items() if row[0] == "call-0")
    filled.command("erase", gone, "--yes")
    filled.command("backup", str(target))
    assert "0 backups were removed" in filled.command("backup", "prune", str(target), "--keep-days", "1")
    assert {path.name for path in (target / "objects").rglob("*") if path.is_file()} == first
    assert "1 backups were removed" in filled.command("backup", "prune", str(target), "--keep-days", "0")
    left = {path.name for path in (target / "objects").rglob("*") if path.is_file()}
    assert len(first - left) == 1  # the recording that was erased is in no backup any more
    assert "0 backups were removed" in filled.command("backup", "prune", str(target), "--keep-days", "0")
    assert len(json.loads(filled.command("backup", "list", str(target), "--json"))["backups"]) == 1


def test_while_a_worker_lives_nothing_is_played_back(filled: Place, tmp_path: Path) -> None:
    filled.command("backup", str(tmp_path / "copies"))
    deps = filled.deps
    with deps.store.transaction() as session:
        heartbeats.record(session, "w1", None, at=heartbeats.moment(session))
    deps.store.close()
    assert "a worker is at work" in filled.refused("restore", str(tmp_path / "copies"), "--over")
