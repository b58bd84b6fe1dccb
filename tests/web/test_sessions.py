"""Cookies, forged forms, headers and weights of the pages, over plain HTTP: no browser is needed to see these."""

import re
from collections.abc import Iterator

import httpx
import pytest

from qa_service.domain.people import Role
from qa_service.web.site import PAGES
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built
from tests.web.seed import PASSWORD, WHO, Seeded, seed


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Seeded]]:
    folder = tmp_path_factory.mktemp("sessions")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        yield house, seed(house.service, 6)


def token(page: httpx.Response) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', page.text)
    assert found
    return found[1]


@pytest.fixture
def signed(place: tuple[House, Seeded]) -> Iterator[httpx.Client]:
    """The quality team, signed in."""
    house, _ = place
    with httpx.Client(base_url=house.url, timeout=30) as client:
        data = {"csrf": token(client.get("/sign-in")), "name": WHO[Role.QA], "secret": PASSWORD}
        answer = client.post("/sign-in", data=data)
        cookie = answer.headers["set-cookie"]
        assert answer.status_code == 303
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Secure" not in cookie  # over plain http the browser would not send it back
        yield client


def test_the_cookie_is_secure_on_https(place: tuple[House, Seeded]) -> None:
    with httpx.Client(base_url=place[0].url, headers={"X-Forwarded-Proto": "https"}) as client:
        answer = client.get("/sign-in")
        assert "Secure" in answer.headers["set-cookie"]
        assert "max-age" in answer.headers["strict-transport-security"]


def test_a_stranger_is_asked_to_sign_in_on_every_page(place: tuple[House, Seeded]) -> None:
    house, seeded = place
    open_ = {"/static/{version}/{name:path}", "/favicon.ico", "/sign-in", "/sign-in/code", "/language/{code}"}
    open_ |= {"/sign-in/provider", "/sign-in/provider/return", "/sign-in/provider/out", "/sign-in/provider/logout"}
    for module in PAGES:
        for route in module.router.routes:
            for method in route.methods - {"HEAD"}:
                if route.path in open_:
                    continue
                path = re.sub(r"\{[^}]*\}", str(seeded.call), route.path)
                answer = httpx.request(method, house.url + path, data={} if method == "POST" else None)
                assert answer.status_code in ({303} if method == "GET" else {303, 403}), (method, route.path)


def test_a_form_without_its_token_or_with_another_ones_changes_nothing(
    place: tuple[House, Seeded], signed: httpx.Client
) -> None:
    _, seeded = place
    where = f"/interactions/{seeded.call}/answers"
    sent = {"question": "label:resolution", "answer": "pending"}
    strange = token(httpx.get(str(signed.base_url) + "/sign-in"))
    for data, headers in (
        (sent, {}),
        ({**sent, "csrf": "0" * 64}, {}),
        ({**sent, "csrf": strange}, {}),
        (sent, {"X-CSRF-Token": strange, "HX-Request": "true"}),
    ):
        assert signed.post(where, data=data, headers=headers).status_code == 403
    good = token(signed.get(f"/interactions/{seeded.call}"))
    assert signed.post(where, data={**sent, "csrf": good}).status_code == 303
    assert signed.post(where, data=sent, headers={"X-CSRF-Token": good, "HX-Request": "true"}).status_code == 200


def test_files_of_strangers_are_not_even_read(place: tuple[House, Seeded]) -> None:
    url = place[0].url + "/upload"
    assert httpx.post(url, files={"files": ("a.wav", b"x" * 100_000)}).status_code == 403
    with httpx.Client() as client:
        visit = token(client.get(place[0].url + "/sign-in"))
        assert client.post(f"{url}?csrf={visit}", files={"files": ("a.wav", b"x")}).status_code == 303


def test_a_signed_out_session_is_over_on_the_server(signed: httpx.Client) -> None:
    cookie = signed.cookies["qa_session"]
    assert signed.post("/sign-out", data={"csrf": token(signed.get("/account"))}).status_code == 303
    assert httpx.get(str(signed.base_url) + "/account", cookies={"qa_session": cookie}).status_code == 303


def test_the_sixth_attempt_has_to_wait(place: tuple[House, Seeded]) -> None:
    with httpx.Client(base_url=place[0].url, timeout=30) as client:
        data = {"csrf": token(client.get("/sign-in")), "name": WHO[Role.COACH], "secret": "wrong"}
        assert [client.post("/sign-in", data=data).status_code for _ in range(6)] == [401] * 5 + [429]
        assert client.post("/sign-in", data={**data, "secret": PASSWORD}).status_code == 429


def test_signing_in_leads_to_our_own_pages_only(place: tuple[House, Seeded]) -> None:
    for next, wanted in (
        ("//evil.example/x", "/"),
        ("https://evil.example", "/"),
        ("/\\evil", "/"),
        ("/a?b=1", "/a?b=1"),
    ):
        with httpx.Client(base_url=place[0].url) as client:
            data = {"csrf": token(client.get("/sign-in")), "secret": place[0].key(Role.QA), "next": next}
            assert client.post("/sign-in", data=data).headers["location"] == wanted


def test_pages_forbid_what_they_do_not_need(signed: httpx.Client) -> None:
    headers = signed.get("/").headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/interactions", "/upload", "call"])
def test_a_first_visit_transfers_at_most_200_kb(place: tuple[House, Seeded], signed: httpx.Client, path: str) -> None:
    """Compressed, as browsers get it; the waveform and the sound come later."""
    path = f"/interactions/{place[1].call}" if path == "call" else path
    page = signed.get(path)
    total = len(page.content)
    for address in set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)):
        with signed.stream("GET", address) as asset:
            assert asset.headers["cache-control"].startswith("public, max-age=31536000")
            total += sum(len(piece) for piece in asset.iter_raw())
    assert total <= 200_000


def test_errors_are_pages_in_the_visitors_language(place: tuple[House, Seeded], signed: httpx.Client) -> None:
    missing = signed.get(f"/interactions/{place[1].call.hex[::-1]}", headers={"Accept-Language": "it"})
    assert missing.status_code == 404
    assert "Qui non c" in missing.text
    part = signed.get(f"/interactions/{place[1].call.hex[::-1]}/state", headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert signed.get("/interactions?channel=fax").status_code == 422
