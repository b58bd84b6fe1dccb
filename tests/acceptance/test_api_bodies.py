"""What strangers can make the server hold: bodies before anybody is asked who sends them, and connections."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from qa_service.api.bounds import LARGEST
from qa_service.http import connections
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built

LONG = 64 << 20


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder: Path = tmp_path_factory.mktemp("bodies")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        yield house


def connected(house: House) -> socket.socket:
    """A connection to the server, on which nothing was said yet."""
    address = httpx.URL(house.url)
    return socket.create_connection((address.host, address.port or 0), timeout=30)


def request(method: str, path: str, *headers: str) -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: x", *headers, "", ""]).encode()


FORM = "Content-Type: multipart/form-data; boundary=b"
START = b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'
ANONYMOUS = [
    ("POST", "/sign-in", FORM),
    ("POST", "/rubrics/draft", FORM),
    ("POST", "/v1/exports", "Content-Type: application/json"),
    ("POST", "/v1/samples", "Content-Type: application/json"),
]


@pytest.mark.parametrize(("method", "path", "kind"), ANONYMOUS)
def test_a_long_body_of_a_stranger_is_refused_by_its_length(house: House, method: str, path: str, kind: str) -> None:
    with connected(house) as connection:
        connection.sendall(request(method, path, kind, f"Content-Length: {LONG}", "Expect: 100-continue"))
        assert connection.recv(1000).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(("method", "path", "kind"), ANONYMOUS)
def test_a_long_body_that_does_not_say_its_length_is_cut(house: House, method: str, path: str, kind: str) -> None:
    """It may be refused after a few megabytes; what is sent beyond is never taken in."""
    piece = START + b"x" * (1 << 20)
    with connected(house) as connection:
        connection.sendall(request(method, path, kind, "Transfer-Encoding: chunked"))
        sent, answer = 0, b""
        connection.settimeout(0.5)
        while not answer and sent < LONG:
            try:
                connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
                sent += len(piece)
                connection.settimeout(0.05)
                answer = connection.recv(1000)
            except TimeoutError:
                connection.settimeout(0.5)
            except OSError:
                break
    assert sent <= LARGEST + (24 << 20)  # the limit, what lies in buffers, and what is drained before the answer
    assert not answer or answer.startswith((b"HTTP/1.1 413 ", b"HTTP/1.1 400 ")), answer


def test_forms_of_the_usual_size_pass(house: House) -> None:
    with house.user() as user:
        answer = user.post("/v1/samples/nonsense", json={"x": "y" * 100_000})
        assert answer.status_code in (404, 405)
        answer = user.post("/v1/exports", json={"kind": "interactions", "x": "y" * 1_000_000})
        assert answer.status_code == 422
    assert httpx.post(f"{house.url}/sign-in", data={"name": "x" * 1_000_000}).status_code == 403


@pytest.fixture
def hasty(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """The same server with little patience."""
    monkeypatch.setattr(connections.PatientWithinLimits, "headers_within", 1.0)
    monkeypatch.setattr(connections.PatientWithinLimits, "body_within", 1.0)
    return house


def seconds_until_closed(connection: socket.socket) -> float:
    begun = time.monotonic()
    connection.settimeout(20)
    while connection.recv(1000):
        pass
    return time.monotonic() - begun


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n", b"POST /v1/interactions HT"])
def test_a_connection_whose_headers_never_end_is_closed(hasty: House, said: bytes) -> None:
    with connected(hasty) as connection:
        connection.sendall(said)
        assert seconds_until_closed(connection) < 15


def test_a_byte_now_and_then_buys_no_time(hasty: House) -> None:
    slow = iter(request("GET", "/healthz", *("X-Slow: yes" for _ in range(50))))
    begun, sent = time.monotonic(), 0
    with connected(hasty) as connection:
        try:
            for byte in slow:
                connection.sendall(bytes([byte]))
                sent += 1
                time.sleep(0.1)
        except OSError:
            assert time.monotonic() - begun < 15
    assert sent < 200, "all 700 bytes were waited for"


def test_a_second_request_must_end_in_time_too(hasty: House) -> None:
    with connected(hasty) as connection:
        connection.sendall(request("GET", "/healthz"))
        assert connection.recv(4000).startswith(b"HTTP/1.1 200 ")
        connection.sendall(b"GET /healthz HT")
        assert seconds_until_closed(connection) < 15


def test_a_body_that_stops_half_way_is_given_up(hasty: House) -> None:
    with connected(hasty) as connection:
        kind = "Content-Type: application/x-www-form-urlencoded"
        connection.sendall(request("POST", "/sign-in", kind, "Content-Length: 1000") + b"name=x")
        assert seconds_until_closed(connection) < 15


def test_a_slow_body_that_keeps_coming_is_read(hasty: House) -> None:
    """Four pauses of 0.4 s are longer together than the second that one may last."""
    with connected(hasty) as connection:
        kind = "Content-Type: application/x-www-form-urlencoded"
        connection.sendall(request("POST", "/sign-in", kind, "Content-Length: 8"))
        for piece in (b"na", b"me", b"=x", b"yz"):
            time.sleep(0.4)
            connection.sendall(piece)
        assert connection.recv(1000).startswith(b"HTTP/1.1 403 ")
