"""One request and its whole answer, within bounds of time and length."""

import logging
import ssl
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

import httpcore

from qa_service.logs import event
from qa_service.outgoing.connection import Deadline, GuardedBackend
from qa_service.outgoing.failures import NotReached, TooLong, TooSlow


class OutgoingRequest(NamedTuple):
    """`url` is absolute; headers that every request has are added."""

    method: str
    url: str
    headers: Mapping[str, str] = {}
    content: bytes = b""


class Answer(NamedTuple):
    """Whatever its status, a redirect's too: nothing is followed."""

    status: int
    body: bytes


def exchange(request: OutgoingRequest, deadline: Deadline, *, listed: Collection[str], most_bytes: int) -> Answer:
    """The answer. `listed`: hosts that may be public (see `addresses.allowed`). Raises OutgoingFailure."""
    parts = urlsplit(request.url)
    secure = parts.scheme == "https"
    backend = GuardedBackend(deadline, listed, is_encrypted=secure)
    context = ssl.create_default_context() if secure else None
    try:
        with (
            httpcore.ConnectionPool(ssl_context=context, network_backend=backend, max_connections=1) as pool,
            pool.stream(request.method, request.url, headers=_headers(request), content=request.content) as answer,
        ):
            return Answer(answer.status, _whole(answer.iter_stream(), most_bytes))
    except httpcore.TimeoutException:
        raise TooSlow from None
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
        event("other machine cannot be reached", logging.WARNING, error=type(error).__name__)
        raise NotReached from None


def _headers(request: OutgoingRequest) -> list[tuple[bytes | str, bytes | str]]:
    common = {
        "Host": urlsplit(request.url).netloc,
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    length = {"Content-Length": str(len(request.content))} if request.method == "POST" else {}
    return [*{**common, **length, **request.headers}.items()]


def _whole(pieces: Iterable[bytes], most_bytes: int) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > most_bytes:
            raise TooLong
    return bytes(body)
