"""A small issuer of our own, which says whatever a test wants: what no honest provider would."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.oidc.provider import signing_key

LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
Change = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass
class Issuer:
    """`nonce` is what the browser was sent with; `change` alters the claims of the next tokens, `replies` whole answers
    by path. `asked` holds what came in.
    """

    url: str = ""
    key: RSAKey = field(default_factory=lambda: signing_key("own"))
    nonce: str = ""
    sub: str = "u1"
    groups: list[str] = field(default_factory=lambda: ["qa-team"])
    described: dict[str, Any] = field(default_factory=dict)
    change: Change = lambda claims: claims
    token: Callable[[str], str] = lambda token: token
    userinfo: dict[str, Any] = field(default_factory=dict)
    replies: dict[str, Callable[["IssuerHandler"], None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, list[str]], dict[str, str]]] = field(default_factory=list)

    def signed(self, claims: dict[str, Any], **header: Any) -> str:
        """A token of these claims."""
        return jwt.encode({"alg": "RS256", "kid": self.key.kid, **header}, claims, self.key)

    def id_token(self) -> str:
        """Of somebody who has just signed in."""
        now = int(time.time())
        claims = {"iss": self.url, "aud": "qa", "sub": self.sub, "iat": now, "exp": now + 300, "nonce": self.nonce}
        claims |= {"sid": "s-" + self.sub, "preferred_username": self.sub, "groups": self.groups}
        return self.token(self.signed(self.change(claims)))

    def logout_token(self, **change: Any) -> str:
        """That ends the session of `sub`."""
        now = int(time.time())
        claims = {"iss": self.url, "aud": "qa", "sub": self.sub, "sid": "s-" + self.sub, "iat": now, "exp": now + 120}
        claims |= {"jti": str(uuid4()), "events": {LOGOUT: {}}}
        return self.signed({**claims, **change}, typ="logout+jwt")

    def document(self) -> dict[str, Any]:
        """What it says of itself."""
        paths = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
        told = {name: self.url + path for name, path in {**paths, "userinfo_endpoint": "/me"}.items()}
        return {"issuer": self.url, **told, **self.described}


class IssuerHandler(BaseHTTPRequestHandler):
    """Answers as the issuer says."""

    protocol_version = "HTTP/1.1"
    issuer: Issuer

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer(parse_qs(body))

    def _answer(self, form: dict[str, list[str]]) -> None:
        issuer = self.issuer
        issuer.asked.append((self.path, form, dict(self.headers)))
        if self.path in issuer.replies:
            issuer.replies[self.path](self)
            return
        bodies: dict[str, Callable[[], Any]] = {
            "/.well-known/openid-configuration": issuer.document,
            "/keys": lambda: {"keys": [issuer.key.as_dict(private=False)]},
            "/token": lambda: {"id_token": issuer.id_token(), "access_token": "at", "token_type": "Bearer"},
            "/me": lambda: issuer.userinfo,
        }
        self.send(200, json.dumps(bodies[self.path]()).encode())

    def send(self, status: int, body: bytes, **headers: str) -> None:
        """One whole answer."""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""


@contextmanager
def issuing() -> Iterator[Issuer]:
    """While it answers."""
    issuer = Issuer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (IssuerHandler,), {"issuer": issuer}))
    server.daemon_threads = True
    issuer.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join(30)
