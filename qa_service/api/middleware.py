"""Around every request: a name, a log line, counters, security headers, and an answer when our own code fails."""

import asyncio
import contextlib
import logging
import time
import traceback
import uuid
from collections.abc import Mapping
from pathlib import Path

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa_service.causes import cause_of
from qa_service.errors import QaError
from qa_service.http import problems, security_headers
from qa_service.logs import event
from qa_service.metrics import Requests

_GONE = 499  # as nginx logs a caller that hung up
_DRAIN_BYTES, _DRAIN_SECONDS = 16 << 20, 5.0


class Around:
    """ASGI middleware. The log names the route's template: addresses may hold identifiers."""

    def __init__(self, app: ASGIApp, requests: Requests, hsts_seconds: int) -> None:
        self._app, self._requests, self._hsts = app, requests, hsts_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        exchange = _Exchange(scope, receive, send, security_headers.of(scope["scheme"], self._hsts))
        try:
            await self._app(scope, exchange.receive, exchange.send)
        except ClientDisconnect:
            exchange.status = exchange.status or _GONE
        except Exception as error:  # noqa: BLE001  (the caller gets an answer, whatever went wrong)
            await _failed(error, scope, exchange)
        self._note(scope, exchange, time.perf_counter() - started)

    def _note(self, scope: Scope, exchange: "_Exchange", seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unmatched")
        method, status = scope["method"], exchange.status or _GONE
        self._requests.add(method, route, status, seconds)
        event("request", method=method, route=route, status=status, seconds=round(seconds, 4), request=str(exchange.id))


async def _failed(error: Exception, scope: Scope, exchange: "_Exchange") -> None:
    """Log the error's type and place, never its message, and answer if nothing was answered yet."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
    event("request failed", logging.ERROR, error=place, request=str(exchange.id))
    if exchange.status is None:
        response = problems.answer(
            cause_of(error) or QaError("the service failed"), problems.instance_of(Request(scope))
        )
        await response(scope, exchange.receive, exchange.send)


class _Exchange:
    """Watches both directions of one request. A route may ask for headers on all of its answers, refusals included, in
    `request.state.headers`.
    """

    def __init__(self, scope: Scope, receive: Receive, send: Send, headers: Mapping[str, str]) -> None:
        self._headers = headers
        self.id = uuid.uuid4()
        self._state = scope.setdefault("state", {})
        self._state["request_id"] = self.id
        # Such a caller waits for leave before it sends; to read on would give it.
        self._expects = "expect" in Headers(scope=scope)
        self.status: int | None = None
        self._receive, self._send = receive, send
        self._unread = True

    async def receive(self) -> Message:
        message = await self._receive()
        self._unread = message["type"] == "http.request" and message.get("more_body", False)
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in {**self._headers, **self._state.get("headers", {})}.items():
                headers.setdefault(name, value)
            headers["X-Request-ID"] = str(self.id)
            if message["status"] >= 400:
                await self._drain()
        await self._send(message)

    async def _drain(self) -> None:
        """Read on for a little: a caller who is still sending may never see an answer on a connection that is cut."""
        remaining = 0 if self._expects else _DRAIN_BYTES
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_DRAIN_SECONDS):
                while self._unread and remaining > 0:
                    remaining -= len((await self.receive()).get("body", b""))
