"""Exports over HTTP, made by a real worker: asked for, watched, fetched; nothing in them that the role may not see."""

import csv
import io
import signal
import time
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pypdfium2
import pytest

from qa_service.domain.exports import Format, Kind
from qa_service.domain.interaction import State
from qa_service.domain.people import Role
from qa_service.store import audit, exports, interactions, migrations, packs, results
from qa_service.store.exports import Order
from qa_service.store.tables import now
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built, settled
from tests.databases import KINDS, fresh
from tests.stages import PlainStages
from tests.store.test_interactions import bare


def chat(id: str, client: str = "acme", **values: Any) -> dict[str, Any]:
    turns = [{"speaker": "agent", "text": "buongiorno"}, {"speaker": "customer", "text": "sono il 3331234567"}]
    return {"id": id, "client": client, "channel": "chat", "agent": "a1", "team": "nord", "turns": turns, **values}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house, house.worker():
        with house.user() as admin:
            given = [chat("one"), chat("two", team="sud", agent="a2"), chat("three", "other")]
            for sent in [admin.post("/v1/interactions", json=document) for document in given]:
                settled(admin, sent.headers["location"])
        yield house


def fetched(user: httpx.Client, **wanted: Any) -> httpx.Response:
    """Ask, wait, fetch."""
    asked = user.post("/v1/exports", json=wanted)
    assert asked.status_code == 202, asked.text
    done = settled(user, asked.headers["location"])
    assert done["state"] == "done", done["failure"]
    return user.get(done["links"]["file"]).raise_for_status()


def ids(answer: httpx.Response) -> set[str]:
    return {row["id"] for row in csv.DictReader(io.StringIO(answer.text))}


def test_an_export_is_asked_for_watched_and_fetched(house: House) -> None:
    with house.user() as admin:
        answer = fetched(admin, kind="interactions", filters={"client": "acme"})
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.headers["content-disposition"].startswith('attachment; filename="interactions-')
        assert ids(answer) == {"one", "two"}
        newest = admin.get("/v1/exports").json()["items"][0]
    assert (newest["kind"], newest["format"], newest["done"], newest["total"]) == ("interactions", "csv", 2, 2)
    assert newest["expires_at"] > newest["done_at"]


@pytest.mark.parametrize(
    ("wanted", "begins"),
    [
        ({"kind": "interactions", "format": "jsonl"}, b'{"uuid": '),
        ({"kind": "interactions", "format": "parquet"}, b"PAR1"),
        ({"kind": "interactions", "format": "xlsx"}, b"PK"),
        ({"kind": "analyses"}, b'{"schema": "qa-analysis/1"'),
        ({"kind": "scorecard", "filters": {"client": "acme"}}, b"%PDF-"),
        ({"kind": "scorecard", "filters": {"agent": "a1"}, "format": "xlsx"}, b"PK"),
        ({"kind": "report", "filters": {"client": "acme"}, "language": "en"}, b"%PDF-"),
        ({"kind": "kpis", "filters": {"client": "acme"}}, b"PK"),
        ({"kind": "kpis", "filters": {"client": "acme"}, "format": "csv"}, b"pack,aspect,id,name,unit,value"),
        ({"kind": "kpis", "filters": {"client": "acme"}, "format": "pdf", "kpi_pack": "agcom-255-24"}, b"%PDF-"),
        ({"kind": "pack", "topics": ["intent:billing"]}, b"PK"),
        ({"kind": "pack", "format": "jsonl", "topics": ["intent:billing"]}, b'{"schema": "qa-training/1"'),
        ({"kind": "labelstudio"}, b"["),
        ({"kind": "labelstudio", "format": "xml"}, b"<View>"),
    ],
)
def test_every_kind_in_every_form(house: House, wanted: dict[str, Any], begins: bytes) -> None:
    with house.user() as admin:
        assert fetched(admin, **wanted).content.startswith(begins)


def test_a_client_organisation_gets_its_own_and_no_agent(house: House) -> None:
    with house.user(Role.CLIENT_VIEWER, "acme") as viewer:
        table = fetched(viewer, kind="interactions")
        assert ids(table) == {"one", "two"}
        for kind in ("interactions", "analyses"):
            content = fetched(viewer, kind=kind, format="jsonl").text
            assert '"a1"' not in content
            assert '"nord"' not in content
        report = fetched(viewer, kind="report", filters={"client": "acme"})
        assert "acme" in pypdfium2.PdfDocument(report.content)[0].get_textpage().get_text_range()


def test_a_team_leader_gets_the_team(house: House) -> None:
    with house.user(Role.TEAM_LEADER, bound="nord") as leader:
        assert ids(fetched(leader, kind="interactions", filters={"client": "acme"})) == {"one"}


@pytest.mark.parametrize(
    ("role", "client", "wanted", "status"),
    [
        (Role.CLIENT_VIEWER, "acme", {"kind": "interactions", "filters": {"client": "other"}}, 403),
        (Role.CLIENT_VIEWER, "acme", {"kind": "interactions", "filters": {"agent": "a1"}}, 403),
        (Role.CLIENT_VIEWER, "acme", {"kind": "scorecard", "filters": {"team": "nord"}}, 403),
        (Role.CLIENT_VIEWER, "acme", {"kind": "pack"}, 403),
        (Role.CLIENT_VIEWER, "acme", {"kind": "labelstudio"}, 403),
        (Role.COACH, None, {"kind": "labelstudio"}, 403),
        (Role.COACH, None, {"kind": "scorecard", "filters": {"agent": "a1"}}, 403),
        (Role.COACH, None, {"kind": "report", "filters": {"client": "acme"}}, 403),
        (Role.COACH, None, {"kind": "kpis", "filters": {"client": "acme"}}, 403),
        (Role.AGENT, None, {"kind": "kpis", "filters": {"client": "acme"}}, 403),
        (Role.CLIENT_VIEWER, "acme", {"kind": "kpis", "filters": {"client": "other"}}, 403),
        (Role.QA, None, {"kind": "kpis"}, 422),
        (Role.QA, None, {"kind": "kpis", "kpi_pack": "none", "filters": {"client": "acme"}}, 422),
        (Role.QA, None, {"kind": "report"}, 422),
        (Role.QA, None, {"kind": "scorecard"}, 422),
        (Role.QA, None, {"kind": "pack", "format": "pdf"}, 422),
        (Role.QA, None, {"kind": "interactions", "filters": {"intent": "no such"}}, 422),
        (Role.QA, None, {"kind": "interactions", "filters": {"customer": "rossi"}}, 422),
        (Role.QA, None, {"kind": "interactions", "filters": {"word": "x"}}, 422),
        (Role.QA, None, {"kind": "pack", "pack": str(UUID(int=1))}, 404),
    ],
)
def test_what_a_role_may_not_have_is_refused(
    house: House, role: Role, client: str | None, wanted: dict[str, Any], status: int
) -> None:
    with house.user(role, client) as user:
        answer = user.post("/v1/exports", json=wanted)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_nobody_sees_the_exports_of_others_but_an_administrator(house: House) -> None:
    with house.user(Role.QA) as qa, house.user(Role.COACH) as coach, house.user() as admin:
        where = qa.post("/v1/exports", json={"kind": "labelstudio", "format": "xml"}).headers["location"]
        settled(qa, where)
        assert coach.get(where).status_code == coach.get(f"{where}/file").status_code == 404
        assert where not in {one["links"]["export"] for one in coach.get("/v1/exports").json()["items"]}
        assert admin.get(f"{where}/file").status_code == 200
    with house.service.store.reading() as session:
        trail = audit.trail(session, subject=where.rpartition("/")[2])
    assert [line.action for line in trail] == ["fetch export", "export"]
    assert trail[1].detail == {"kind": "labelstudio", "format": "xml"}
    assert trail[0].actor != trail[1].actor


def test_a_failed_export_says_why_and_an_old_one_is_gone(house: House) -> None:
    with house.user(Role.QA) as qa:
        where = qa.post("/v1/exports", json={"kind": "report", "filters": {"client": "nobody"}}).headers["location"]
        assert settled(qa, where)["failure"] == "no finished interaction of client 'nobody' is visible here"
        refused = qa.get(f"{where}/file")
        assert (refused.status_code, refused.json()["state"]) == (409, "failed")
        where = qa.post("/v1/exports", json={"kind": "labelstudio", "format": "xml"}).headers["location"]
        settled(qa, where)
        with house.service.store.transaction() as session:
            exports.get(session, UUID(where.rpartition("/")[2])).expires_at = now() - timedelta(seconds=1)
        assert qa.get(where).json()["links"]["file"] is None
        assert qa.get(f"{where}/file").status_code == 404


def test_a_collected_pack_reaches_its_coach(house: House) -> None:
    with house.user(Role.COACH) as coach, house.user() as admin:
        one = admin.get("/v1/interactions", params={"client": "acme", "id": "one"}).json()["items"][0]
        with house.service.store.transaction() as session:
            pack = packs.create(session, "acme", "Marzo", "user:anna")
            packs.add(session, pack.id, UUID(one["uuid"]), "user:anna", turn=0, note="da riascoltare")
        archive = zipfile.ZipFile(io.BytesIO(fetched(coach, kind="pack", pack=str(pack.id)).content))
    assert "da riascoltare" in archive.read("index.html").decode()
    assert "[PHONE]" in archive.read("training.jsonl").decode()
    assert "3331234567" not in archive.read("training.jsonl").decode()


def test_too_many_waiting_exports_of_one_maker_are_refused(tmp_path: Path) -> None:
    with built(Floor(f"sqlite:///{tmp_path / 'qa.db'}", tmp_path)) as house, house.user() as admin:
        answers = [admin.post("/v1/exports", json={"kind": "analyses"}).status_code for _ in range(21)]
        waits = admin.get("/v1/exports").json()["items"][0]["links"]["export"]
        assert (admin.get(f"{waits}/file").status_code, admin.get(waits).json()["state"]) == (409, "received")
    assert answers == [202] * 20 + [409]


@pytest.fixture(params=KINDS)
def floor(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Floor]:
    with fresh(request.param, tmp_path) as url:
        migrations.upgrade(url)
        floor = Floor(url, tmp_path)
        yield floor
        floor.close()


def test_a_killed_worker_loses_no_export(floor: Floor) -> None:
    """Killed while it writes analyses; another worker takes the job over and begins the file anew."""
    stages, document = PlainStages(), bare("x", turns=[{"speaker": "agent", "text": "buongiorno"}])
    understood = stages.understand(document, None, ())
    processed = stages.score(document.model_copy(update={"turns": ()}), understood)
    with floor.store.transaction() as session:
        for n in range(150):
            row, _ = interactions.register(session, document.model_copy(update={"id": f"x-{n}"}), str(n))
            results.save_processed(session, row.id, 1, processed)
    with floor.store.transaction() as session:
        id = exports.place(session, Order(Kind.ANALYSES, Format.JSONL), "key:a").id

    def state() -> State:
        with floor.store.reading() as session:
            return exports.get(session, id).state

    def wait_for(*wanted: State) -> None:
        end = time.monotonic() + 60
        while state() not in wanted:
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.01)

    first = floor.start_worker(0.0)
    wait_for(State.RUNNING, State.DONE)
    first.send_signal(signal.SIGKILL)
    first.wait()
    killed_at_work = state() is State.RUNNING
    floor.start_worker(0.0)
    wait_for(State.DONE)
    assert killed_at_work
    assert len(floor.blobs.read(exports.key_of(id)).splitlines()) == 150
