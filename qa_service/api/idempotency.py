"""`Idempotency-Key` on every POST under /v1: a request that is sent again with its key gets the answer it got.

As https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ has it.
"""

import hashlib
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa_service.errors import BadInput, QaError
from qa_service.http import problems, request_body
from qa_service.http.dependencies import origin_of, within_rate
from qa_service.services import named_requests, sign_in
from qa_service.services.access import Caller
from qa_service.services.dependencies import Dependencies
from qa_service.services.named_requests import LARGEST_ANSWER, Answer, Begun

HEADER = "Idempotency-Key"
_LONGEST = 255
_KEPT_HEADERS = ("content-type", "location")
_OF_REQUEST = ("content-type", "content-length")


class NamedRequests:
    """ASGI middleware around the application."""

    def __init__(self, app: ASGIApp, service: Dependencies) -> None:
        self._app, self._service = app, service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        is_post = scope["type"] == "http" and scope["method"] == "POST" and scope["path"].startswith("/v1/")
        key = Headers(scope=scope).get(HEADER) if is_post else None
        if key is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            await self._named(request, key, send)
        except QaError as error:
            await problems.answer(error, problems.instance_of(request))(scope, receive, send)

    async def _named(self, request: Request, key: str, send: Send) -> None:
        if not 1 <= len(key) <= _LONGEST:
            raise BadInput("has no length of 1 to {limit} characters", limit=_LONGEST, where=HEADER)
        caller = await run_in_threadpool(self._caller, request)
        if caller is None:  # the application says what is wrong with the caller's own key
            await self._app(request.scope, request.receive, send)
            return
        answer = await self._before(_hash(caller.actor, request.url.path, key), request)
        if isinstance(answer, Begun):
            await self._carry_out(request, answer, send)
            return
        within_rate(self._service, caller)
        response = Response(answer.body, answer.status, {**answer.headers, "Idempotency-Replayed": "true"})
        await response(request.scope, request.receive, send)

    async def _before(self, id: str, request: Request) -> Answer | Begun:
        """The answer that such a request got, or that it begins now. Its body is read only where one of its name
        was here before.
        """
        asked = _hash(str(request.url.query), *(request.headers.get(name, "") for name in _OF_REQUEST))
        begin = partial(named_requests.begin, self._service, id, asked)
        if await run_in_threadpool(named_requests.is_new, self._service, id):
            return await run_in_threadpool(begin, None)
        body = hashlib.sha256()
        async for piece in request_body.pieces(request, self._service.limits.recording_bytes):
            body.update(piece)
        return await run_in_threadpool(begin, body.hexdigest())

    def _caller(self, request: Request) -> Caller | None:
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        plain = bearer.strip() if scheme.lower() == "bearer" else request.headers.get("x-api-key", "")
        try:
            return sign_in.of_key(self._service, plain, origin_of(request)) if plain else None
        except QaError:
            return None

    async def _carry_out(self, request: Request, begun: Begun, send: Send) -> None:
        request.state.before_commit = partial(named_requests.commit, begun=begun)
        body, held = _HashedBody(request.receive), _HeldAnswer(send)
        try:
            await self._app(request.scope, body.receive, held.send)
        finally:
            finish = partial(named_requests.finish, self._service, begun)
            await run_in_threadpool(finish, held.answer(), held.status or 500, body.digest())
            await held.release()


class _HashedBody:
    """A body that is hashed while somebody reads it."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._hash, self._ended = receive, hashlib.sha256(), False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._hash.update(message.get("body", b""))
            self._ended = self._ended or not message.get("more_body", False)
        return message

    def digest(self) -> str | None:
        """None where it was not read to its end."""
        return self._hash.hexdigest() if self._ended else None


class _HeldAnswer:
    """An answer that goes out when it has been kept: whoever has it may send the same request again. One that is too
    long to keep goes out as it comes.
    """

    def __init__(self, send: Send) -> None:
        self._send, self._held, self._size = send, list[Message](), 0
        self.status: int | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        self._size += len(message.get("body", b""))
        self._held.append(message)
        if self._size > LARGEST_ANSWER:
            await self.release()

    async def release(self) -> None:
        """Let out what is held."""
        held, self._held = self._held, []
        for message in held:
            await self._send(message)

    def answer(self) -> Answer | None:
        """None where it is too long to keep, or there is none."""
        if self.status is None or self._size > LARGEST_ANSWER:
            return None
        headers = Headers(raw=self._held[0]["headers"])
        kept = {name: headers[name] for name in _KEPT_HEADERS if name in headers}
        return Answer(self.status, kept, b"".join(message.get("body", b"") for message in self._held))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
