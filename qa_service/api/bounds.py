"""Bodies that the framework reads for a route are bounded before it reads them: it asks nobody who sends them first.

Routes that read their body themselves do so behind their key, with limits of their own (see `bodies`).
"""

from collections.abc import Sequence

from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa_service.http import problems
from qa_service.http.request_body import declared_length
from qa_service.refusals import too_large

LARGEST = 4 << 20
"""Bytes of a form or of a JSON body that is no interaction."""
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})


class BoundedBodies:
    """ASGI middleware. A longer body is refused with 413: at once where its length is declared."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self._app, self._routes = app, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] in _BODILESS or not self._is_read_by_framework(scope):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        declared = declared_length(headers) if "content-length" in headers else 0
        if declared is None or declared > LARGEST:
            await problems.answer(too_large(LARGEST), problems.instance_of(Request(scope)))(scope, receive, send)
            return
        await self._app(scope, _counted(receive), send)

    def _is_read_by_framework(self, scope: Scope) -> bool:
        route = next((route for route in self._routes if route.matches(scope)[0] is Match.FULL), None)
        return isinstance(route, APIRoute) and route.body_field is not None


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
