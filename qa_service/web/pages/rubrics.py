"""Rubrics: read, drafted and edited as text, tried on what is there, published, applied to the past."""

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, File, Form, Query, Request, Response, UploadFile

from qa_service.domain.interaction import Text
from qa_service.domain.rubric import Rubric
from qa_service.errors import BadInput, BadRubric, Conflict, NotFound, Sentence
from qa_service.scoring import text as rubric_text
from qa_service.services import rescorings, rubrics
from qa_service.services.rubrics import LARGEST
from qa_service.web import notes
from qa_service.web.clauses import HARMS, Reading
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page
from qa_service.web.route import WebRoute
from qa_service.web.span import period
from qa_service.web.visitor import Opens, Visitor
from qa_service.web.words import Words

router = APIRouter(route_class=WebRoute, include_in_schema=False)

EditorPage = Annotated[Visitor, Opens(rubrics.draft)]
DRAFTED = notes.add("rubric-drafted", N_("The draft is kept. Nothing is scored under it until it is published."))
APPLIED = notes.add("rubric-applied", N_("A worker scores the period under it. The scorecards so far stay beside it."))
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

    what: Sentence
    where: str = ""
    line: int | None = None
    excerpt: str = ""


WhichDep = Annotated[Which, Depends()]


@router.get("/rubrics")
def listed(
    request: Request,
    visitor: Annotated[Visitor, Opens(rubrics.overview)],
    client: Annotated[Text, Query(max_length=200)] = "",
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """What is in force, and all versions, newest first; drafts for staff alone."""
    client = client or visitor.caller.client or ""
    versions, default, clients = rubrics.overview(visitor.context, client or None, cursor or None)
    values: dict[str, Any] = {
        "versions": versions,
        "cursor": cursor,
        "client": client,
        "default": default,
        "clients": clients,
    }
    return page(request, visitor, "rubrics.html", of=split, **values)


def split(client: str, name: str) -> str:
    """The address part of the rubric `sales@2` of a client."""
    id, _, version = name.rpartition("@")
    return urlencode({"client": client, "id": id, "version": version})


@router.get("/rubrics/version")
def show(request: Request, visitor: Annotated[Visitor, Opens(rubrics.show)], which: WhichDep) -> Response:
    """All that a version asks, in words; what can be done with it, for who may."""
    return _version(request, visitor, which)


def _version(request: Request, visitor: Visitor, which: Which, status: int = 200, **values: Any) -> Response:
    version, current, shipped = rubrics.show(visitor.context, which.client, which.id, which.version)
    edits = visitor.may("EDIT_RUBRICS")
    applied = rescorings.of_version(visitor.context, which.client, which.name) if edits else []
    values = {"fault": None, "since": "", "until": "", **values, "current": current, "shipped": shipped}
    values |= {"which": which, "version": version, "applied": applied}
    return page(request, visitor, "rubric.html", status, reading=_reading(visitor, version.rubric), **values)


def _reading(visitor: Visitor, rubric: Rubric) -> Reading:
    return Reading(rubric, Words(visitor.context.deps.vocabulary, visitor.locale))


@router.get("/rubrics/edit")
def edit(request: Request, visitor: EditorPage, which: WhichDep) -> Response:
    """The text of a draft; of a published version, as the start of the next one."""
    rubric = rubrics.start_of_draft(visitor.context, which.client, which.id, which.version)
    text = rubric_text.write(rubric.model_dump(mode="json", exclude_defaults=True))
    return _editor(request, visitor, which.client, text, from_name=which.name)


@router.get("/rubrics/new")
def new(request: Request, visitor: EditorPage, client: Annotated[Text, Query(max_length=200)] = "") -> Response:
    """An empty text, to be filled from a file."""
    return _editor(request, visitor, client or visitor.caller.client or "", "")


def _editor(request: Request, visitor: Visitor, client: str, text: str, status: int = 200, **values: Any) -> Response:
    values = {"fault": None, "said": "", "from_name": "", **values, "client": client, "text": text}
    return page(request, visitor, "rubric_edit.html", status, clients=rubrics.clients(visitor.context), **values)


@router.post("/rubrics/draft")
def draft(
    request: Request,
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
        rubric = rubrics.check(visitor.context, text)
        if act == "check":
            return _editor(request, visitor, client, text, said=SOUND)
        if not client:
            return _editor(request, visitor, client, text, 422, said=NO_CLIENT)
        rubrics.draft(visitor.context, client, rubric)
    except BadRubric as error:
        return _editor(request, visitor, client, text, 422, fault=_fault(text, error))
    except Conflict:
        return _editor(request, visitor, client, text, 422, said=TAKEN)
    return moved(f"/rubrics/version?{Which(client, rubric.id, rubric.version).query}", DRAFTED)


def _read(file: UploadFile | None) -> str:
    """What a file holds; empty where none was given. Raises BadRubric."""
    if file is None or not file.filename:
        return ""
    content = file.file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BadRubric("the file is over {limit} bytes", limit=LARGEST)
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BadRubric("the file is not text in UTF-8") from error


def _fault(text: str, error: BadInput) -> Fault:
    line, lines = rubric_text.line_of(text, error.where), text.splitlines()
    excerpt = lines[line - 1].strip() if line and line <= len(lines) else ""
    return Fault(error.advised, error.where, line, excerpt[:200])


@router.get("/rubrics/trial")
def attempt(
    request: Request,
    visitor: Annotated[Visitor, Opens(rubrics.attempt)],
    which: WhichDep,
    last: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Response:
    """What would change on the client's last interactions if it were in force. Nothing is stored."""
    trial, before, after = rubrics.attempt(visitor.context, which.client, which.name, last)
    readings = (_reading(visitor, after), _reading(visitor, before))
    values: dict[str, Any] = {"which": which, "found": trial, "last": last, "readings": readings, "harms": HARMS}
    return page(request, visitor, "rubric_trial.html", **values)


@router.post("/rubrics/publish")
def publish(visitor: Annotated[Visitor, Opens(rubrics.publish)], which: WhichDep) -> Response:
    """From now on the client is scored under it, and it never changes again."""
    rubrics.publish(visitor.context, which.client, which.id, which.version)
    return moved(f"/rubrics/version?{which.query}", PUBLISHED)


@router.post("/rubrics/rescore")
def rescore(
    request: Request,
    visitor: Annotated[Visitor, Opens(rescorings.ask)],
    which: WhichDep,
    since: Annotated[str, Form(max_length=10)] = "",
    until: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Have it applied to the days from `since` to `until`, the last one included; what does not fit is said beside the
    form, which keeps what was typed.
    """
    calendar = visitor.context.deps.calendar
    try:
        days = calendar.days(*period(visitor.locale, since, until))
        rescorings.ask(visitor.context, which.client, which.id, which.version, days)
    except (BadInput, Conflict, NotFound) as error:
        return _version(request, visitor, which, 422, fault=error.sentence, since=since, until=until)
    return moved(f"/rubrics/version?{which.query}", APPLIED)


@router.get("/rubrics/rescorings")
def applied(request: Request, visitor: Annotated[Visitor, Opens(rescorings.of_version)], which: WhichDep) -> Response:
    """The periods to which a version was applied, asked for again while a worker is at one of them."""
    past = rescorings.of_version(visitor.context, which.client, which.name)
    return page(request, visitor, "parts/rescorings.html", which=which, applied=past)
