"""Rubrics: read, drafted and edited as text, tried on what is there, published."""

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, File, Form, Query, Request, Response, UploadFile

from qa_service.api.deps import ServiceDep
from qa_service.api.rubrics import LARGEST
from qa_service.domain.interaction import Text
from qa_service.domain.rubric import Rubric
from qa_service.errors import BadInput, BadRubric, Conflict, NotFound
from qa_service.reviewing import trials
from qa_service.scoring import text as rubric_text
from qa_service.scoring import trial
from qa_service.scoring.load import parse_text
from qa_service.services.access import Permission
from qa_service.services.dependencies import Dependencies
from qa_service.store import directory, rubrics
from qa_service.store.tables_rubrics import RubricVersionRow
from qa_service.web import notes
from qa_service.web.clauses import HARMS, Reading
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Allowed, ReaderPage, Visitor
from qa_service.web.words import Words

router = APIRouter(route_class=WebRoute, include_in_schema=False)

EditorPage = Annotated[Visitor, Depends(Allowed(Permission.EDIT_RUBRICS))]
DRAFTED = notes.add("rubric-drafted", N_("The draft is kept. Nothing is scored under it until it is published."))
PUBLISHED = notes.add("rubric-published", N_("It is in force: the client's next interactions are scored under it."))
SOUND = N_("It is sound: nothing is wrong with it.")
TAKEN = N_("This version is published with other content. Give the new one a higher version.")
NO_CLIENT = N_("Say whose rubric it is.")


@dataclass(frozen=True, slots=True)
class Which:
    """One version, as an address names it."""

    client: Annotated[Text, Query(min_length=1, max_length=200)]
    id: Annotated[Text, Query(min_length=1, max_length=64)]
    version: Annotated[int, Query(ge=1, le=1_000_000)]

    @property
    def name(self) -> str:
        """`sales@2`."""
        return f"{self.id}@{self.version}"

    @property
    def query(self) -> str:
        """As it stands in an address."""
        return urlencode({"client": self.client, "id": self.id, "version": self.version})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a text: at which path, on which line (from 1), and that line."""

    what: str
    where: str = ""
    line: int | None = None
    excerpt: str = ""


WhichDep = Annotated[Which, Depends()]


@router.get("/rubrics")
def listed(
    request: Request,
    service: ServiceDep,
    visitor: ReaderPage,
    client: Annotated[Text, Query(max_length=200)] = "",
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """What is in force, and all versions, newest first; drafts for staff alone."""
    caller = visitor.caller
    wanted = client or caller.client
    if wanted is not None:
        caller.owns(wanted)
    published = not visitor.may(Permission.SEE_DRAFTS)
    with service.store.reading(caller.scope) as session:
        found = rubrics.listed(session, wanted or None, published=published, cursor=cursor or None)
        current = service.rubrics.current(session, wanted).name_at_version if wanted else None
        clients = directory.clients(session) if visitor.may(Permission.EDIT_RUBRICS) else ()
    values: dict[str, Any] = {"rows": found.rows, "in_force": found.in_force, "next": found.next, "cursor": cursor}
    values |= {"client": wanted or "", "current": current, "default": service.rubrics.default.name_at_version}
    return page(request, visitor, "rubrics.html", clients=clients, of=split, **values)


def split(client: str, name: str) -> str:
    """The address part of the rubric `sales@2` of a client."""
    id, _, version = name.rpartition("@")
    return urlencode({"client": client, "id": id, "version": version})


@router.get("/rubrics/version")
def one(request: Request, service: ServiceDep, visitor: ReaderPage, which: WhichDep) -> Response:
    """All that a version asks, in words; what can be done with it, for who may."""
    rubric, row, current = _found(service, visitor, which)
    reading = _reading(service, visitor, rubric)
    values: dict[str, Any] = {"which": which, "rubric": rubric, "row": row, "current": current, "reading": reading}
    return page(request, visitor, "rubric.html", **values)


def _found(service: Dependencies, visitor: Visitor, which: Which) -> tuple[Rubric, RubricVersionRow | None, str]:
    """The rubric, its row (None: the service's own), and the name of what is in force. Raises NotFound."""
    visitor.caller.owns(which.client)
    with service.store.reading(visitor.caller.scope) as session:
        current = service.rubrics.current(session, which.client).name_at_version
        ours = service.rubrics.ours(which.name)
        if ours is not None:
            return ours, None, current
        row = rubrics.get(session, which.client, which.id, which.version)
    if row.published_at is None and not visitor.may(Permission.SEE_DRAFTS):
        raise NotFound(f"client {which.client!r} has no rubric {which.name}")
    return rubrics.to_rubric(row), row, current


def _reading(service: Dependencies, visitor: Visitor, rubric: Rubric) -> Reading:
    return Reading(rubric, Words(service.vocabulary, visitor.tongue))


@router.get("/rubrics/edit")
def edit(request: Request, service: ServiceDep, visitor: EditorPage, which: WhichDep) -> Response:
    """The text of a draft; of a published version, as the start of the next one."""
    rubric, row, _ = _found(service, visitor, which)
    if row is None:  # the service's own name is nobody else's
        rubric = rubric.model_copy(update={"id": _slug(which.client), "version": 1})
    elif row.published_at is not None:
        rubric = rubric.model_copy(update={"version": _next(service, visitor, which)})
    text = rubric_text.write(rubric.model_dump(mode="json", exclude_defaults=True))
    return _editor(request, service, visitor, which.client, text, from_name=which.name)


def _next(service: Dependencies, visitor: Visitor, which: Which) -> int:
    with service.store.reading(visitor.caller.scope) as session:
        rows = rubrics.listed(session, which.client, limit=1000).rows
    return max(row.version for row in rows if row.rubric == which.id) + 1


def _slug(client: str) -> str:
    """An id for the client's first rubric."""
    kept = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in client.casefold()).strip("-")
    return kept[:50] or "rubric"


@router.get("/rubrics/new")
def new(
    request: Request, service: ServiceDep, visitor: EditorPage, client: Annotated[Text, Query(max_length=200)] = ""
) -> Response:
    """An empty text, to be filled from a file."""
    return _editor(request, service, visitor, client or visitor.caller.client or "", "")


def _editor(
    request: Request, service: Dependencies, visitor: Visitor, client: str, text: str, status: int = 200, **values: Any
) -> Response:
    with service.store.reading(visitor.caller.scope) as session:
        clients = directory.clients(session)
    shown: dict[str, Any] = {"fault": None, "said": "", "from_name": "", **values, "client": client, "text": text}
    return page(request, visitor, "rubric_edit.html", status, clients=clients, **shown)


@router.post("/rubrics/draft")
def draft(
    request: Request,
    service: ServiceDep,
    visitor: EditorPage,
    client: Annotated[Text, Form(max_length=200)] = "",
    text: Annotated[str, Form(max_length=LARGEST)] = "",
    act: Annotated[str, Form(max_length=20)] = "save",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Check the text, and keep it as a draft if that is asked and nothing is wrong. A file takes the text's place."""
    client = client.strip() or visitor.caller.client or ""
    try:
        text = _read(file) or text.replace("\r\n", "\n")
        rubric = parse_text(text, service.vocabulary)
    except BadRubric as error:
        return _editor(request, service, visitor, client, text, 422, fault=_fault(text, error))
    if act == "check":
        return _editor(request, service, visitor, client, text, said=SOUND)
    if not client:
        return _editor(request, service, visitor, client, text, 422, said=NO_CLIENT)
    return _keep(request, service, visitor, client, text, rubric)


def _read(file: UploadFile | None) -> str:
    """What a file holds; empty where none was given. Raises BadRubric."""
    if file is None or not file.filename:
        return ""
    content = file.file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BadRubric(f"the file is over {LARGEST} bytes")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BadRubric("the file is not text in UTF-8") from error


def _fault(text: str, error: BadInput) -> Fault:
    what = f"{error.what}; {error.hint}" if error.hint else error.what
    line, lines = rubric_text.line_of(text, error.where), text.splitlines()
    excerpt = lines[line - 1].strip() if line and line <= len(lines) else ""
    return Fault(what, error.where, line, excerpt[:200])


def _keep(
    request: Request, service: Dependencies, visitor: Visitor, client: str, text: str, rubric: Rubric
) -> Response:
    visitor.caller.owns(client)
    try:
        with service.store.transaction(visitor.caller.scope) as session:
            service.rubrics.draft(session, client, rubric, visitor.caller.actor)
    except BadRubric as error:
        return _editor(request, service, visitor, client, text, 422, fault=_fault(text, error))
    except Conflict:
        return _editor(request, service, visitor, client, text, 422, said=TAKEN)
    return moved(f"/rubrics/version?{Which(client, rubric.id, rubric.version).query}", DRAFTED)


@router.get("/rubrics/trial")
def attempt(
    request: Request,
    service: ServiceDep,
    visitor: EditorPage,
    which: WhichDep,
    last: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Response:
    """What would change on the client's last interactions if it were in force. Nothing is stored."""
    after, _, _ = _found(service, visitor, which)
    with service.store.reading(visitor.caller.scope) as session:
        before = service.rubrics.current(session, which.client)
        cases = trials.cases(session, which.client, last, visitor.caller.reviewer)
        found = trial.compare(before, after, cases)
    readings = (_reading(service, visitor, after), _reading(service, visitor, before))
    values: dict[str, Any] = {"which": which, "found": found, "last": last, "readings": readings, "harms": HARMS}
    return page(request, visitor, "rubric_trial.html", **values)


@router.post("/rubrics/publish")
def publish(service: ServiceDep, visitor: EditorPage, which: WhichDep) -> Response:
    """From now on the client is scored under it, and it never changes again."""
    visitor.caller.owns(which.client)
    with service.store.transaction(visitor.caller.scope) as session:
        rubrics.publish(session, which.client, which.id, which.version, visitor.caller.actor)
    return moved(f"/rubrics/version?{which.query}", PUBLISHED)
