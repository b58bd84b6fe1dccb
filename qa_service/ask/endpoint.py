"""An OpenAI-compatible server: one question, one answer, tried again where that may help, all within a deadline.

Nothing leads elsewhere: redirects are not followed, proxies of the environment are not asked, and each connection goes
to an address that was checked.
"""

import json
import logging
import random
import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import httpcore

from qa_service.ask.no_answer import NoAnswer
from qa_service.domain.ask_failures import BUSY, ERROR, NOT_ALLOWED, NOT_REACHED, TOO_LONG, TOO_SLOW
from qa_service.logs import event
from qa_service.outgoing.addresses import allowed
from qa_service.outgoing.connection import Deadline, GuardedBackend
from qa_service.outgoing.failures import AddressNotAllowed, HostNotFound
from qa_service.outgoing.pauses import asked_pause

MOST_BYTES = 256 * 1024
"""Of an answer; the model is asked for 400 tokens."""
_FIRST_PAUSE = 0.5
_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`url` is what ``/chat/completions`` is added to (``http://127.0.0.1:8080/v1``), `seconds` what one answer may
    take with all its tries, `hosts` those outside private networks that may be asked.
    """

    url: str
    key: str = ""
    seconds: float = 60.0
    retries: int = 2
    hosts: frozenset[str] = frozenset()

    def post(self, body: dict[str, Any], may_try: Callable[[], None] = lambda: None) -> bytes:
        """The body of the answer. `may_try` is called before each try, and may raise NoAnswer. Raises NoAnswer."""
        deadline = Deadline(self.seconds)
        for attempt in range(self.retries + 1):
            may_try()
            try:
                return self._once(json.dumps(body).encode(), deadline)
            except NoAnswer as failure:
                pause = failure.wait if failure.wait is not None else _FIRST_PAUSE * 2**attempt * random.uniform(1, 1.5)
                if failure.final or attempt == self.retries or pause >= deadline.left:
                    raise
                time.sleep(pause)
        raise AssertionError

    def _once(self, body: bytes, deadline: Deadline) -> bytes:
        secure = urlsplit(self.url).scheme == "https"
        backend = GuardedBackend(deadline, partial(allowed, listed=self.hosts, is_encrypted=secure))
        context = ssl.create_default_context() if secure else None
        try:
            with (
                httpcore.ConnectionPool(ssl_context=context, network_backend=backend, max_connections=1) as pool,
                pool.stream(
                    "POST", f"{self.url.rstrip('/')}/chat/completions", headers=self._headers(body), content=body
                ) as answer,
            ):
                _check(answer)
                return _whole(answer.iter_stream())
        except AddressNotAllowed:
            raise NoAnswer(NOT_ALLOWED, final=True) from None
        except HostNotFound:
            raise NoAnswer(NOT_REACHED) from None
        except httpcore.TimeoutException:
            raise NoAnswer(TOO_SLOW) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
            event("language model cannot be reached", logging.WARNING, error=type(error).__name__)
            raise NoAnswer(NOT_REACHED) from None

    def _headers(self, body: bytes) -> list[tuple[bytes | str, bytes | str]]:
        headers: list[tuple[bytes | str, bytes | str]] = [
            ("Host", urlsplit(self.url).netloc),
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(body))),
            ("Accept", "application/json"),
            ("Accept-Encoding", "identity"),
            ("Connection", "close"),
        ]
        return [*headers, ("Authorization", f"Bearer {self.key}")] if self.key else headers


def _check(answer: httpcore.Response) -> None:
    """Anything but 200 is no answer; a redirect leads nowhere."""
    if answer.status == 200:
        return
    event("language model answered with an error", logging.WARNING, status=answer.status)
    if answer.status == _TOO_MANY:
        raise NoAnswer(BUSY, wait=asked_pause(answer.headers, datetime.now(UTC)))
    if answer.status >= 500:
        raise NoAnswer(ERROR, wait=asked_pause(answer.headers, datetime.now(UTC)))
    raise NoAnswer(ERROR, final=True)


def _whole(pieces: Iterable[bytes]) -> bytes:
    """All of it, unless there is no end to it."""
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > MOST_BYTES:
            raise NoAnswer(TOO_LONG, final=True)
    return bytes(body)
