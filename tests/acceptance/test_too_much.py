"""A walk over all routes, of the API, of the pages and of nothing: each is sent too much, by strangers and by people
who are signed in, and answers before it has read or kept it.
"""

import re
import resource
import socket
import struct
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from fastapi.routing import APIRoute
from starlette.routing import Route

from qa_service.api import bounds, middleware
from qa_service.app import ROUTERS
from qa_service.domain.people import Role
from qa_service.http import connections
from qa_service.http.request_body import reads_its_body
from qa_service.web import site
from qa_service.web.visitor import form_token
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built, served
from tests.web.seed import PASSWORD, WHO, seed

LONG = 1 << 40
ROUTES = [
    route
    for module in (*ROUTERS, *site.PAGES)
    for route in module.router.routes
    if isinstance(route, Route) and route.methods
]
WALK = sorted(
    {(method, route.path) for route in ROUTES for method in route.methods or ()}
    | {("POST", "/no/such/thing"), ("GET", "/openapi.json"), ("POST", "/healthz")}
)
READ_BY_ROUTE = {
    (method, route.path): next(iter(route.openapi_extra["requestBody"].get("content", {"multipart/form-data": {}})))
    for route in ROUTES
    if isinstance(route, APIRoute) and route.openapi_extra and reads_its_body(route)
    for method in route.methods or ()
}
LIST_OF_LONG_ONES = {
    ("POST", "/v1/interactions"),
    ("POST", "/v1/recordings"),
    ("PUT", "/v1/recordings/{id}"),
    ("PUT", "/v1/files/{name}"),
    ("PATCH", "/v1/uploads/{id}"),
    ("POST", "/v1/queue-events"),
    ("POST", "/v1/complaints/table"),
    ("POST", "/v1/surveys"),
    ("POST", "/v1/rubrics"),
    ("POST", "/v1/criteria/{client}:preview"),
    ("POST", "/v1/criteria/{client}:try"),
    ("POST", "/v1/criteria/{client}/{criterion}:learn"),
    ("POST", "/upload"),
    ("POST", "/queue-logs"),
    ("POST", "/surveys"),
}
"""Those that read a body themselves; whoever adds one gives it a limit, and its answer to too much a test."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder: Path = tmp_path_factory.mktemp("much")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        seed(house.service, 2)
        yield house


@pytest.fixture(scope="module")
def signed(house: House) -> list[str]:
    """The headers of an administrator, with a key and with a session both, and with the proof of its forms."""
    return signed_in(house)


def signed_in(house: House) -> list[str]:
    with httpx.Client(base_url=house.url, timeout=30) as client:
        page = client.get("/sign-in").text
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
        assert found
        data = {"csrf": found[1], "name": WHO[Role.ADMIN], "secret": PASSWORD}
        assert client.post("/sign-in", data=data).status_code == 303
        session = client.cookies["qa_session"]
    return [
        f"Authorization: Bearer {house.key(Role.ADMIN)}",
        f"Cookie: qa_session={session}; qa_visit={session}",
        f"X-CSRF-Token: {form_token(session)}",
    ]


NAMING_THEIR_CLIENT = {"/v1/queue-events", "/v1/complaints/table", "/v1/surveys", "/v1/rubrics", "/v1/recordings/{id}"}


def path_of(template: str) -> str:
    query = "?client=acme" if template in NAMING_THEIR_CLIENT else ""
    return re.sub(r"\{\w+(?::\w+)?\}", str(UUID(int=1)), template) + query


def connected(house: House) -> socket.socket:
    address = httpx.URL(house.url)
    return socket.create_connection((address.host, address.port or 0), timeout=60)


def head(route: tuple[str, str], *headers: str) -> bytes:
    method, template = route
    kind = READ_BY_ROUTE.get(route, "application/json" if template.startswith("/v1") else "multipart/form-data")
    kind += "; boundary=b" if kind.startswith("multipart") else ""
    more = ["Tus-Resumable: 1.0.0", "Upload-Offset: 0", f"Content-Type: {kind}"]
    return "\r\n".join([f"{method} {path_of(template)} HTTP/1.1", "Host: x", *more, *headers, "", ""]).encode()


def status_of(answer: bytes) -> int:
    assert answer.startswith(b"HTTP/1.1 "), answer
    return int(answer.split(b" ", 2)[1])


def declared(house: House, route: tuple[str, str], headers: list[str]) -> int:
    """The answer to a request that says it brings a terabyte, and waits for leave to."""
    with connected(house) as connection:
        connection.sendall(head(route, *headers, f"Content-Length: {LONG}", "Expect: 100-continue"))
        return status_of(connection.recv(1000))


def test_who_reads_a_long_body_is_known() -> None:
    assert set(READ_BY_ROUTE) == LIST_OF_LONG_ONES
    assert len(WALK) > 200


@pytest.mark.parametrize("route", WALK, ids=" ".join)
def test_a_stranger_who_declares_too_much_is_refused_at_once(house: House, route: tuple[str, str]) -> None:
    """Who reads long bodies asks for the key first; a page for the session, or the proof of its form."""
    expected = {401, 303, 403} if route in READ_BY_ROUTE else {413}
    assert declared(house, route, []) in expected


@pytest.mark.parametrize("route", WALK, ids=" ".join)
def test_who_is_signed_in_and_declares_too_much_is_refused_at_once(
    house: House, signed: list[str], route: tuple[str, str]
) -> None:
    """404: the upload that bytes are sent to does not exist."""
    assert declared(house, route, signed) in ({413, 404} if "uploads" in route[1] else {413})


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower limits, so that the walk with bodies that say no length moves megabytes and not gigabytes."""
    monkeypatch.setattr(bounds, "LARGEST", 1 << 16)
    monkeypatch.setattr(middleware, "_DRAIN_BYTES", 1 << 16)


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("is_signed_in", [False, True], ids=["stranger", "signed in"])
def test_bodies_that_never_end_are_answered_and_not_kept(house: House, signed: list[str], is_signed_in: bool) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for route in sorted(WALK, key=lambda route: route[1] == "/sign-out"):
        took, answer = poured(house, route, signed if is_signed_in else [])
        # What routes take at most, with what lies in the buffers of two sockets.
        assert took < 24 << 20, route
        if answer:
            is_known = status_of(answer) in {400, 401, 403, 404, 405, 413, 415, 422, 303}
            assert is_known or route[0] in {"GET", "HEAD", "OPTIONS"} or route not in READ_BY_ROUTE, (route, answer)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024


def poured(house: House, route: tuple[str, str], headers: list[str]) -> tuple[int, bytes]:
    """Bytes that went out until an answer came, and its beginning; at most 64 MB."""
    start = b'--b\r\nContent-Disposition: form-data; name="audio"; filename="x"\r\n\r\n'
    piece, took = start + b"x" * (1 << 16), 0
    with connected(house) as connection:
        connection.sendall(head(route, *headers, "Transfer-Encoding: chunked"))
        connection.setblocking(False)
        waiting = memoryview(b"%x\r\n%s\r\n" % (len(piece), piece) * 16)
        rest, end = waiting, time.monotonic() + 60
        while took < 64 << 20 and time.monotonic() < end:
            try:
                answer = connection.recv(1000)
            except BlockingIOError:
                pass
            except OSError:
                return took, b""
            else:
                return took, answer
            try:
                went = connection.send(rest)
            except BlockingIOError:
                time.sleep(0.005)
                continue
            except OSError:
                return took, b""
            took += went
            rest = rest[went:] or waiting
    return took, b""


@pytest.mark.parametrize("size", [400_000, 1_000_000])
@pytest.mark.parametrize("place", ["query", "path", "header", "many headers", "method", "cookie"])
def test_a_head_that_never_ends_is_refused(house: House, place: str, size: int) -> None:
    """The server reads up to 256 kB at a time, and holds no more than 64 kB of an unfinished head."""
    much = b"x" * size
    line = {
        "query": b"GET /v1/interactions?agent=" + much,
        "path": b"GET /" + much,
        "method": much,
        "header": b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Much: " + much,
        "many headers": b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * (size // 6),
        "cookie": b"GET / HTTP/1.1\r\nHost: x\r\nCookie: qa_session=" + much,
    }[place]
    with connected(house) as connection:
        try:
            connection.sendall(line)
            connection.sendall(b" HTTP/1.1\r\n\r\n")
            answer = connection.recv(1000)
        except OSError:  # closed while we were still sending
            return
    assert not answer or status_of(answer) == 400


PART = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
FILE = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.wav"\r\n\r\nx\r\n'
FORMS = {
    "3,000 fields": b"".join(PART % (b"f%d" % n, b"x") for n in range(3_000)),
    "300 files": FILE * 300,
    "a field of 2 MB": PART % (b"client", b"x" * 2_000_000),
    "100 headers of a part": b"--b\r\n" + b"A: b\r\n" * 100 + b"\r\nx\r\n",
    "a header of a part of 1 MB": b"--b\r\nA: " + b"x" * 1_000_000 + b"\r\n\r\nx\r\n",
    "a boundary that never comes": b"x" * 1_000_000,
    "half a part": b"--b\r\nContent-Disposition: form-da",
}
TAKING_FORMS = [
    ("POST", "/upload"),
    ("POST", "/queue-logs"),
    ("POST", "/surveys"),
    ("POST", "/sign-in"),
    ("POST", "/v1/recordings"),
    ("POST", "/rubrics/draft"),
]


@pytest.mark.parametrize("route", TAKING_FORMS, ids=" ".join)
@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_too_many_or_too_long_parts_is_refused(house: House, route: tuple[str, str], name: str) -> None:
    body = FORMS[name] + b"--b--\r\n"
    headers = dict(header.split(": ", 1) for header in signed_in(house))
    headers["Content-Type"] = "multipart/form-data; boundary=b"
    if route[1] != "/upload":
        del headers["X-CSRF-Token"]
    answer = httpx.request(route[0], house.url + route[1], content=body, headers=headers, timeout=60)
    as_a_page = {200} if (route[1], name) == ("/upload", "half a part") else set()  # it says that no file was chosen
    assert answer.status_code in {400, 403, 413, 422} | as_a_page, answer.text[:300]


def test_more_connections_than_there_is_room_for_are_told_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "CONNECTIONS", 3)
    with served(house.service) as url:
        address = httpx.URL(url)
        idle = [socket.create_connection((address.host, address.port or 0), timeout=30) for _ in range(5)]
        try:
            assert [httpx.get(f"{url}/healthz").status_code for _ in range(2)] == [503, 503]
        finally:
            for connection in idle:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.close()
        end = time.monotonic() + 30
        while httpx.get(f"{url}/healthz").status_code != 200:
            assert time.monotonic() < end


def test_a_body_that_drips_is_given_up(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then moves the deadline by what a byte may take, and no further."""
    monkeypatch.setattr(connections.PatientWithinLimits, "body_grace", 1.0)
    monkeypatch.setattr(connections.PatientWithinLimits, "least_rate", 100.0)
    kind = "Content-Type: application/x-www-form-urlencoded"
    with connected(house) as connection:
        lines = ["POST /sign-in HTTP/1.1", "Host: x", kind, "Content-Length: 1000", "", ""]
        connection.sendall("\r\n".join(lines).encode())
        assert seconds_until_cut(connection, b"x") < 30


def seconds_until_cut(connection: socket.socket, byte: bytes) -> float:
    """While it is sent this byte ten times a second."""
    begun = time.monotonic()
    while time.monotonic() - begun < 30:
        try:
            connection.sendall(byte)
        except OSError:
            break
        time.sleep(0.1)
    return time.monotonic() - begun
