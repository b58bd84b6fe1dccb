"""Connections that nobody uses end: whoever begins a request must finish it in time.

uvicorn itself waits for ever for the headers of a first request, and for bodies that stop half-way.
"""

import asyncio
import resource
from collections.abc import Sequence
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADERS = 20.0
"""Seconds from the first moment of a connection, or from the first byte after a pause, to the end of the headers."""
BODY = 75.0
"""Seconds without a byte of a body; the routes that read long bodies answer 408 before that (`request_body.IDLE`)."""
LEAST_RATE = 500.0
"""Bytes a second that a body must come with on the whole: a byte a minute would hold its connection for ever."""
CONNECTIONS = 1_000
"""At the same time; those beyond are answered 503 at once, so that files and threads are left for the others."""
HEADER_BYTES = 64 * 1024
"""Of all headers of a request with its address; more is answered 400. An upload's document travels in a header."""


class PatientWithinLimits(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to waiting."""

    headers_within, body_within, body_grace, least_rate = HEADERS, BODY, BODY, LEAST_RATE
    _deadline: asyncio.TimerHandle | None = None
    _body_began: float | None = None
    _body_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn names the transport more narrowly
        super().connection_made(transport)
        self._wait(self.headers_within)

    def data_received(self, data: bytes) -> None:
        """A byte of headers moves no deadline, a byte of a body does, as long as they come at the least rate."""
        super().data_received(data)
        if self._awaits_body():
            self._wait_for_body(len(data))
            return
        self._body_began = None
        if not self._awaits_headers():
            self._stop_waiting()
        elif self._deadline is None:
            self._wait(self.headers_within)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _awaits_headers(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _awaits_body(self) -> bool:
        return not self._awaits_headers() and bool(self.cycle.more_body)

    def _wait_for_body(self, received: int) -> None:
        now = self.loop.time()
        if self._body_began is None:
            self._body_began, self._body_bytes = now, 0
        self._body_bytes += received
        last = self._body_began + self.body_grace + self._body_bytes / self.least_rate
        self._wait(max(0.0, min(self.body_within, last - now)))

    def _wait(self, seconds: float) -> None:
        self._stop_waiting()
        self._deadline = self.loop.call_later(seconds, self._give_up)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        if self._awaits_body() and self.flow.read_paused:  # it is we who do not read
            self._body_began = None  # the time that we took is not the caller's
            self._wait(self.body_within)
        elif self.transport is not None and not self.transport.is_closing():
            self.transport.close()


def server(app: Any, proxies: Sequence[str] = (), **options: Any) -> uvicorn.Server:
    """A server of `app`; it says nothing of its own, since the middleware logs every request.

    `proxies`: whose word counts on where a request came from. uvicorn itself believes everybody on this machine, and so
    whoever comes through a tunnel or a proxy on it.
    """
    _make_room()
    options = {"limit_concurrency": CONNECTIONS, "h11_max_incomplete_event_size": HEADER_BYTES, **options}
    options |= {"proxy_headers": bool(proxies), "forwarded_allow_ips": list(proxies)}
    return uvicorn.Server(uvicorn.Config(app, http=PatientWithinLimits, log_config=None, access_log=False, **options))


def _make_room() -> None:
    """Files enough for all connections, as far as the system lets us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4 * CONNECTIONS
    if soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
