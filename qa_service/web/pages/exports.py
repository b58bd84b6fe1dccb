"""Files for elsewhere: asked for with filters, watched while a worker makes them, fetched."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from pydantic import ValidationError

from qa_service.api import exports as api_exports
from qa_service.api import ordering
from qa_service.api.deps import ServiceDep
from qa_service.api.ordering import Wanted
from qa_service.domain.exports import Format, Kind, forms
from qa_service.domain.interaction import Channel, State
from qa_service.errors import BadInput, Conflict, Forbidden, QaError, Sentence, Withheld
from qa_service.foreign import of_pydantic
from qa_service.services.dependencies import Dependencies
from qa_service.store import exports
from qa_service.store.exports import order_of
from qa_service.web import notes
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page
from qa_service.web.route import WebRoute
from qa_service.web.span import period
from qa_service.web.visitor import ReaderPage, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

ASKED = notes.add("export-asked", N_("The file is being made. It stands at the top of the list."))
KINDS = {
    Kind.INTERACTIONS: N_("List of interactions"),
    Kind.ANALYSES: N_("Whole analyses"),
    Kind.SCORECARD: N_("Scorecard"),
    Kind.REPORT: N_("Client report"),
    Kind.KPIS: N_("Key figures"),
    Kind.PACK: N_("Coaching pack"),
    Kind.LABEL_STUDIO: N_("Tasks for Label Studio"),
}
_WITHHELD = N_("Figures on single agents are withheld: no legal basis for monitoring workers is recorded.")
_WHOSE = N_("Say whose it is: name an agent, a team or a client; for a client report the client.")
_BUSY = N_("Too many of your files are being made. Wait until some are done.")
_NOT_YOURS = N_("That is not open to you. Leave out what is not yours to see.")
_WRONG = N_("Something in the form does not fit:")
_Text = Annotated[str, Form(max_length=200)]


@dataclass(frozen=True, slots=True)
class Given:
    """The form as it was sent; `what` is kind and format, such as `interactions:csv`."""

    what: _Text = "interactions:csv"
    language: _Text = ""
    client: _Text = ""
    agent: _Text = ""
    team: _Text = ""
    channel: _Text = ""
    state: _Text = ""
    intent: _Text = ""
    resolution: _Text = ""
    id: _Text = ""
    customer: _Text = ""
    since: _Text = ""
    until: _Text = ""

    def wanted(self, visitor: Visitor) -> Wanted:
        """Raises BadInput on what the form never sends, and on days that are none."""
        names = ("client", "agent", "team", "channel", "state", "intent", "resolution", "id", "customer")
        filters: dict[str, Any] = {name: value for name in names if (value := getattr(self, name).strip())}
        if "agent" not in filters:  # a scorecard is of oneself or the own team, where no other is named
            filters = {"agent": visitor.caller.agent, "team": visitor.caller.team, **filters}
        filters["since"], filters["until"] = period(visitor.tongue, self.since, self.until)
        kind, _, format = self.what.partition(":")
        language = self.language or visitor.tongue.lang
        try:
            return Wanted.model_validate({"kind": kind, "format": format, "language": language, "filters": filters})
        except ValidationError as error:
            first = error.errors()[0]
            raise BadInput(of_pydantic(first), where=str(first["loc"][-1])) from error


@router.get("/exports")
def listed(
    request: Request,
    service: ServiceDep,
    visitor: ReaderPage,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """The form, and the files that this visitor asked for (for administrators of all clients: everybody's)."""
    return _page(request, service, visitor, Given(language=visitor.tongue.lang), cursor=cursor or None)


def _page(
    request: Request, service: Dependencies, visitor: Visitor, given: Given, status: int = 200, **values: Any
) -> Response:
    shown: dict[str, Any] = {"fault": "", "detail": "", "cursor": None, **values}
    files, more = _files(service, visitor, shown["cursor"])
    choices: dict[str, Any] = {
        "whats": [
            (f"{kind.value}:{format.value}", KINDS[kind], format.value.upper()) for kind, format in _offered(visitor)
        ],
        "channels": tuple(Channel),
        "states": tuple(State),
    }
    address = "/exports/list" if shown["cursor"] is None else ""
    return page(
        request, visitor, "exports.html", status, given=given, files=files, next=more, address=address, kinds=KINDS,
        everybody=api_exports.maker_for(visitor.caller) is None, short=False, **choices, **shown,
    )  # fmt: skip


def _offered(visitor: Visitor) -> list[tuple[Kind, Format]]:
    return [(kind, format) for kind in ordering.offered(visitor.caller) for format in forms(kind)]


def _files(
    service: Dependencies, visitor: Visitor, cursor: str | None = None
) -> tuple[list[tuple[Any, ...]], str | None]:
    with service.store.reading(visitor.caller.scope) as session:
        rows, more = exports.listed(session, api_exports.maker_for(visitor.caller), cursor=cursor, limit=20)
    return [(row, order_of(row), api_exports.fetchable(service, row)) for row in rows], more


@router.get("/exports/list")
def parts(request: Request, service: ServiceDep, visitor: ReaderPage) -> Response:
    """The list alone, for as long as something in it changes."""
    files, _ = _files(service, visitor)
    everybody = api_exports.maker_for(visitor.caller) is None
    values: dict[str, Any] = {"files": files, "kinds": KINDS, "everybody": everybody, "address": "/exports/list"}
    return page(request, visitor, "parts/exports.html", short=False, **values)


@router.post("/exports")
def ask(request: Request, service: ServiceDep, visitor: ReaderPage, given: Annotated[Given, Depends()]) -> Response:
    """Have a file made; what does not fit is said above the form, which keeps what was typed."""
    try:
        ordering.place(service, visitor.caller, given.wanted(visitor))
    except (BadInput, Conflict, Forbidden, Withheld) as error:
        fault, detail = _said(error)
        status = 403 if isinstance(error, Forbidden | Withheld) else 422
        return _page(request, service, visitor, given, status, fault=fault, detail=detail)
    return moved("/exports", ASKED)


def _said(error: QaError) -> tuple[str, Sentence | None]:
    """A sentence in the catalogue, and where it does not say all, the rest as it came."""
    match error:
        case Withheld():
            return _WITHHELD, None
        case Forbidden():
            return _NOT_YOURS, None
        case Conflict():
            return _BUSY, None
        case BadInput(where="filters"):
            return _WHOSE, None
        case _:
            return _WRONG, error.sentence


@router.get("/exports/{uuid}/file")
def file(uuid: UUID, service: ServiceDep, visitor: ReaderPage) -> Any:
    """The file itself; the audit trail keeps who fetched it."""
    return api_exports.file(uuid, service, visitor.caller)
