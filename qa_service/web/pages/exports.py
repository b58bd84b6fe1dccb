"""Files for elsewhere: asked for with filters, watched while a worker makes them, fetched."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from qa_service.documents.exports import Wanted
from qa_service.domain.exports import Format, Kind, forms
from qa_service.domain.interaction import Channel, State
from qa_service.errors import BadInput, Conflict, Forbidden, QaError, Sentence, Withheld
from qa_service.http.attachments import attachment
from qa_service.services import exports
from qa_service.web import notes
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page
from qa_service.web.route import WebRoute
from qa_service.web.span import period
from qa_service.web.visitor import Opens, Visitor

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
    Kind.OVERRULED: N_("Overruled answers"),
    Kind.VCONS: N_("vCons with their analysis"),
    Kind.COMPLAINTS: N_("Register of complaints"),
    Kind.SURVEYS: N_("Answers to surveys"),
}
_WITHHELD = N_("Figures on single agents are withheld: no legal basis for monitoring workers is recorded.")
_WHOSE = N_("Say whose it is: name an agent, a team or a client; for a client report the client.")
_BUSY = N_("Too many of your files are being made. Wait until some are done.")
_NOT_YOURS = N_("That is not open to you. Leave out what is not yours to see.")
_WRONG = N_("Something in the form does not fit:")
_AT_ONCE = 20
_Text = Annotated[str, Form(max_length=200)]


@dataclass(frozen=True, slots=True)
class ExportForm:
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

    def order(self, visitor: Visitor) -> Wanted:
        """Raises BadInput on what the form never sends, and on days that are none."""
        names = ("client", "agent", "team", "channel", "state", "intent", "resolution", "id", "customer")
        filters: dict[str, Any] = {name: value for name in names if (value := getattr(self, name).strip())}
        if "agent" not in filters:  # a scorecard is of oneself or of their team, where no other is named
            filters = {"agent": visitor.caller.agent, "team": visitor.caller.team, **filters}
        filters["since"], filters["until"] = period(visitor.locale, self.since, self.until)
        kind, _, format = self.what.partition(":")
        language = self.language or visitor.locale.lang
        return Wanted.read({"kind": kind, "format": format, "language": language, "filters": filters})


@router.get("/exports")
def listed(
    request: Request,
    visitor: Annotated[Visitor, Opens(exports.listed)],
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """The form, and the files that this visitor asked for (for administrators of all clients: everybody's)."""
    return _page(request, visitor, ExportForm(language=visitor.locale.lang), cursor=cursor or None)


def _page(request: Request, visitor: Visitor, form: ExportForm, status: int = 200, **values: Any) -> Response:
    values = {"fault": "", "detail": "", "cursor": None, **values}
    files, more, everybody = exports.listed(visitor.context, values["cursor"], _AT_ONCE)
    choices: dict[str, Any] = {
        "whats": [
            (f"{kind.value}:{format.value}", KINDS[kind], format.value.upper()) for kind, format in _offered(visitor)
        ],
        "channels": tuple(Channel),
        "states": tuple(State),
    }
    address = "/exports/list" if values["cursor"] is None else ""
    return page(
        request, visitor, "exports.html", status, given=form, files=files, next=more, address=address, kinds=KINDS,
        everybody=everybody, short=False, **choices, **values,
    )  # fmt: skip


def _offered(visitor: Visitor) -> list[tuple[Kind, Format]]:
    return [(kind, format) for kind in exports.offered(visitor.caller) for format in forms(kind)]


@router.get("/exports/list")
def parts(request: Request, visitor: Annotated[Visitor, Opens(exports.listed)]) -> Response:
    """The list alone, for as long as something in it changes."""
    files, _, everybody = exports.listed(visitor.context, limit=_AT_ONCE)
    values: dict[str, Any] = {"files": files, "kinds": KINDS, "everybody": everybody, "address": "/exports/list"}
    return page(request, visitor, "parts/exports.html", short=False, **values)


@router.post("/exports")
def ask(
    request: Request, visitor: Annotated[Visitor, Opens(exports.order)], form: Annotated[ExportForm, Depends()]
) -> Response:
    """Ask for a new export; what does not fit is said above the form, which keeps what was typed."""
    try:
        exports.order(visitor.context, form.order(visitor))
    except (BadInput, Conflict, Forbidden, Withheld) as error:
        fault, detail = _fault_of(error)
        status = 403 if isinstance(error, Forbidden | Withheld) else 422
        return _page(request, visitor, form, status, fault=fault, detail=detail)
    return moved("/exports", ASKED)


def _fault_of(error: QaError) -> tuple[str, Sentence | None]:
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
def file(uuid: UUID, visitor: Annotated[Visitor, Opens(exports.fetch)]) -> Any:
    """The file itself; the audit trail keeps who fetched it."""
    return attachment(exports.fetch(visitor.context, uuid))
