"""A small server that speaks as an OpenAI-compatible one does, or fails in the way that a test asks for."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["StubHandler", dict[str, Any]], None]
"""Answers one request, whose body is given."""


@dataclass
class StubModel:
    """What is answered, reply by reply (the last one again and again), and what came in."""

    replies: list[Reply]
    url: str = ""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return len(self.bodies)


class StubHandler(BaseHTTPRequestHandler):
    """Hands each request to the next reply."""

    protocol_version = "HTTP/1.1"
    stub: StubModel

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        stub = self.stub
        reply = stub.replies[min(stub.asked, len(stub.replies) - 1)]
        stub.bodies.append(body)
        stub.headers.append(dict(self.headers))
        stub.paths.append(self.path)
        try:
            reply(self, body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""

    def send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


def completion(content: str) -> bytes:
    return json.dumps({"choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}).encode()


def says(content: str) -> Reply:
    """Answers 200 with this content of the message."""
    return lambda handler, _: handler.send(200, completion(content))


def answers(verdict: str, *quotes: tuple[int, str], reason: str = "It says so.") -> Reply:
    """Answers in the form that was asked for."""
    told = [{"turn": turn, "text": text} for turn, text in quotes]
    return says(json.dumps({"verdict": verdict, "quotes": told, "reason": reason}))


def fails(status: int, **headers: str) -> Reply:
    """Answers with a status and nothing else."""
    return lambda handler, _: handler.send(status, b"{}", **headers)


@contextmanager
def serving(*replies: Reply, context: ssl.SSLContext | None = None) -> Iterator[StubModel]:
    """The server on a free port of this machine; with a `context` it speaks TLS."""
    stub = StubModel(list(replies))
    handler = type("Handler", (StubHandler,), {"stub": stub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    stub.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
