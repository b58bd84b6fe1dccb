"""Requests that name themselves by an `Idempotency-Key`: sent twice, they do their work once.

No use case of its own: it stands around whichever use case a request calls, which asks for the permission.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from qa_service.errors import BadInput, Conflict
from qa_service.services.dependencies import Dependencies
from qa_service.store import named_requests
from qa_service.store.tables_idempotency import NamedRequestRow

LARGEST_ANSWER = 1 << 20
"""Bytes of an answer that is kept to be given again."""
_UNDER_WAY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, with those of its headers that tell of the work."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Begun:
    """A request whose work is to be done now; by its moment it is told from one of its name that was taken for dead."""

    id: str
    at: datetime


def commit(session: Session, begun: Begun) -> None:
    """Says, in a transaction that changes something, that this change is kept. Raises Conflict where the request was
    taken for dead.
    """
    named_requests.keep(session, begun.id, begun.at)


def is_new(deps: Dependencies, id: str) -> bool:
    """Whether no request of this name was here before."""
    with deps.store.reading() as session:
        return named_requests.find(session, id) is None


def begin(deps: Dependencies, id: str, request: str, body: str | None) -> Answer | Begun:
    """The answer that it got, or that it is begun now. `request` and `body` are hashes of what was sent; `body` is None
    where the request is taken for new.

    Raises Conflict where it is under way, or its answer is lost; one that died before it changed anything is forgotten
    with that, so that it is new the next time (its body has been read here, and nobody has it any more). Raises
    BadInput where the name was another request's.
    """
    at = deps.clock()
    with deps.store.transaction() as session:
        row = named_requests.find(session, id) if body else named_requests.begin(session, id, request, at)
        if row is None and body is None:
            return Begun(id, at)
        if row is None or body is None:  # it was refused, or was begun, at this very moment
            raise _under_way()
        _check_same(row, request, body)
        if row.status is not None:
            return _kept(deps, row)
        if row.is_committed:
            raise Conflict("this was carried out, and its answer was lost; look what is there before you send it again")
        if at - row.begun_at >= _UNDER_WAY:  # its process died
            named_requests.forget(session, id, row.begun_at)
    raise _under_way()


def _under_way() -> Conflict:
    return Conflict("a request of this Idempotency-Key is under way; send it again in a while")


def _check_same(row: NamedRequestRow, request: str, body: str | None) -> None:
    if row.request != request or (row.body is not None and row.body != body):
        raise BadInput(
            "names another request", where="Idempotency-Key", hint="give every request a key of its own, a UUID"
        )


def _kept(deps: Dependencies, row: NamedRequestRow) -> Answer:
    if row.answer is None or row.status is None:
        raise Conflict("this was carried out, and its answer was too long to keep; look what is there")
    head, _, body = deps.open_seal().open(row.answer, row.id).partition(b"\n")
    return Answer(row.status, json.loads(head), body)


def finish(deps: Dependencies, begun: Begun, answer: Answer | None, status: int, body: str | None) -> None:
    """Keep what was answered; `answer` None: it was too long."""
    sealed = None
    if answer is not None:
        plain = json.dumps(dict(answer.headers)).encode() + b"\n" + answer.body
        sealed = deps.open_seal().close(plain, begun.id)
    with deps.store.transaction() as session:
        named_requests.answer(session, begun.id, begun.at, status, body, sealed)
