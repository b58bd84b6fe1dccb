"""Scheduled exports: at their hours by a clock of the test, to real places, whatever fails in between."""

import json
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
import obstore
import pytest
from sqlmodel import select

from qa_service.connectors.folder_target import FolderTarget
from qa_service.connectors.port import Opening
from qa_service.connectors.target_opening import opened_target
from qa_service.documents.schedules import ScheduledRunView
from qa_service.domain.connectors import ConnectorKind, ConnectorOptions
from qa_service.domain.schedules import Rhythm, RunState
from qa_service.errors import BadInput, Conflict, Withheld
from qa_service.services import schedule_running, schedule_runs, scheduled_exports
from qa_service.services.schedule_runs import ScheduleRuns
from qa_service.services.scheduled_exports import WantedSchedule
from qa_service.store import alarms, audit
from qa_service.store import scheduled_exports as rows
from qa_service.store.repository import Store
from qa_service.store.tables_events import EventRow
from tests.connectors.centre import NOON, Centre
from tests.connectors.mirror import Mirror
from tests.connectors.servers import Bucket, Sftp
from tests.store.test_exports import finished

DAY = timedelta(days=1)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that may be written to."""
    folder = tmp_path / "root" / "out"
    folder.mkdir(parents=True)
    return folder


def add(centre: Centre, place: Any, what: str = "interactions", kind: str = "folder", **more: Any) -> UUID:
    return scheduled_exports.add(centre.admin, WantedSchedule("test", what, kind, str(place), **more)).id


def run(centre: Centre, id: UUID, **how: Any) -> RunState | None:
    """As a worker does it, a second later than whatever was before."""
    centre.later(seconds=1)
    return schedule_running.run(schedule_runs.context_of(centre.admin.deps, "test"), id, **how)


def latest(centre: Centre, id: UUID) -> ScheduledRunView:
    return scheduled_exports.runs(centre.admin, id).items[0]


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


# --- when


@pytest.mark.parametrize(
    ("rhythm", "moment", "due"),
    [
        ({}, "2026-12-01T01:59:59", "2026-12-01T02:00:00"),  # three o'clock in Rome
        ({}, "2026-12-01T02:00:00", "2026-12-02T02:00:00"),
        ({"hour": 2}, "2026-03-28T12:00:00", "2026-03-29T01:00:00"),  # clocks skip two o'clock
        ({"hour": 2}, "2026-10-24T12:00:00", "2026-10-25T00:00:00"),  # and show it twice
        ({"every": "weekly", "weekday": 1}, "2026-12-01T12:00:00", "2026-12-07T02:00:00"),
        ({"every": "monthly", "day": 31}, "2027-02-01T12:00:00", "2027-02-28T02:00:00"),
        ({"every": "monthly", "day": 1, "hour": 0}, "2026-12-01T12:00:00", "2026-12-31T23:00:00"),
    ],
)
def test_it_is_due_on_the_clocks_of_the_centre(rhythm: dict[str, Any], moment: str, due: str) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert Rhythm.model_validate(rhythm).next_after(at, "Europe/Rome").isoformat()[:19] == due


def test_a_file_speaks_of_the_last_whole_day_week_or_month() -> None:
    tuesday = NOON.date()
    spans = [Rhythm.model_validate({"every": every}).days_before(tuesday) for every in ("daily", "weekly", "monthly")]
    assert [(str(span.since), str(span.until)) for span in spans] == [
        ("2026-11-30", "2026-12-01"),
        ("2026-11-23", "2026-11-30"),
        ("2026-11-01", "2026-12-01"),
    ]


def test_a_worker_runs_it_at_its_hour_and_not_before(store: Store, centre: Centre, out: Path) -> None:
    finished(store, "yesterday", started_at=NOON - timedelta(hours=9))
    id = add(centre, out, rhythm={"every": "daily", "hour": 20}, export={"format": "csv"})
    worker = ScheduleRuns(lambda: centre.admin.deps)
    assert _ticked(worker) == 0
    centre.later(hours=7, minutes=59)
    assert _ticked(worker) == 0
    centre.later(minutes=1)  # eight in the evening in Rome
    assert _ticked(worker) == 1
    assert _ticked(worker) == 0
    assert names(out) == ["interactions-2026-11-30-2026-11-30.csv"]
    assert scheduled_exports.show(centre.admin, id).due_at == NOON + timedelta(hours=32)
    centre.now += DAY
    assert _ticked(worker) == 1
    assert names(out)[1:] == ["interactions-2026-12-01-2026-12-01.csv"]
    assert "yesterday" in (out / names(out)[1]).read_text()
    assert latest(centre, id).state is RunState.DONE


def _ticked(worker: ScheduleRuns) -> int:
    """How many runs a look begins; it ends when they have."""
    before = threading.active_count()
    worker.tick(lambda: False)
    begun = [thread for thread in threading.enumerate() if thread.name == "scheduled export"]
    for thread in begun:
        thread.join(60)
    assert threading.active_count() <= before
    return len(begun)


# --- what


def test_the_warehouse_goes_out_like_any_other(store: Store, centre: Centre, out: Path, tmp_path: Path) -> None:
    for number in range(3):
        finished(store, f"chat-{number}")
    id = add(centre, out, "warehouse")
    assert run(centre, id) is RunState.DONE
    assert (latest(centre, id).state, latest(centre, id).failure) == (RunState.DONE, None)
    mirror = Mirror(lambda name: (out / name).read_bytes(), tmp_path)
    manifest = mirror.sync()
    assert manifest["names_agents"] is False  # no basis is recorded here
    assert mirror.rows("SELECT count(*), count(agent_key) FROM contacts") == [(3, 0)]
    assert run(centre, id) is RunState.DONE
    assert latest(centre, id).rows == 0
    scheduled_exports.run_soon(centre.admin, id, is_whole=True)
    run(centre, id)
    assert mirror.sync()["whole_since"] == 3
    assert run(centre, id) is RunState.DONE
    assert latest(centre, id).rows == 0  # written anew once


def test_the_same_days_again_take_the_place_of_the_file(store: Store, centre: Centre, out: Path) -> None:
    finished(store, "a", started_at=NOON - DAY)
    id = add(centre, out, export={"format": "parquet"})
    run(centre, id)
    finished(store, "b", started_at=NOON - DAY)
    run(centre, id)
    (name,) = names(out)
    assert duckdb.execute(f"SELECT id FROM '{out / name}' ORDER BY 1").fetchall() == [("a",), ("b",)]


def test_figures_of_workers_want_a_basis_when_ordered_and_whenever_they_go_out(centre: Centre, out: Path) -> None:
    with pytest.raises(Withheld):
        add(centre, out, "scorecard", export={"filters": {"agent": "a17"}})
    with pytest.raises(Withheld):
        add(centre, out, export={"filters": {"team": "nord"}})


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"what": "dreams"}, "what: is nothing that goes out"),
        ({"what": "warehouse", "export": {"format": "csv"}}, "export: holds all clients"),
        ({"export": {"filters": {"customer": "rossi", "client": "acme"}}}, "filters.customer"),
        ({"export": {"filters": {"since": "2026-01-01T00:00:00Z"}}}, "filters.since"),
        ({"rhythm": {"hour": 24}}, "rhythm.hour"),
        ({"rhythm": {"every": "hourly"}}, "rhythm.every"),
        ({"name": "No Name"}, "name"),
        ({"kind": "imap", "place": "imaps://a@mail.example/INBOX"}, "kind: takes no files"),
        ({"place": "/etc"}, "place: lies below none of the folders"),
        ({"kind": "sftp", "place": "sftp://a@files.example/out"}, "known_hosts"),
        ({"kind": "s3", "place": "s3://b/c", "secrets": {"access_key": "plain"}}, "secrets.access_key"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(centre: Centre, out: Path, wanted: dict[str, Any], told: str) -> None:
    values = {"name": "test", "what": "interactions", "kind": "folder", "place": str(out), **wanted}
    with pytest.raises(BadInput, match=told):
        scheduled_exports.add(centre.admin, WantedSchedule(**values))


def test_a_place_that_a_connector_reads_is_refused(centre: Centre, out: Path) -> None:
    centre.add("folder", str(out))
    (out / "below").mkdir()
    for place in (out, out / "below", out.parent):
        with pytest.raises(Conflict, match="takes files from there"):
            add(centre, place)


# --- what fails


def test_a_place_that_fails_is_tried_again_shown_and_rings(store: Store, centre: Centre, out: Path) -> None:
    id = add(centre, out, rhythm={"every": "weekly"})
    out.rename(out.with_name("away"))
    pauses = []
    for _ in range(5):
        assert run(centre, id) is RunState.FAILED
        pauses.append(scheduled_exports.show(centre.admin, id).due_at - centre.now)
        centre.now = scheduled_exports.show(centre.admin, id).due_at
    assert pauses == [timedelta(minutes=minutes) for minutes in (5, 10, 20, 40, 60)]
    view = scheduled_exports.show(centre.admin, id)
    assert (view.failures, view.failure) == (5, "place: is no folder; make it first")
    with store.reading() as session:
        (alarm,) = alarms.page(session, None).rows
        events = session.exec(select(EventRow)).all()
    assert (alarm.kind.value, alarm.detail) == ("export_failing", {"schedule": "test", "failures": 3})
    assert [(event.type.value, event.data["subject"]) for event in events] == [
        ("alarm.raised", "scheduled-export:test")
    ]
    out.with_name("away").rename(out)
    assert run(centre, id) is RunState.DONE
    view = scheduled_exports.show(centre.admin, id)
    assert (view.failures, view.failure) == (0, None)
    assert view.due_at - centre.now > DAY
    assert [run.state for run in scheduled_exports.runs(centre.admin, id).items] == [RunState.DONE] + [
        RunState.FAILED
    ] * 5


def test_one_process_runs_it_and_a_dead_one_is_followed(store: Store, centre: Centre, out: Path) -> None:
    id = add(centre, out)
    with store.transaction() as session:
        assert rows.take(session, id, "other", centre.now)
        rows.begin_run(session, rows.get(session, id), centre.now)
    assert run(centre, id) is None
    centre.later(minutes=2)
    assert run(centre, id) is RunState.DONE
    assert [run.state for run in scheduled_exports.runs(centre.admin, id).items] == [RunState.DONE, RunState.STOPPED]


def test_a_worker_that_is_told_to_stop_gives_it_back(store: Store, centre: Centre, out: Path) -> None:
    finished(store, "a")
    id = add(centre, out, "warehouse")
    assert run(centre, id, stopped=lambda: True) is RunState.STOPPED
    assert names(out) == []
    assert run(centre, id) is RunState.DONE


def test_what_is_erased_while_it_runs_goes_right_after_it(
    store: Store, centre: Centre, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished(store, "a")
    id = add(centre, out, "warehouse", rhythm={"every": "monthly"})
    put = FolderTarget.put

    def slow(target: FolderTarget, file: Path, name: str) -> None:
        put(target, file, name)
        with store.transaction() as session:  # as a use case writes it down
            audit.note(session, "user:anna", "erase", "x", "acme")

    monkeypatch.setattr(FolderTarget, "put", slow)
    assert run(centre, id) is RunState.DONE
    assert scheduled_exports.show(centre.admin, id).due_at == centre.now
    monkeypatch.undo()
    assert run(centre, id) is RunState.DONE
    assert scheduled_exports.show(centre.admin, id).due_at > centre.now + DAY


def test_removed_it_leaves_what_it_wrote(store: Store, centre: Centre, out: Path) -> None:
    finished(store, "a")
    id = add(centre, out, "warehouse")
    run(centre, id)
    written = names(out)
    scheduled_exports.remove(centre.admin, id)
    assert scheduled_exports.listed(centre.admin).items == []
    assert names(out) == written


def test_a_link_out_of_the_place_is_not_followed(store: Store, centre: Centre, out: Path, tmp_path: Path) -> None:
    finished(store, "a")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (out / "contacts").symlink_to(elsewhere)
    id = add(centre, out, "warehouse")
    assert run(centre, id) is RunState.FAILED
    assert latest(centre, id).failure == "a folder of the place is a link to elsewhere"
    assert names(elsewhere) == []


# --- real servers


def test_s3(store: Store, centre: Centre, s3: Bucket, tmp_path: Path) -> None:
    for number in range(3):
        finished(store, f"chat-{number}")
    options = {"endpoint": s3.endpoint, "region": "us-east-1"}
    secrets = {"access_key": centre.secret("test"), "secret_key": "file:secret"}
    place = f"s3://{s3.name}/dwh-{store._engine.dialect.name}"
    id = add(centre, place, "warehouse", "s3", options=options, secrets=secrets)
    assert run(centre, id) is RunState.DONE, latest(centre, id).failure

    def read(name: str) -> bytes:
        return bytes(obstore.get(s3.store, f"{place.rpartition('/')[2]}/{name}").bytes())

    mirror = Mirror(read, tmp_path)
    manifest = mirror.sync()
    assert mirror.count("contacts") == 3
    scheduled_exports.run_soon(centre.admin, id, is_whole=True)
    assert run(centre, id) is RunState.DONE
    former = manifest["tables"]["contacts"]["files"][0]["name"]
    with pytest.raises(FileNotFoundError):
        read(former)
    mirror.sync()
    assert mirror.count("contacts") == 3


def test_s3_that_is_not_there_fails_with_a_sentence(centre: Centre, s3: Bucket) -> None:
    options = {"endpoint": s3.endpoint}
    secrets = {"access_key": centre.secret("test"), "secret_key": "file:secret"}
    id = add(centre, "s3://nobodys-bucket/out", "warehouse", "s3", options=options, secrets=secrets)
    assert run(centre, id) is RunState.FAILED
    assert latest(centre, id).failure


def test_sftp(store: Store, centre: Centre, sftp: Sftp, tmp_path: Path) -> None:
    finished(store, "chat-1")
    options, secrets = {"known_hosts": sftp.known_hosts}, {"key": centre.secret(sftp.key)}
    id = add(centre, f"{sftp.place}/deep/out", "warehouse", "sftp", options=options, secrets=secrets)
    assert run(centre, id) is RunState.DONE, latest(centre, id).failure
    folder = sftp.folder / "deep" / "out"
    mirror = Mirror(lambda name: (folder / name).read_bytes(), tmp_path)
    mirror.sync()
    assert mirror.count("contacts") == 1
    assert not [name for name in names(folder) if name.endswith(".part")]
    before = json.loads((folder / "manifest.json").read_bytes())["run"]
    finished(store, "chat-2")
    assert run(centre, id) is RunState.DONE  # the manifest is replaced
    scheduled_exports.run_soon(centre.admin, id, is_whole=True)
    assert run(centre, id) is RunState.DONE  # and former files are removed
    assert json.loads((folder / "manifest.json").read_bytes())["run"] == before + 2
    mirror.sync()
    assert mirror.count("contacts") == 2
    named = {file["name"] for table in mirror.sync()["tables"].values() for file in table["files"]}
    assert set(names(folder)) == named | {"manifest.json"}


def test_a_private_host_that_is_not_listed_is_not_written_to(centre: Centre, s3: Bucket, sftp: Sftp) -> None:
    options, secrets = {"known_hosts": sftp.known_hosts}, {"key": centre.secret(sftp.key)}
    id = add(centre, sftp.place, "warehouse", "sftp", options=options, secrets=secrets)
    centre.hosts = frozenset()
    assert run(centre, id) is RunState.FAILED
    assert "private address" in (latest(centre, id).failure or "")
    assert names(sftp.folder) == []


def test_a_large_file_arrives_whole(s3: Bucket, sftp: Sftp, tmp_path: Path) -> None:
    """Larger than a part of an upload in parts, and than what one message of SFTP holds."""
    large = tmp_path / "large"
    large.write_bytes(os.urandom(12_000_000))
    hosts = frozenset({"127.0.0.1"})
    options = ConnectorOptions(endpoint=s3.endpoint)
    keys = {"access_key": "test", "secret_key": "test"}
    bucket = opened_target(ConnectorKind.S3, Opening(f"s3://{s3.name}/large", options, keys, hosts))
    bucket.put(large, "a/large")
    assert bytes(obstore.get(s3.store, "large/a/large").bytes()) == large.read_bytes()
    known = ConnectorOptions(known_hosts=sftp.known_hosts)
    server = opened_target(ConnectorKind.SFTP, Opening(sftp.place, known, {"key": sftp.key}, hosts))
    server.put(large, "a/large")
    assert (sftp.folder / "a" / "large").read_bytes() == large.read_bytes()
    for target in (bucket, server):
        target.remove("a/large")
        target.remove("a/large")  # again is no fault
        target.close()
    assert names(sftp.folder) == []
