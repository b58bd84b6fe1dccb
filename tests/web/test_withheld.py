"""What was said in a language that is not read stays with the staff: on every page and every route that a client or an
agent can open, in searches, in sound, in exports and in packs.
"""

import io
import re
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

import httpx
import pytest
from fastapi.routing import APIRoute
from playwright.sync_api import expect

from qa_service.domain.people import Role
from qa_service.exporting.exporter import Exporter
from qa_service.store import disputes, interactions, packs
from qa_service.web import site as pages_of
from tests.acceptance.house import House
from tests.web.conftest import Site
from tests.web.scripts import SCRIPTS
from tests.web.seed import put

SAID = "zzquagliarella"
"""Stands in every turn, and was not masked."""
OUTSIDE = [(Role.CLIENT_VIEWER, "acme", ""), (Role.AGENT, None, "a01")]
STAFF = [(Role.QA, None, ""), (Role.TEAM_LEADER, None, "nord"), (Role.COACH, None, "")]


@dataclass
class Spanish:
    """An interaction in Spanish with a recording, an objection to it, and a pack that holds a moment of it."""

    id: uuid.UUID
    dispute: uuid.UUID
    pack: uuid.UUID


@pytest.fixture(scope="module")
def spanish(site: Site) -> Spanish:
    service = site.house.service
    script = replace(SCRIPTS[0], lang="es", turns=tuple((party, f"{text} {SAID}") for party, text in SCRIPTS[0].turns))
    id = put(service, script, "c-es", "acme", "a01", service.clock(), sound=True)
    with service.store.transaction() as session:
        row = interactions.get_locked(session, id)
        dispute = disputes.open_dispute(session, row, [], "non sono d'accordo", "key:agent").id
        pack = packs.create(session, "acme", "Per tutti", "user:carlo").id
        packs.add(session, pack, id, "user:carlo", turn=1)
    return Spanish(id, dispute, pack)


@pytest.fixture(scope="module")
def callers(site: Site) -> Iterator[dict[Role, httpx.Client]]:
    users = {role: site.house.user(role, client, bound) for role, client, bound in (*OUTSIDE, *STAFF)}
    yield users
    for user in users.values():
        user.close()


def routes(house: House, spanish: Spanish) -> list[str]:
    """The address of every GET route of the API and of every page, filled with what belongs to this interaction."""
    document = httpx.get(f"{house.url}/openapi.json", timeout=60).raise_for_status().json()
    paths = {path for path, methods in document["paths"].items() if "get" in methods}
    of_pages = [route for page in pages_of.PAGES for route in page.router.routes if isinstance(route, APIRoute)]
    paths |= {route.path for route in of_pages if "GET" in (route.methods or ())}
    return sorted(_filled(path, spanish) for path in paths)


def _filled(path: str, spanish: Spanish) -> str:
    def fill(found: re.Match[str]) -> str:
        if found[1] in ("client", "id") and "agents" not in path:
            return "acme"
        if "dispute" in path:
            return str(spanish.dispute)
        if "pack" in path:
            return str(spanish.pack)
        return "a01" if "agents" in path else str(spanish.id)

    return re.sub(r"\{(\w+)(?::\w+)?\}", fill, path)


@pytest.mark.parametrize("role", [role for role, *_ in OUTSIDE])
def test_no_route_and_no_page_shows_its_words_to_clients_and_agents(
    site: Site, spanish: Spanish, callers: dict[Role, httpx.Client], role: Role
) -> None:
    with site.pages.visit(role, "it") as visit:
        answered = {}
        for path in routes(site.house, spanish):
            if path.startswith("/v1"):
                answer = callers[role].get(path)
                answered[path], content = answer.status_code, answer.content
            else:
                shown = visit.page.request.get(site.house.url + path)
                answered[path], content = shown.status, shown.body()
            assert SAID.encode() not in content, path
    assert answered[f"/v1/interactions/{spanish.id}/analysis"] == 200
    assert answered[f"/interactions/{spanish.id}"] == 200
    assert answered[f"/v1/interactions/{spanish.id}/audio"] == 403
    assert answered[f"/interactions/{spanish.id}/audio"] == 403
    if role is Role.AGENT:
        assert answered[f"/disputes/{spanish.dispute}"] == 200


@pytest.mark.parametrize("role", [role for role, *_ in STAFF])
def test_staff_reads_it(site: Site, spanish: Spanish, callers: dict[Role, httpx.Client], role: Role) -> None:
    """Were the words nowhere, the test above would say nothing."""
    where = f"/v1/interactions/{spanish.id}"
    analysis = callers[role].get(f"{where}/analysis").raise_for_status().json()
    assert all(SAID in turn["text"] for turn in analysis["transcript"])
    assert "withheld" not in analysis
    assert callers[role].get(f"{where}/audio").status_code == 200
    assert callers[role].get(where).json()["links"]["audio"]


def test_the_analysis_says_why_and_still_tells_what_was_found(
    spanish: Spanish, callers: dict[Role, httpx.Client]
) -> None:
    user = callers[Role.CLIENT_VIEWER]
    analysis = user.get(f"/v1/interactions/{spanish.id}/analysis").raise_for_status().json()
    assert analysis["transcript"] == []
    assert analysis["withheld"].startswith("the words of this contact are withheld: it is not in Italian or English")
    assert analysis["intent"]["label"]
    assert analysis["intent"]["evidence"] == []
    refused = user.get(f"/v1/interactions/{spanish.id}/audio").json()
    assert refused["type"].endswith("withheld")
    assert refused["detail"] == analysis["withheld"]
    assert user.get(f"/v1/interactions/{spanish.id}").json()["links"]["audio"] is None


@pytest.mark.parametrize(("role", "hits"), [(Role.QA, 1), (Role.AGENT, 0), (Role.CLIENT_VIEWER, 0)])
def test_a_search_does_not_tell_what_was_said(site: Site, spanish: Spanish, role: Role, hits: int) -> None:
    with site.pages.visit(role, "it") as visit:
        page = visit.go(f"/interactions?words={SAID}")
        expect(page.locator(f"a[href='/interactions/{spanish.id}']")).to_have_count(hits)


@pytest.mark.parametrize(("role", "lang", "sentence"), [
    (Role.CLIENT_VIEWER, "it", "Il testo non è visibile"),
    (Role.AGENT, "en", "The words are withheld"),
    (Role.QA, "it", "Committenti e operatori non ne vedono il testo"),
])  # fmt: skip
def test_the_page_says_why(site: Site, spanish: Spanish, role: Role, lang: str, sentence: str) -> None:
    with site.pages.visit(role, lang) as visit:
        page = visit.go(f"/interactions/{spanish.id}")
        expect(page.get_by_text(sentence)).to_be_visible()
        staff = role is Role.QA
        assert (page.locator("audio").count() == 1, page.locator(".turn").count() > 0) == (staff, staff)
        visit.accessible()
        visit.fits()
        visit.shot(f"withheld-{role.value}")


def test_exports_and_packs_leave_the_words_out(site: Site, spanish: Spanish, callers: dict[Role, httpx.Client]) -> None:
    assert SAID in made(site.house, callers[Role.QA], kind="analyses")
    lines = made(site.house, callers[Role.CLIENT_VIEWER], kind="analyses")
    assert '"c-es"' in lines
    assert SAID not in lines
    for coach in (callers[Role.COACH], callers[Role.QA]):  # packs are made for agents, whoever makes them
        assert SAID not in made(site.house, coach, kind="pack", pack=str(spanish.pack))
        assert SAID not in made(site.house, coach, kind="pack", format="jsonl", topics=["courtesy:greeting"])
    assert SAID not in made(site.house, callers[Role.QA], kind="report", format="xlsx", filters={"client": "acme"})


def made(house: House, user: httpx.Client, **wanted: object) -> str:
    """What an export holds, as text; made at once, as a worker would."""
    asked = user.post("/v1/exports", json=wanted)
    assert asked.status_code == 202, asked.text
    id = uuid.UUID(asked.headers["location"].rpartition("/")[2])
    service = house.service
    Exporter(service.store, service.blobs, service.vocabulary, service.rubrics).run(id)
    data = user.get(f"/v1/exports/{id}/file").raise_for_status().content
    if data[:2] != b"PK":
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def test_released_words_are_open_to_clients_and_agents_until_they_are_withheld_again(
    site: Site, spanish: Spanish, callers: dict[Role, httpx.Client]
) -> None:
    where, quality, client = f"/v1/interactions/{spanish.id}", callers[Role.QA], callers[Role.CLIENT_VIEWER]
    for role in (Role.CLIENT_VIEWER, Role.AGENT, Role.COACH, Role.TEAM_LEADER):
        assert callers[role].post(f"{where}/words:release").status_code == 403, role
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go(f"/interactions/{spanish.id}")
        page.get_by_role("button", name="Rendi le parole visibili a committenti e operatori").click()
        expect(page.get_by_text("Da ora committenti e operatori possono leggere e ascoltare")).to_be_visible()
        visit.accessible()
        visit.shot("released-words")
    told = quality.get(f"{where}/words").raise_for_status().json()
    assert (told["withheld"], told["lang"], told["released_by"].partition(":")[0]) == (False, "es", "user")
    assert open_to(client, spanish) == (True, True)
    with site.pages.visit(Role.AGENT, "it") as visit:
        page = visit.go(f"/interactions/{spanish.id}")
        expect(page.locator(".turn").first).to_contain_text(SAID)
        assert page.locator("audio").count() == 1
        assert visit.go(f"/interactions?words={SAID}").locator(f"a[href='/interactions/{spanish.id}']").count() == 1
    file = made(site.house, client, kind="analyses")
    assert SAID in file
    assert SAID in made(site.house, callers[Role.COACH], kind="pack", pack=str(spanish.pack))
    ready = [order for order in client.get("/v1/exports").json()["items"] if order["state"] == "done"]
    assert quality.post(f"{where}/words:release").status_code == 409
    assert quality.post(f"{where}/words:withhold").raise_for_status().json()["withheld"] is True
    assert quality.post(f"{where}/words:withhold").status_code == 409
    assert open_to(client, spanish) == (False, False)
    assert ready
    assert all(client.get(f"/v1/exports/{order['id']}/file").status_code != 200 for order in ready)
    with site.house.user() as admin:
        lines = admin.get("/v1/audit", params={"subject": str(spanish.id)}).raise_for_status().json()["items"]
    assert {"release words", "withhold words"} <= {line["action"] for line in lines}


def open_to(user: httpx.Client, spanish: Spanish) -> tuple[bool, bool]:
    """Whether somebody reads and hears it."""
    where = f"/v1/interactions/{spanish.id}"
    turns = user.get(f"{where}/analysis").raise_for_status().json()["transcript"]
    return any(SAID in turn["text"] for turn in turns), user.get(f"{where}/audio").status_code == 200
