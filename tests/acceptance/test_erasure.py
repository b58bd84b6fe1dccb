"""What was erased is in no file of the data folder and in no dump of the database any more, while server and worker run
on.
"""

import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner, Result

from qa_service.cli import app
from qa_service.domain.people import Role
from qa_service.errors import BadInput, NotFound
from qa_service.store import audit, migrations
from tests.acceptance.house import House, settled
from tests.acceptance.remains import holders, over, remains
from tests.databases import KINDS

CUSTOMER = "quetzal-4711"
WORDS = ("zibaldone", "xilofono")
"""Said by this customer and by nobody else; nothing near them in any alphabet, since an index stores common beginnings
once.
"""


def chat(id: str, customer: str, words: str, **more: Any) -> dict[str, Any]:
    turns = [{"speaker": "agent", "text": "buongiorno"}, {"speaker": "customer", "text": words}]
    return {"id": id, "client": "acme", "channel": "chat", "agent": "a1", "customer": customer, "turns": turns, **more}


def finished(user: httpx.Client, **order: Any) -> str:
    """Where a finished export is."""
    where = str(user.post("/v1/exports", json=order).raise_for_status().headers["location"])
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if user.get(where).json()["state"] == "done":
            return where
        time.sleep(0.1)
    raise AssertionError(f"{where} was not made within a minute")


@pytest.fixture(scope="module", params=KINDS)
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server with a worker, over either database."""
    with over(request.param, tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="module")
def neighbours(admin: httpx.Client) -> list[str]:
    """Others, whose words come into the index one transaction at a time."""
    sent = [admin.post("/v1/interactions", json=chat(f"n-{n}", f"other-{n}", f"parola{n} bolletta")) for n in range(40)]
    places = [str(answer.raise_for_status().headers["location"]) for answer in sent]
    for place in places:
        settled(admin, place)
    return places


def of_the_customer(house: House, admin: httpx.Client) -> list[str]:
    """A chat, a call by a resumable upload, and one that failed, whose original is kept sealed."""
    first = admin.post("/v1/interactions", json=chat("wanderung-1", CUSTOMER, WORDS[0])).headers["location"]
    second = admin.post("/v1/interactions", json=chat("wanderung-2", CUSTOMER, WORDS[1])).headers["location"]
    failed = admin.post(
        "/v1/interactions",
        json=chat("wanderung-3", CUSTOMER, "x") | {"turns": [{"speaker": "customer", "text": "crash"}]},
    ).headers["location"]
    document = {"id": "wanderung-4", "client": "acme", "channel": "call", "customer": CUSTOMER}
    sound = f"buongiorno\n{WORDS[0]}".encode()
    call = admin.post("/v1/recordings", files={"audio": ("x.wav", sound)}, data={"document": json.dumps(document)})
    places = [first, second, failed, call.headers["location"]]
    assert [settled(admin, place)["state"] for place in places] == ["done", "done", "failed", "done"]
    return places


def test_an_erased_customer_is_in_no_file_and_no_dump(house: House, admin: httpx.Client, neighbours: list[str]) -> None:
    places = of_the_customer(house, admin)
    mine = house.service.intake.pseudonyms.of("acme", CUSTOMER)
    key = admin.get(f"{places[3]}/audio").headers["etag"].strip('"')
    kept = finished(admin, kind="analyses", filters={"client": "acme", "id": "n-1"})
    gone = [finished(admin, kind="interactions", filters={"client": "acme"}), finished(admin, kind="analyses")]
    gone.append(finished(admin, kind="analyses", filters={"client": "acme", "customer": CUSTOMER}))
    needles = (*WORDS, "wanderung-1", "wanderung-2", "wanderung-3", "wanderung-4", mine, key)
    assert all(remains(house, *needles).values())  # this search finds what is there

    answer = admin.post("/v1/erasures", json={"client": "acme", "customer": CUSTOMER})
    erased = answer.raise_for_status().json()
    assert erased.pop("proof")["interactions"] == 4
    assert erased == {"client": "acme", "interactions": 4, "held": 0, "left": None}

    assert {needle: files for needle, files in remains(house, *needles).items() if files} == {}
    assert {admin.get(place).status_code for place in places} == {404}
    assert {admin.get(f"{where}/file").status_code for where in gone} == {409}
    assert "erased" in admin.get(f"{gone[0]}/file").json()["detail"]
    assert admin.get(f"{kept}/file").status_code == 200
    assert {admin.get(place).status_code for place in neighbours} == {200}
    assert not list(house.service.blobs.list("work"))
    with house.service.store.reading() as session:
        (line, *_) = audit.trail(session, subject="acme")
    assert (line.action, line.detail) == ("erase customer", {"interactions": 4, "held": 0})
    again = admin.post("/v1/erasures", json={"client": "acme", "customer": CUSTOMER}).json()
    assert again["interactions"] == 0


def test_an_erased_interaction_is_in_no_file_and_no_dump(
    house: House, admin: httpx.Client, neighbours: list[str]
) -> None:
    place = admin.post("/v1/interactions", json=chat("yggdrasil-1", "other-1", "quisquilia")).headers["location"]
    settled(admin, place)
    assert all(remains(house, "yggdrasil-1", "quisquilia").values())
    assert admin.delete(place).status_code == 204
    assert remains(house, "yggdrasil-1", "quisquilia") == {"yggdrasil-1": set(), "quisquilia": set()}


def test_an_administrator_of_one_client_erases_there_alone(house: House, admin: httpx.Client) -> None:
    place = admin.post("/v1/interactions", json=chat("z-1", "rossi", "ciao") | {"client": "zeta"}).headers["location"]
    settled(admin, place)
    whole = finished(admin, kind="interactions")
    with house.user(Role.ADMIN, "acme") as other:
        body = {"client": "zeta", "customer": "rossi"}
        assert other.post("/v1/erasures", json=body).status_code == 403
        assert other.delete(place).status_code == 404
    with house.user(Role.ADMIN, "zeta") as own:
        assert own.post("/v1/erasures", json=body).json()["interactions"] == 1
    # A file of somebody else's goes too: it is the contact that counts, not whose the file is.
    assert admin.get(f"{whole}/file").status_code == 409


def test_words_are_out_of_an_index_that_older_versions_filled(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'qa.db'}"
    migrations.upgrade(url)
    with sqlite3.connect(tmp_path / "qa.db") as old:
        old.execute("INSERT INTO search_fts(search_fts, rank) VALUES ('secure-delete', 0)")
        old.execute("INSERT INTO search_fts(rowid, words) VALUES (1, 'zibaldone')")
        old.execute("INSERT INTO search_fts(search_fts, rowid, words) VALUES ('delete', 1, 'zibaldone')")
    old.close()
    assert holders(tmp_path, "zibaldone")["zibaldone"]
    migrations.upgrade(url)
    with sqlite3.connect(tmp_path / "qa.db") as new:
        assert new.execute("SELECT v FROM search_fts_config WHERE k = 'secure-delete'").fetchone() == (1,)
        assert b"zibaldone" not in b"".join(block for (block,) in new.execute("SELECT block FROM search_fts_data"))
    new.close()


def qa(folder: Path, *words: str, answer: str = "") -> Result:
    """The program over this data folder; in this process, since seven starts take their time."""
    environment = {"QA_DATA_DIR": str(folder), "QA_DATABASE_URL": f"sqlite:///{folder / 'qa.db'}"}
    return CliRunner().invoke(app, words, input=answer, env=environment)


def test_the_command_line_erases_a_customer_and_says_how_many(tmp_path: Path) -> None:
    chats = tmp_path / "chats.jsonl"
    chats.write_text("\n".join(json.dumps(chat(f"wanderung-{n}", CUSTOMER, WORDS[0])) for n in range(2)))
    folder = tmp_path / "data"
    first = qa(folder, "ingest", str(chats)).output.split()[0]
    assert holders(folder, "wanderung-1")["wanderung-1"]
    whose = ("--client", "acme", "--customer", CUSTOMER)
    refused = qa(folder, "erase", *whose, answer="n\n")
    assert (refused.exit_code, "Erase all contacts of this customer with acme?" in refused.output) == (1, True)
    assert qa(folder, "erase", first, "--yes").output == f"{first} is erased\n"
    assert qa(folder, "erase", *whose, "--yes").output == "1 interactions erased\n"
    assert qa(folder, "erase", *whose, "--yes").output == "0 interactions erased\n"
    assert isinstance(qa(folder, "erase", "--customer", CUSTOMER).exception, BadInput)
    assert isinstance(qa(folder, "erase", first, "--yes").exception, NotFound)
    assert holders(folder, "wanderung-0", "wanderung-1") == {"wanderung-0": set(), "wanderung-1": set()}
    assert list((folder / "blobs").rglob("document")) == []


def test_remains_of_older_versions_go_with_compacting(tmp_path: Path) -> None:
    qa(tmp_path, "db", "upgrade")
    with sqlite3.connect(tmp_path / "qa.db") as old:
        old.execute("PRAGMA secure_delete=OFF")  # some builds of SQLite have it on by themselves
        old.execute("CREATE TABLE remains (words TEXT)")
        old.execute("INSERT INTO remains VALUES (?)", ("zibaldone " * 900,))
        old.execute("DROP TABLE remains")
    old.close()
    assert holders(tmp_path, "zibaldone")["zibaldone"]
    assert qa(tmp_path, "db", "compact").output == "the database is compact\n"
    assert holders(tmp_path, "zibaldone") == {"zibaldone": set()}
