"""Bodies as they stream in: bounded while they come, never whole in memory unless they are small."""

import asyncio
import sys
from collections.abc import AsyncIterator
from tempfile import TemporaryFile
from typing import IO

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.routing import BaseRoute

from qa_service.errors import say
from qa_service.refusals import TooSlow, WrongType, too_large
from qa_service.services.dependencies import Dependencies

IDLE = 60.0
"""Seconds without a byte after which a request is given up; it may hold an upload's lock."""


def reads_its_body(route: BaseRoute) -> bool:
    """Whether a route takes its body as it streams in, within limits of its own; it then describes it by hand."""
    return isinstance(route, APIRoute) and "requestBody" in (route.openapi_extra or {})


def media_type(request: Request) -> str:
    """The body's type without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def expect_type(request: Request, *types: str) -> str:
    """The body's type, one of `types`. Raises WrongType."""
    body_type = media_type(request)
    if body_type not in types:
        text = f"a body of type {body_type}" if body_type else "a body without Content-Type"
        raise WrongType(
            say("{text} is not read here; send {wanted}", text=text, wanted=" or ".join(types)),
            headers={"Accept": ", ".join(types)},
        )
    return body_type


def declared_length(headers: Headers) -> int | None:
    """Bytes that a request says it brings; None where it does not say. More digits than any body has stand for more
    than any limit: Python reads no number of thousands of them.
    """
    declared = headers.get("content-length", "")
    if not (declared.isascii() and declared.isdecimal()):
        return None
    return int(declared) if len(declared) < 20 else sys.maxsize


async def pieces(request: Request, limit: int) -> AsyncIterator[bytes]:
    """The body as it comes. Raises TooLarge, at once where the length was declared, and TooSlow."""
    declared = declared_length(request.headers)
    if declared is not None and declared > limit:
        raise too_large(limit)
    stream, remaining = aiter(request.stream()), limit
    while True:
        try:
            async with asyncio.timeout(IDLE):
                piece = await anext(stream, None)
        except TimeoutError:
            raise TooSlow(say("nothing came for {seconds} seconds; send it again", seconds=f"{IDLE:.0f}")) from None
        if piece is None:
            return
        remaining -= len(piece)
        if remaining < 0:
            raise too_large(limit)
        if piece:
            yield piece


async def read(request: Request, limit: int) -> bytes:
    """A small body, whole. Raises TooLarge, TooSlow."""
    return b"".join([piece async for piece in pieces(request, limit)])


def scratch(service: Dependencies) -> IO[bytes]:
    """A file without a name beside the drafts: it is gone when it is closed, or when we are killed."""
    return TemporaryFile(dir=service.partial_uploads.folder)


async def spool(request: Request, file: IO[bytes], limit: int) -> int:
    """Write the body to `file` and go back to its beginning; returns its bytes. Raises TooLarge, TooSlow."""
    size = 0
    async for piece in pieces(request, limit):
        await run_in_threadpool(file.write, piece)
        size += len(piece)
    await run_in_threadpool(file.seek, 0)
    return size
