"""The demo centre as a newcomer finds it: made by one command with the real models, visited as each of its people,
renewed, removed; and nothing of it in the real data. Takes a minute or two.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.acceptance.chaos import ROOT
from tests.acceptance.house import free_port

_PERSON = re.compile(r"^ {2}(\w+) +(admin|qa|team_leader|coach|client_viewer|agent) ", re.MULTILINE)
_MENU = re.compile(r'<nav class="menu".*?</nav>', re.DOTALL)
_LINK = re.compile(r'<a [^>]*href="(/[^"#]*)"')
_MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
_TILES = re.compile(r'<div class="tiles">.*?<h2', re.DOTALL)
BANNER = "Dati dimostrativi"


@dataclass
class Demo:
    """A demo centre, what its making printed, and its open pages."""

    folder: Path
    said: str
    url: str

    @property
    def people(self) -> dict[str, str]:
        """Names by role."""
        return {role: name for name, role in reversed(_PERSON.findall(self.said))}

    @property
    def password(self) -> str:
        found = re.search(r"password (\S+) as", self.said)
        assert found
        return found[1]


def _environment(folder: Path, **more: str) -> dict[str, str]:
    """Real data lie in `folder`, with a database of their own."""
    real = {"QA_DATA_DIR": str(folder), "QA_DATABASE_URL": f"sqlite:///{folder / 'real.db'}", "QA_SECRET": "r" * 40}
    return {**os.environ, **real, **more}


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qa_service.cli", "demo", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=_environment(folder), timeout=1500)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("data")
    made = _run(folder)
    assert made.returncode == 0, made.stderr
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "qa_service.cli", "demo", "open"]
    opened = subprocess.Popen(command, cwd=ROOT, env=_environment(folder, QA_PORT=str(port)))
    try:
        _wait(url)
        yield Demo(folder, made.stdout, url)
    finally:
        opened.terminate()
        opened.wait(180)
    gone = _run(folder, "remove")
    assert gone.returncode == 0, gone.stderr
    assert not (folder / "demo").exists()
    refused = _run(folder, "open")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "make it with: qa-service demo" in refused.stderr


def _wait(url: str) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            httpx.get(f"{url}/healthz").raise_for_status()
            return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError("the demo centre did not open within 120 s")


@contextmanager
def _signed_in(demo: Demo, name: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=demo.url, timeout=120, headers={"Accept-Language": "it"}) as visitor:
        token = re.search(r'name="csrf" value="(\w+)"', visitor.get("/sign-in").text)
        assert token
        sent = visitor.post("/sign-in", data={"csrf": token[1], "name": name, "secret": demo.password})
        assert sent.headers["location"] == "/", sent.text
        yield visitor


def _addresses(page: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in _LINK.findall(page)]


def test_it_prints_what_was_found_then_how_to_visit_it(demo: Demo) -> None:
    for sample in ("it-bolletta-stimata", "en-email-double-charge", "it-pacco-fermo"):
        assert sample in demo.said
    assert "per agent" in demo.said
    assert "200 interactions" in demo.said
    assert re.search(r"demo open +then visit http://127\.0\.0\.1:\d+", demo.said)
    assert "demo remove" in demo.said
    assert set(demo.people) == {"admin", "qa", "team_leader", "coach", "client_viewer", "agent"}


@pytest.mark.parametrize("role", ["admin", "qa", "team_leader", "coach", "client_viewer", "agent"])
def test_each_of_its_people_finds_pages_that_open_and_say_what_they_are(demo: Demo, role: str) -> None:
    with _signed_in(demo, demo.people[role]) as visitor:
        menu = _MENU.search(visitor.get("/").text)
        assert menu
        pages = {address: visitor.get(address, follow_redirects=True) for address in _addresses(menu[0])}
        deeper = {link for page in pages.values() for link in _addresses((_MAIN.search(page.text) or [""])[0])[:6]}
        files = ("/downloads", "/language", "/static")
        for address in sorted(link for link in deeper - set(pages) if not link.startswith(files)):
            pages[address] = visitor.get(address, follow_redirects=True)
    assert len(pages) > 8
    for address, page in pages.items():
        assert page.status_code == 200, f"{address}: {page.status_code}"
        if page.headers["content-type"].startswith("text/html") and "<html" in page.text:
            assert BANNER in page.text, address


def test_its_figures_are_there_and_its_desks_are_full(demo: Demo) -> None:
    with _signed_in(demo, demo.people["admin"]) as visitor:
        overview = visitor.get("/").text
        assert "contestazione attende una decisione" in overview
        assert "verificate da persone" in overview
        assert "0 in attesa" in overview
        for address in ("/agents/a01", "/teams/nord", "/clients/demo-energia/report"):
            tiles = _TILES.search(visitor.get(address, follow_redirects=True).text)
            assert tiles, address
            assert tiles[0].count("verificate da persone") >= 4, address
            assert "troppo poche" not in tiles[0], address
        assert "Contatti con risposta" in visitor.get("/kpis?client=demo-negozio").text
        assert "Calibrazione di squadra" in visitor.get("/calibrations").text
        assert "esempi riusciti" in visitor.get("/coaching/packs").text


def test_a_recording_is_there_to_be_heard(demo: Demo) -> None:
    with _signed_in(demo, demo.people["qa"]) as visitor:
        found = visitor.get("/interactions", params={"id": "it-bolletta-stimata", "client": "demo-energia"}).text
        address = re.search(r"/interactions/[0-9a-f-]{36}", found)
        assert address
        sound = visitor.get(f"{address[0]}/audio", headers={"Range": "bytes=0-3"})
        assert (sound.status_code, sound.content) == (206, b"fLaC")


def test_nothing_of_it_lies_in_the_real_data(demo: Demo) -> None:
    assert [path.name for path in demo.folder.iterdir()] == ["demo"]


def test_while_it_is_open_it_is_neither_renewed_nor_removed(demo: Demo) -> None:
    for words in ((), ("remove",)):
        refused = _run(demo.folder, *words)
        assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
        assert "is open" in refused.stderr
    assert (demo.folder / "demo" / "qa.db").exists()
