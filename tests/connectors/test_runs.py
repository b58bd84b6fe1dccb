"""What holds for connectors of every kind: one process at a time, no secret kept, no stranger's data, alarms, kills."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import select

from qa_service.domain.connectors import ConnectorOptions, ObjectState, next_pause, working_time
from qa_service.domain.people import Role
from qa_service.errors import BadInput, Forbidden
from qa_service.services import connector_runs, connectors, pulling
from qa_service.services.access import Caller, CallerKind
from qa_service.services.connectors import WantedConnector
from qa_service.services.context import Context
from qa_service.store import connectors as rows
from qa_service.store import erase, erase_client
from qa_service.store.connectors import LEASE, LeaseLost
from qa_service.store.scope import Scope
from qa_service.store.tables import AuditRow, InteractionRow
from qa_service.store.tables_connectors import ConnectorObjectRow, ConnectorRow
from qa_service.store.tables_figures import AlarmRow
from tests.acceptance.chaos import ROOT
from tests.connectors.centre import NOON, Centre, chat


def _audit(centre: Centre, action: str) -> list[AuditRow]:
    with centre.store.reading() as session:
        return list(session.exec(select(AuditRow).where(AuditRow.action == action)))


def test_a_second_process_waits_until_the_lease_is_over(centre: Centre, watched: Path) -> None:
    (watched / "c1.json").write_bytes(chat("c1"))
    id = centre.add("folder", str(watched))
    with centre.store.transaction() as session:
        assert rows.take(session, id, "another", centre.now)
        assert not rows.take(session, id, "we", centre.now + LEASE)
    assert centre.run() == {}
    centre.later(seconds=LEASE.total_seconds() + 1)
    assert centre.run() == {"accepted": 1}


def test_who_has_lost_the_lease_writes_nothing_more(centre: Centre, watched: Path) -> None:
    id = centre.add("folder", str(watched))
    with centre.store.transaction() as session:
        rows.take(session, id, "slow", centre.now)
    with centre.store.transaction() as session:
        rows.take(session, id, "other", centre.now + timedelta(minutes=5))
    with pytest.raises(LeaseLost):
        _brought_by(centre, id, "slow")
    assert centre.view().new_at is None


def _brought_by(centre: Centre, id: UUID, holder: str) -> None:
    with centre.store.transaction() as session:
        rows.brought(session, id, centre.now)
        rows.renew(session, id, holder, centre.now)


def test_one_that_is_switched_off_while_it_runs_stops(centre: Centre, watched: Path) -> None:
    for number in range(3):
        (watched / f"c{number}.json").write_bytes(chat(f"c{number}"))
    id = centre.add("folder", str(watched))

    def stopped() -> bool:
        if centre.interactions():
            connectors.switch(centre.admin, id, is_on=False)
        return False

    counts = centre.run(stopped=stopped)
    assert counts["taken away"] == 1
    assert len(centre.interactions()) == 1


def test_a_document_that_names_another_client_is_refused(centre: Centre, watched: Path) -> None:
    (watched / "c1.json").write_bytes(chat("c1", client="globex"))
    centre.add("folder", str(watched))
    assert centre.run() == {"refused": 1}
    assert centre.interactions() == []


@pytest.mark.parametrize("kind", CallerKind)
def test_an_administrator_of_one_client_sets_up_no_connector(centre: Centre, watched: Path, kind: CallerKind) -> None:
    caller = Caller("eva", Role.ADMIN, "acme", kind=kind)
    context = replace(centre.admin, caller=caller)
    with pytest.raises(Forbidden):
        connectors.add(context, WantedConnector("x", "folder", str(watched), "acme"))
    with pytest.raises(Forbidden):
        connectors.listed(context)


def test_rows_of_another_client_are_out_of_reach(centre: Centre, watched: Path) -> None:
    (watched / "c1.json").write_bytes(chat("c1"))
    centre.add("folder", str(watched))
    centre.run()
    with centre.store.reading(Scope("globex")) as session:
        assert not session.exec(select(ConnectorRow)).all()
        assert not session.exec(select(ConnectorObjectRow)).all()


def test_what_was_erased_does_not_come_back_and_a_client_goes_with_its_connectors(
    centre: Centre, watched: Path
) -> None:
    (watched / "rossi-3331234567.json").write_bytes(chat("c1"))
    centre.add("folder", str(watched))
    centre.run()
    assert [row.name for row in centre.objects()] == [None], "of what is taken no name is kept"
    with centre.store.transaction() as session:
        row = session.exec(select(InteractionRow)).one()
        erase.erase(session, row.id, centre.intake.blobs, centre.intake.staging)
    assert centre.run() == {}
    assert centre.interactions() == []
    with centre.store.transaction() as session:
        erase_client.the_rest(session, "acme")
    assert centre.objects() == []


def test_secrets_are_named_and_never_kept(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONNECTOR_MAIL", "geheim-wort")
    place = "imaps://centre@192.0.2.1/INBOX"
    centre.add("imap", place, secrets={"password": "env:CONNECTOR_MAIL"})
    with centre.store.reading() as session:
        row = rows.get(session, centre.ids["test"])
        trail = [line.detail for line in session.exec(select(AuditRow))]
    assert "geheim-wort" not in json.dumps([row.secrets, row.options, row.place, trail])
    for reference in ("geheim-wort", "env:QA_SECRET", "env:PATH", "file:../../etc/passwd", "file:/etc/passwd"):
        with pytest.raises(BadInput, match="is no reference to a secret"):
            centre.add("imap", place, name="other", secrets={"password": reference})
    with pytest.raises(BadInput, match="holds a password"):
        centre.add("imap", "imaps://centre:geheim@192.0.2.1/INBOX", name="third")


@pytest.mark.parametrize("host", ["10.0.0.5", "169.254.169.254", "[::1]", "[::ffff:10.0.0.5]", "0.0.0.0"])
def test_private_addresses_are_not_contacted_unless_listed(centre: Centre, host: str) -> None:
    secret = centre.secret("x")
    centre.add("imap", f"imaps://a@{host}/INBOX", name="imap", secrets={"password": secret})
    known = "server ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEZpcnN0IGtleSBvZiB0aGUgdGVzdHMgaGVyZSEhISEh"
    centre.add("sftp", f"sftp://a@{host}/x", name="sftp", secrets={"password": secret}, known_hosts=known)
    centre.add("s3", "s3://bucket/x", name="s3", endpoint=f"https://{host}")
    for name in ("imap", "sftp", "s3"):
        assert centre.run(name) == {}
        assert "private address" in str(centre.view(name).failure), name


def test_a_silence_in_working_hours_rings_once_and_again_after_the_next(centre: Centre, watched: Path) -> None:
    centre.add("folder", str(watched), silence_hours=4)  # from 12:00 of a Tuesday on

    def alarms() -> list[str]:
        with centre.store.reading() as session:
            return [row.kind.value for row in session.exec(select(AlarmRow))]

    centre.later(hours=3)
    centre.run()
    assert alarms() == []
    centre.later(hours=1)
    centre.run()
    centre.later(hours=1)
    centre.run()
    assert alarms() == ["connector_silent"]
    (watched / "c1.json").write_bytes(chat("c1"))
    centre.run()  # 17:00
    centre.later(hours=14)
    centre.run()  # 7:00 of Wednesday: three working hours later
    assert len(alarms()) == 1
    centre.later(hours=2)
    centre.run()
    assert alarms() == ["connector_silent"] * 2
    assert len(_audit(centre, "raise alarm")) == 2


def test_failures_in_a_row_ring_and_are_tried_ever_less_often(centre: Centre, watched: Path) -> None:
    centre.add("folder", str(watched), failures_alarm=3, every_seconds=60)
    watched.rmdir()
    for _ in range(4):
        centre.run()
        centre.later(hours=1)
    view = centre.view()
    assert (view.failures, view.failure is None) == (4, False)
    assert view.due_at > centre.now - timedelta(hours=1) + timedelta(seconds=60)
    with centre.store.reading() as session:
        assert [row.kind.value for row in session.exec(select(AlarmRow))] == ["connector_failing"]
    watched.mkdir()
    centre.run()
    assert centre.view().failures == 0


def test_an_object_that_every_process_dies_with_is_refused_in_the_end(
    centre: Centre, watched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """As if the process ended here: nothing is written down any more."""

    (watched / "a-poison.json").write_bytes(chat("poison"))
    (watched / "b-good.json").write_bytes(chat("good"))
    centre.add("folder", str(watched))

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("qa_service.services.pulled_objects.ObjectReader.take", die)
        for _ in range(10):
            with pytest.raises(Killed):
                centre.run()
            centre.later(minutes=5)
    assert centre.run() == {"refused": 1, "accepted": 1}
    assert centre.interactions() == ["good"]


def test_the_worker_runs_what_is_due_and_lists_all_every_night(centre: Centre, watched: Path) -> None:
    (watched / "c1.json").write_bytes(chat("c1"))
    centre.add("folder", str(watched))
    runs = connector_runs.ConnectorRuns(lambda: centre.admin.deps)

    def round_() -> None:
        runs.tick(lambda: False)
        for thread in list(runs._running.values()):
            thread.join()

    round_()
    assert centre.interactions() == ["c1"]
    first = centre.view().reconciled
    assert first is not None
    assert (first.listed, first.accepted) == (1, 1)
    centre.now = datetime(2026, 12, 2, 0, 30, tzinfo=UTC)  # half past one in Rome
    round_()
    assert centre.view().reconciled == first
    centre.now += timedelta(hours=1)
    round_()
    round_()
    assert centre.view().reconciled != first


def test_fifteen_kills_between_steps_lose_nothing_and_double_nothing() -> None:
    """Real processes, ended by SIGKILL at drawn steps; the program ends with an error where anything is amiss."""
    command = [sys.executable, "-m", "eval.bench.connectors", "--kills", "15", "--files", "120", "--seed", "7"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr[-2000:]
    killed, compared = (json.loads(line) for line in result.stdout.splitlines())
    assert killed["kills"] == 15
    assert killed["interactions"] == killed["ledger"]["accepted"] + killed["ledger"].get("unchanged", 0)
    assert (compared["listed"], compared["missing"]) == (120, 0)


def test_working_time_leaves_out_nights_and_weekends() -> None:
    """From Friday 18:00 to Monday 10:00 of Rome, 8 to 20: two hours of Friday and two of Monday."""
    friday, monday = datetime(2026, 12, 4, 17, tzinfo=UTC), datetime(2026, 12, 7, 9, tzinfo=UTC)
    assert working_time(friday, monday, ConnectorOptions(), "Europe/Rome") == timedelta(hours=4)


def test_pauses_double_and_end_at_an_hour_more() -> None:
    options = ConnectorOptions(every_seconds=60)
    assert [next_pause(options, n).total_seconds() for n in (0, 1, 2, 20)] == [60, 120, 240, 3660]


def test_no_state_is_left_out_of_the_counts(centre: Centre, watched: Path) -> None:
    centre.add("folder", str(watched))
    assert set(centre.view().objects) == set(ObjectState)


def test_a_context_of_a_connector_reaches_its_client_alone(centre: Centre, watched: Path) -> None:
    centre.add("folder", str(watched))
    with centre.store.reading() as session:
        row = rows.get(session, centre.ids["test"])
    context: Context = connector_runs.context_of(centre.admin.deps, row)
    assert (context.caller.client, context.caller.actor) == ("acme", "job:connector-test")
    with pytest.raises(Forbidden):
        connectors.listed(context)
    assert pulling.run(context, row.id) == {}
    assert centre.now == NOON
