"""A real receiver of webhooks: an HTTP or HTTPS server that answers as a test wants, and keeps what it took."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Got:
    """One request as it came; `status` is what it was answered with."""

    headers: dict[str, str]
    body: bytes
    status: int

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.body)
        return document


@dataclass
class Receiver:
    """`answer` says with which status each request is answered, given how many came before."""

    answer: Callable[[int], int] = lambda _count: 200
    url: str = ""
    requests: list[Got] = field(default_factory=list)
    location: str = ""
    pause: str = ""
    """What it asks for by Retry-After."""
    hanging: threading.Event | None = None
    """Where it is set, nothing is answered until the event is."""
    body: bytes = b"thank you, customer Rossi"

    @property
    def accepted(self) -> list[Got]:
        return [got for got in self.requests if 200 <= got.status < 300]


@contextmanager
def receiving(certificate: Path | None = None, host: str = "127.0.0.1", port: int = 0) -> Iterator[Receiver]:
    """A server in threads; over TLS where a certificate is given."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if receiver.hanging is not None:
                receiver.hanging.wait(30)
            status = receiver.answer(len(receiver.requests))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.requests.append(Got(headers, body, status))
            self.send_response(status)
            if receiver.location:
                self.send_header("Location", receiver.location)
            if receiver.pause:
                self.send_header("Retry-After", receiver.pause)
            self.send_header("Content-Length", str(len(receiver.body)))
            self.end_headers()
            self.wfile.write(receiver.body)

        def log_message(self, format: str, *args: object) -> None: ...

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None: ...  # who hung up, hung up

    server = Server((host, port), Handler)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme = "https" if certificate else "http"
    receiver.url = f"{scheme}://{'localhost' if certificate else host}:{server.server_address[1]}/hook"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
