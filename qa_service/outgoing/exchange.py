"""One request and its whole answer, within bounds of time and length."""

import logging
import ssl
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple
from urllib.parse import urlsplit

import httpcore

from qa_service.logs import event
from qa_service.outgoing.addresses import allowed, reachable
from qa_service.outgoing.connection import Admission, Deadline, GuardedBackend
from qa_service.outgoing.failures import AddressNotAllowed, NotReached, OutgoingFailure, TooLong, TooSlow, Untrusted
from qa_service.outgoing.pauses import asked_pause

_HEARD = 64 * 1024
"""Bytes of an answer that nobody reads: it is taken off the line, so that the other side can end it."""
_BROKEN_OFF = (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OutgoingFailure)


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
    is_encrypted = urlsplit(request.url).scheme == "https"
    admitted = partial(allowed, listed=listed, is_encrypted=is_encrypted)
    with _answered(request, deadline, admitted) as answer:
        return Answer(answer.status, _whole(answer.iter_stream(), most_bytes))


class Told(NamedTuple):
    """What somebody answers to what they were told: `pause` is the seconds that they ask for (Retry-After)."""

    status: int
    pause: float | None = None


def told(request: OutgoingRequest, deadline: Deadline, *, listed: Collection[str]) -> Told:
    """The status that a public host answers with; what else it answers is read by nobody. Without encryption only a
    `listed` host is told anything. Raises OutgoingFailure.
    """
    parts = urlsplit(request.url)
    if parts.scheme != "https" and (parts.hostname or "").lower() not in listed:
        raise AddressNotAllowed
    with _answered(request, deadline, partial(reachable, listed=listed)) as answer:
        answered = Told(answer.status, asked_pause(answer.headers, datetime.now(UTC)))
        with suppress(*_BROKEN_OFF):  # the status was told, and that is all we ask for
            _whole(answer.iter_stream(), _HEARD)
        return answered


@contextmanager
def _answered(request: OutgoingRequest, deadline: Deadline, admitted: Admission) -> Iterator[httpcore.Response]:
    """The beginning of the answer, and the way to the rest. Raises OutgoingFailure."""
    backend = GuardedBackend(deadline, admitted)
    context = ssl.create_default_context() if urlsplit(request.url).scheme == "https" else None
    try:
        with (
            httpcore.ConnectionPool(ssl_context=context, network_backend=backend, max_connections=1) as pool,
            pool.stream(request.method, request.url, headers=_headers(request), content=request.content) as answer,
        ):
            yield answer
    except httpcore.TimeoutException:
        raise TooSlow from None
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
        event("other machine cannot be reached", logging.WARNING, error=type(error).__name__)
        raise (Untrusted if _is_of_certificate(error) else NotReached) from None


def _is_of_certificate(error: BaseException) -> bool:
    return any(isinstance(cause, ssl.SSLCertVerificationError) for cause in (error, error.__cause__, error.__context__))


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
