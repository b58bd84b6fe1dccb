"""What somebody says, or names an agent, is text on every page and never a piece of one: plain HTTP, no browser."""

import html
import re
from collections.abc import Iterator

import httpx
import pytest

from qa_service.domain.people import Reach, Role
from qa_service.store import users
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built
from tests.acceptance.reviewing import chat, settled
from tests.web import strings
from tests.web.seed import PASSWORD
from tests.web.test_sessions import token

PAYLOAD = "\"'><evil-tag onclick=alert(1)>"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, str]]:
    """A service with one analysed contact whose words, agent, team, case and id are hostile, and its path."""
    folder = tmp_path_factory.mktemp("hostile")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house, house.worker(), house.user() as admin:
        turns = [{"speaker": "customer", "text": f"buongiorno {PAYLOAD}"}, {"speaker": "agent", "text": PAYLOAD}]
        names = dict.fromkeys(("agent", "team", "case"), PAYLOAD)
        taken = admin.post("/v1/interactions", json=chat(f"x {PAYLOAD}", "acme", turns=turns, **names))
        assert taken.status_code == 202, taken.text
        uuid = settled(admin, taken.headers["location"])["uuid"]
        with house.service.store.transaction() as session:
            users.create(session, "ada", PASSWORD, Reach(Role.ADMIN))
        yield house, f"/interactions/{uuid}"


def test_no_page_holds_it_but_as_text(place: tuple[House, str]) -> None:
    house, contact = place
    with httpx.Client(base_url=house.url, timeout=60, follow_redirects=True) as client:
        data = {"csrf": token(client.get("/sign-in")), "name": "ada", "secret": PASSWORD}
        assert client.post("/sign-in", data=data).status_code == 200
        first = client.get(contact).raise_for_status().text
        assert "evil-tag" in html.unescape(first)  # it is there, to be read
        seen = {contact: first}
        for path in ("/", "/interactions", "/interactions?text=evil", *sorted(_links(first))):
            seen[path] = client.get(path).text
    assert len(seen) > 10
    assert any("evil-tag" in html.unescape(page) for path, page in seen.items() if path != contact)
    assert {path for path, page in seen.items() if "<evil-tag" in page} == set()


def _links(page: str) -> set[str]:
    """Where a page leads, within the service, but for files and other languages."""
    paths = {html.unescape(link) for link in re.findall(r'href="(/[^"#]*)"', page)}
    return {path for path in paths if not path.startswith(("/static", "/language", "/favicon"))}


def test_no_template_turns_escaping_off() -> None:
    for name, source in strings.templates():
        assert not re.search(r"\|\s*safe\b|autoescape|Markup", source), name
