"""Forms that other sites send, cookies that they plant, passwords that strangers guess: plain HTTP, no browser."""

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from qa_service.app import create_app
from qa_service.domain.people import Role
from qa_service.http import connections
from qa_service.web.visitor import form_token
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built
from tests.web.seed import PASSWORD, WHO, Seeded, seed
from tests.web.test_sessions import token

ANSWER = {"question": "label:resolution", "answer": "pending"}
HTTPS = {"X-Forwarded-Proto": "https"}
"""As a proxy on this machine says it; the server of the tests believes it."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Seeded]]:
    folder = tmp_path_factory.mktemp("forged")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        yield house, seed(house.service, 6)


@contextmanager
def signed_in(url: str, role: Role, **headers: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=30, headers=headers) as client:
        answer = signing_in(client, WHO[role])
        assert answer.status_code == 303, answer.text
        yield client


def signing_in(client: httpx.Client, name: str, secret: str = PASSWORD, **headers: str) -> httpx.Response:
    data = {"csrf": token(client.get("/sign-in")), "name": name, "secret": secret}
    return client.post("/sign-in", data=data, headers=headers)


@pytest.fixture
def signed(place: tuple[House, Seeded]) -> Iterator[httpx.Client]:
    with signed_in(place[0].url, Role.QA) as client:
        yield client


def test_a_planted_visit_cookie_opens_no_form_beside_a_live_session(
    place: tuple[House, Seeded], signed: httpx.Client
) -> None:
    signed.cookies.set("qa_visit", "planted", domain="127.0.0.1", path="/")
    where, forged = f"/interactions/{place[1].call}/answers", form_token("planted")
    assert signed.post(where, data={**ANSWER, "csrf": forged}).status_code == 403
    assert signed.post(where, data=ANSWER, headers={"X-CSRF-Token": forged}).status_code == 403
    assert signed.post(f"/upload?csrf={forged}", files={"files": ("a.wav", b"x")}).status_code == 403
    assert signed.post("/sign-out", data={"csrf": forged}).status_code == 403
    good = token(signed.get(f"/interactions/{place[1].call}"))
    assert signed.post(where, data={**ANSWER, "csrf": good}).status_code == 303


def test_a_session_that_has_run_out_is_no_obstacle_to_signing_in(place: tuple[House, Seeded]) -> None:
    with httpx.Client(base_url=place[0].url, timeout=30) as client:
        client.cookies.set("qa_session", "run out", domain="127.0.0.1", path="/")
        assert signing_in(client, WHO[Role.QA]).status_code == 303


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "{url}"}, 303),
        ({"Origin": "https://{host}"}, 303),  # a proxy speaks https for us
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://other.{host}"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),  # another service of this machine
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "same-site", "Origin": "{url}"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Host": "qa.example", "Origin": "https://qa.example:443"}, 303),
        ({"Host": "QA.example:443", "Origin": "https://qa.example"}, 303),
        ({"Host": "qa.example", "Origin": "https://qa.example:8443"}, 403),
    ],
)
def test_forms_of_other_sites_are_refused_even_with_the_right_token(
    place: tuple[House, Seeded], signed: httpx.Client, headers: dict[str, str], status: int
) -> None:
    host = place[0].url.removeprefix("http://")
    sent = {name: value.format(url=place[0].url, host=host) for name, value in headers.items()}
    data = {**ANSWER, "csrf": token(signed.get(f"/interactions/{place[1].call}"))}
    assert signed.post(f"/interactions/{place[1].call}/answers", data=data, headers=sent).status_code == status


def test_nobody_is_signed_in_from_another_site(place: tuple[House, Seeded]) -> None:
    with httpx.Client(base_url=place[0].url, timeout=30) as client:
        assert signing_in(client, WHO[Role.QA], Origin="https://evil.example").status_code == 403


def test_over_https_cookies_carry_the_prefix_that_no_neighbour_can_set(place: tuple[House, Seeded]) -> None:
    url = place[0].url
    page = httpx.get(f"{url}/sign-in", headers=HTTPS)
    visit = page.headers["set-cookie"]
    assert visit.startswith("__Host-qa_visit=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(visit.split("; "))
    assert "Domain" not in visit
    sent = {**HTTPS, "Cookie": visit.partition(";")[0]}
    data = {"csrf": token(page), "name": WHO[Role.QA], "secret": PASSWORD}
    answer = httpx.post(f"{url}/sign-in", data=data, headers=sent)
    kept = next(line for line in answer.headers.get_list("set-cookie") if line.startswith("__Host-qa_session="))
    session = kept.partition(";")[0]
    assert httpx.get(f"{url}/account", headers={**HTTPS, "Cookie": session}).status_code == 200
    # What could have been planted, over plain http or by a neighbouring host, counts for nothing.
    planted = session.removeprefix("__Host-")
    assert httpx.get(f"{url}/account", headers={**HTTPS, "Cookie": planted}).status_code == 303
    forged = {**HTTPS, "Cookie": f"{session}; qa_visit=planted; qa_session=planted"}
    out = httpx.post(f"{url}/sign-out", data={"csrf": form_token("planted")}, headers=forged)
    assert out.status_code == 403


@contextmanager
def behind(house: House, proxies: Sequence[str]) -> Iterator[str]:
    """The server as `serve` starts it, with these proxies trusted."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = connections.server(create_app(house.service), proxies)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(30)
    listener.close()


def fails(client: httpx.Client, name: str, times: int, **headers: Any) -> list[int]:
    return [signing_in(client, name, "wrong", **headers).status_code for _ in range(times)]


def test_a_stranger_elsewhere_keeps_nobody_out(place: tuple[House, Seeded]) -> None:
    with behind(place[0], ["127.0.0.1"]) as url, httpx.Client(base_url=url, timeout=30) as client:
        stranger, owner = {"X-Forwarded-For": "203.0.113.9"}, {"X-Forwarded-For": "198.51.100.7"}
        assert fails(client, WHO[Role.TEAM_LEADER], 6, **stranger) == [401] * 5 + [429]
        early = signing_in(client, WHO[Role.TEAM_LEADER], **stranger)
        assert (early.status_code, 1 <= int(early.headers["retry-after"]) <= 30) == (429, True)
        # What the client itself claims stands further left than what the proxy adds.
        assert fails(client, WHO[Role.TEAM_LEADER], 1, **{"X-Forwarded-For": "192.0.2.1, 203.0.113.10"}) == [429]
        assert signing_in(client, WHO[Role.TEAM_LEADER], **owner).status_code == 303


def test_nobody_evades_the_waiting_by_a_header_that_no_proxy_sent(place: tuple[House, Seeded]) -> None:
    with behind(place[0], []) as url, httpx.Client(base_url=url, timeout=30) as client:
        tried = [fails(client, "nobody", 1, **{"X-Forwarded-For": f"198.51.{n}.1"}) for n in range(6)]
        assert tried == [[401]] * 5 + [[429]]
        assert "Secure" not in client.get("/sign-in", headers=HTTPS).headers["set-cookie"]


def test_the_present_password_cannot_be_guessed_at_the_change(place: tuple[House, Seeded]) -> None:
    with signed_in(place[0].url, Role.COACH) as client:
        data = {"csrf": token(client.get("/account")), "new": "una frase del tutto nuova"}
        tried = [client.post("/account/password", data={**data, "old": f"guess {n}"}) for n in range(6)]
        assert [answer.status_code for answer in tried] == [422] * 5 + [429]
        assert "Wait a minute" in tried[5].text or "Attendi un minuto" in tried[5].text
        assert client.post("/account/password", data={**data, "old": PASSWORD}).status_code == 429
        with httpx.Client(base_url=place[0].url, timeout=30) as other:  # signing in is another matter
            assert signing_in(other, WHO[Role.COACH]).status_code == 303
