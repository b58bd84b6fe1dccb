"""Bodies are bounded before anybody reads them, whoever sends them, on every route and on none (404).

Routes that read long bodies themselves do so behind their key or session, in limits of their own (see `request_body`).
"""

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa_service.http import problems
from qa_service.http.request_body import declared_length, reads_its_body
from qa_service.refusals import too_large

LARGEST = 4 << 20
"""Bytes of a form or of a JSON body that is no interaction."""


class BoundedBodies:
    """ASGI middleware. A longer body is refused with 413: at once where its length is declared."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self._app, self._routes = app, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        declared = declared_length(headers) if "content-length" in headers else 0
        is_long = declared is None or declared > LARGEST
        if (is_long or "transfer-encoding" in headers) and not self._is_read_by_route(scope):
            if is_long:
                await problems.answer(too_large(LARGEST), problems.instance_of(Request(scope)))(scope, receive, send)
                return
            receive = _counted(receive)
        await self._app(scope, receive, send)

    def _is_read_by_route(self, scope: Scope) -> bool:
        route = next((route for route in self._routes if route.matches(scope)[0] is Match.FULL), None)
        return route is not None and reads_its_body(route)


def _counted(receive: Receive) -> Receive:
    """The same body; raises where it grows over the limit that it did not declare."""
    remaining = LARGEST

    async def counted() -> Message:
        nonlocal remaining
        message = await receive()
        remaining -= len(message.get("body", b""))
        if remaining < 0:
            raise HTTPException(413)
        return message

    return counted
