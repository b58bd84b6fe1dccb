"""A client at the end of its contract, a list of customers, and the proofs that are signed of it: nothing is left."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from typer.testing import CliRunner

from qa_service.cli import app
from qa_service.domain.people import Reach, Role
from qa_service.errors import BadInput, Forbidden
from qa_service.services import bulk_erasure, client_erasure, deletions, holds
from qa_service.services.access import Caller, CallerKind
from qa_service.services.context import Context
from qa_service.services.holds import WantedHold
from qa_service.store import audit, erase_client, users
from qa_service.store.deletion_proofs import DeletionProofs
from tests.acceptance.house import House, settled
from tests.acceptance.remains import over, remains
from tests.acceptance.test_erasure import chat
from tests.databases import KINDS
from tests.web.seed import PASSWORD

ADA = Caller("ada", Role.ADMIN, None, kind=CallerKind.USER)


@pytest.fixture(scope="module", params=KINDS)
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server with a worker, over either database."""
    with over(request.param, tmp_path_factory.mktemp("house")) as house:
        yield house


def contact(admin: httpx.Client, id: str, client: str, customer: str, words: str, **more: Any) -> str:
    answer = admin.post("/v1/interactions", json=chat(id, customer, words, **more) | {"client": client})
    place = str(answer.raise_for_status().headers["location"])
    assert settled(admin, place)["state"] == "done"
    return place


def test_a_client_is_in_no_row_no_file_and_no_dump_after_its_contract(house: House, admin: httpx.Client) -> None:
    for n in range(4):
        contact(admin, f"murmel-{n}", "murmeltier", f"kunde-{n}", "zwitschern flattern")
    other = contact(admin, "stays-1", "acme", "other", "bolletta")
    sample = {"name": "March", "purpose": "random", "size": 2, "frame": {"client": "murmeltier"}}
    admin.post("/v1/samples", json=sample).raise_for_status()
    admin.post("/v1/packs", json={"client": "murmeltier", "title": "Pfeifen"}).raise_for_status()
    with house.service.store.transaction() as session:
        users.create(session, "hans", PASSWORD, Reach(Role.CLIENT_VIEWER, "murmeltier"))
    key = house.key(Role.QA, "murmeltier")
    context = Context(ADA, house.service)
    assert all(remains(house, "zwitschern", "Pfeifen", "murmel-2").values())

    with pytest.raises(BadInput):
        client_erasure.erase_client_data(context, "murmeltier", "acme")
    bound = Context(Caller("bea", Role.ADMIN, "murmeltier", kind=CallerKind.USER), house.service)
    with pytest.raises(Forbidden):
        client_erasure.erase_client_data(bound, "murmeltier", "murmeltier")

    body = {"client": "murmeltier", "confirm": "murmeltier"}
    answer = admin.post("/v1/erasures/clients", json=body).raise_for_status().json()
    assert (answer["interactions"], answer["held"]) == (4, 0)
    with house.service.store.reading() as session:
        assert erase_client.left(session, "murmeltier") == {}
        assert users.by_name(session, "hans") is None
        lines = audit.trail(session, subject="murmeltier")
    assert lines[0].action == "erase client"
    found = remains(house, "zwitschern", "Pfeifen", "murmel-2")
    assert {needle: files for needle, files in found.items() if files} == {}
    assert httpx.get(f"{house.url}/v1/interactions", headers={"X-API-Key": key}).status_code == 401
    assert admin.get(other).status_code == 200
    again = admin.post("/v1/erasures/clients", json=body).raise_for_status().json()
    assert again["interactions"] == 0


def test_what_a_hold_keeps_of_a_client_stays_with_all_that_it_needs(house: House, admin: httpx.Client) -> None:
    contact(admin, "held-1", "haltbar", "kunde", "eins")
    contact(admin, "held-2", "haltbar", "kunde", "zwei")
    context = Context(ADA, house.service)
    held = admin.get("/v1/interactions", params={"client": "haltbar", "id": "held-1"}).json()["items"][0]["uuid"]
    hold = holds.place(context, WantedHold(interaction=UUID(held)), "file 12/26")
    erased = client_erasure.erase_client_data(context, "haltbar", "haltbar")
    assert (erased.interactions, erased.held) == (1, 1)
    assert erased.left is not None
    assert "file 12/26" in erased.left
    holds.lift(context, hold.id)
    assert client_erasure.erase_client_data(context, "haltbar", "haltbar").interactions == 1
    with house.service.store.reading() as session:
        assert erase_client.left(session, "haltbar") == {}


def test_a_list_is_carried_out_line_by_line(house: House, admin: httpx.Client) -> None:
    contact(admin, "list-1", "acme", "rossi-1", "prima")
    contact(admin, "list-2", "acme", "rossi-1", "seconda")
    place = contact(admin, "list-3", "acme", "rossi-3", "terza")
    id = place.rpartition("/")[2]
    by_customer = "client,customer\nacme,rossi-1\nacme,nobody\n"
    first = admin.post("/v1/erasures/list", json={"csv": by_customer}).raise_for_status().json()["lines"]
    assert [line["erased"]["interactions"] for line in first] == [2, 0]
    second = admin.post("/v1/erasures/list", json={"csv": f"interaction\n{id}\n{uuid4()}\nx\n"}).json()["lines"]
    assert second[0]["erased"]["interactions"] == 1
    assert [line["refused"] is None for line in second] == [True, False, False]
    assert admin.get(place).status_code == 404


def test_a_customer_known_by_a_number_or_an_address_is_erased_by_it_at_every_door(
    house: House, admin: httpx.Client
) -> None:
    known = [{"phone": "+39 333 7654321"}, {"email": "Carla@mail.example"}, {"phone": "+39 345 1234567"}]
    places = []
    for number, identities in enumerate(known):
        body = {**chat(f"known-{number}", "", "parola"), "customer": None, "identities": identities}
        answer = admin.post("/v1/interactions", json=body).raise_for_status().json()
        places.append(f"/v1/interactions/{answer['interaction']['uuid']}")
    by_phone = {"client": "acme", "phone": "333 7654321"}
    assert admin.post("/v1/erasures", json=by_phone).raise_for_status().json()["interactions"] == 1
    text = "client,phone,email\nacme,,carla@mail.example\nacme,201,\n"
    lines = admin.post("/v1/erasures/list", json={"csv": text}).raise_for_status().json()["lines"]
    assert lines[0]["erased"]["interactions"] == 1
    assert lines[1]["refused"].startswith("phone: is no number or address of one person")
    objection = {"client": "acme", "phone": "345 1234567", "erase": True}
    done = admin.post("/v1/opt-outs", json=objection).raise_for_status().json()
    assert done["erased"]["interactions"] == 1
    assert [admin.get(place).status_code for place in places] == [404, 404, 404]
    again = {**chat("known-again", "nobody-else", "parola"), "identities": known[2]}
    assert admin.post("/v1/interactions", json=again).status_code == 422
    for body in ({"client": "acme"}, {"client": "acme", "phone": "3337654321", "email": "a@b.example"}):
        assert admin.post("/v1/erasures", json=body).status_code == 422
        assert admin.post("/v1/opt-outs", json=body).status_code == 422


@pytest.mark.parametrize(
    "text",
    ["", "name\nx\n", "client,customer\nacme\n", "client,customer,interaction\nacme,x,y\n", "interaction\n\n\n,,,\n"],
)
def test_a_list_with_a_line_that_means_nothing_does_nothing(house: House, admin: httpx.Client, text: str) -> None:
    place = contact(admin, f"safe-{abs(hash(text))}", "acme", "acme-customer", "resta")
    with pytest.raises(BadInput):
        bulk_erasure.erase_list(Context(ADA, house.service), f"{text}" + ("acme,acme-customer,,\n" if text else ""))
    assert admin.get(place).status_code == 200


def test_a_proof_is_told_from_a_forged_one_and_for_whom_it_is(house: House, admin: httpx.Client) -> None:
    contact(admin, "proof-1", "acme", "bianchi-7", "parola")
    answer = admin.post("/v1/erasures", json={"client": "acme", "customer": "bianchi-7"}).raise_for_status()
    proof = answer.json()["proof"]
    assert (proof["what"], proof["interactions"], proof["by"]) == ("customer", 1, proof["by"])
    assert "bianchi-7" not in json.dumps(proof)
    context = Context(ADA, house.service)
    assert deletions.check(context, proof, "bianchi-7") == (True, True)
    assert deletions.check(context, proof, "verdi-1") == (True, False)
    for name, value in (("interactions", 7), ("client", "globex"), ("erased_at", "2020-01-01"), ("signature", "AAAA")):
        assert deletions.check(context, {**proof, name: value}).is_genuine is False
    stranger = DeletionProofs(b"another secret, long enough for it").signed(
        {name: value for name, value in proof.items() if name not in ("public_key", "signature")}
    )
    assert deletions.check(context, stranger).is_genuine is False


def test_the_command_line_erases_a_list_and_checks_its_proofs(tmp_path: Path) -> None:
    environment = {"QA_DATA_DIR": str(tmp_path / "data")}

    def qa(*words: str) -> Any:
        return CliRunner().invoke(app, words, env=environment)

    chats = tmp_path / "chats.jsonl"
    chats.write_text("\n".join(json.dumps(chat(f"cli-{n}", f"kunde-{n}", "parola")) for n in range(3)))
    qa("ingest", str(chats))
    listed = tmp_path / "list.csv"
    listed.write_text("client,customer\nacme,kunde-0\nacme,kunde-1\n")
    proofs = tmp_path / "proofs.jsonl"
    done = qa("erase", "--list", str(listed), "--proof", str(proofs), "--yes")
    assert done.exit_code == 0, done.output
    assert done.output.count("1 interactions erased") == 2
    checked = qa("proof", str(proofs))
    assert (checked.exit_code, checked.output.count("genuine")) == (0, 2)
    first, _ = proofs.read_text().splitlines()
    proofs.write_text(first)
    assert qa("proof", str(proofs), "--name", "kunde-0").exit_code == 0
    assert qa("proof", str(proofs), "--name", "kunde-1").exit_code == 1
    proofs.write_text(first.replace('"interactions":1', '"interactions":9'))
    assert qa("proof", str(proofs)).exit_code == 1
    gone = qa("erase-client", "acme", "--confirm", "acme")
    assert "1 interactions erased" in gone.output
