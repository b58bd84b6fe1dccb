"""What agents promised to customers: what is due, what is overdue, and what people say became of it."""

from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request, Response

from qa_service.domain.followed_promises import PromiseFilters, PromiseOutcome, PromiseStanding
from qa_service.domain.interaction import Text
from qa_service.errors import BadInput, one_of
from qa_service.services import promises
from qa_service.web import notes
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(prefix="/promises", route_class=WebRoute, include_in_schema=False)

CONFIRMED = notes.add("promise-confirmed", N_("It is kept what became of it."))
LIMIT = 25
_Word = Annotated[Text, Form(max_length=40)]


@router.get("")
def listed(
    request: Request,
    visitor: Annotated[Visitor, Opens(promises.listed)],
    standing: Annotated[str, Query(max_length=20)] = "",
    client: Annotated[str, Query(max_length=200)] = "",
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """The latest made first; those in reach."""
    chosen = PromiseStanding(standing) if standing in set(PromiseStanding) else None
    filters = PromiseFilters(client or None, standing=chosen)
    shown = promises.listed(visitor.context, filters, cursor or None, LIMIT)
    query = urlencode({"standing": standing, "client": client})
    values: dict[str, Any] = {"listed": shown, "standing": chosen, "client": client, "cursor": cursor, "query": query}
    return page(request, visitor, "promises.html", standings=tuple(PromiseStanding), **values)


@router.post("/{uuid}")
def confirm(
    visitor: Annotated[Visitor, Opens(promises.confirm)], uuid: UUID, outcome: _Word, standing: _Word = ""
) -> Response:
    """Kept, broken, or nobody can tell."""
    if outcome not in set(PromiseOutcome):
        raise BadInput("{outcome!r} is no outcome", outcome=outcome, where="outcome", hint=one_of(PromiseOutcome))
    promises.confirm(visitor.context, uuid, PromiseOutcome(outcome))
    return moved(f"/promises?{urlencode({'standing': standing})}", CONFIRMED)
