"""One question of a client's: how far it is, tried on the whole history, learned from people's answers, used."""

from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request, Response

from qa_service.documents.criteria import ADVISED, LEAST_OF_EACH
from qa_service.domain.interaction import Text
from qa_service.errors import BadInput, BadRubric, Conflict, NotFound
from qa_service.services import criterion_jobs, criterion_page, learned_models
from qa_service.services.criterion_page import CriterionPage
from qa_service.web import notes
from qa_service.web.clauses import HARMS, Reading
from qa_service.web.criterion_rows import row_of
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page
from qa_service.web.pages.rubrics import split as version_query
from qa_service.web.route import WebRoute
from qa_service.web.transcript import pieces
from qa_service.web.visitor import Opens, Visitor
from qa_service.web.words import Words

router = APIRouter(prefix="/criteria", route_class=WebRoute, include_in_schema=False)

Client = Annotated[Text, Query(max_length=200)]
TRIED = notes.add("criterion-tried", N_("A worker tries the draft. Nobody is scored by it."))
LEARNING = notes.add(
    "criterion-learning", N_("A worker learns it from people's answers. Nothing changes until you use it.")
)
USED = notes.add(
    "criterion-used", N_("What was learned answers the question in the draft. It counts once that is published.")
)
ALL = ""
_LASTS = ("1000", "10000", ALL)


@router.get("/attempts/{uuid}")
def attempted(request: Request, visitor: Annotated[Visitor, Opens(criterion_jobs.attempted)], uuid: UUID) -> Response:
    """What would change on a client's history, with examples of each answer."""
    trial = criterion_jobs.attempted(visitor.context, uuid)
    before, after = criterion_page.compared(visitor.context, trial.job.client, trial.before, trial.after)
    readings = (Reading(after, _words(visitor)), Reading(before, _words(visitor)))
    values: dict[str, Any] = {"trial": trial, "readings": readings, "harms": HARMS, "pieces": pieces}
    return page(request, visitor, "criterion_attempt.html", **values)


@router.get("/learned/{uuid}")
def report(request: Request, visitor: Annotated[Visitor, Opens(learned_models.report)], uuid: UUID) -> Response:
    """How often what was learned was right, where it fails, and the answers that it doubts most."""
    learned = learned_models.report(visitor.context, uuid)
    return page(request, visitor, "criterion_report.html", report=learned)


@router.post("/learned/{uuid}/use")
def use(visitor: Annotated[Visitor, Opens(learned_models.use)], uuid: UUID) -> Response:
    """Let it answer its question in the client's draft."""
    learned = learned_models.report(visitor.context, uuid).learned
    learned_models.use(visitor.context, uuid)
    return moved(_address(learned.client, learned.subject), USED)


@router.post("/try")
def attempt(
    request: Request,
    visitor: Annotated[Visitor, Opens(criterion_jobs.attempt)],
    client: Annotated[Text, Form(min_length=1, max_length=200)],
    id: Annotated[Text, Form(min_length=1, max_length=64)],
    rubric: Annotated[Text, Form(min_length=1, max_length=80)],
    last: Annotated[str, Form(max_length=6)] = ALL,
) -> Response:
    """Have a worker try the draft on the client's history."""
    try:
        criterion_jobs.attempt(visitor.context, client, rubric, int(last) if last in _LASTS and last else None)
    except (BadRubric, Conflict, NotFound) as error:
        return _criterion(request, visitor, client, id, 422, fault=error.sentence)
    return moved(_address(client, id), TRIED)


@router.post("/{id}/learn")
def learn(
    request: Request,
    visitor: Annotated[Visitor, Opens(criterion_jobs.learn)],
    id: str,
    client: Annotated[Text, Form(min_length=1, max_length=200)],
    rubric: Annotated[Text, Form(min_length=1, max_length=80)],
) -> Response:
    """Have a worker learn it from people's answers."""
    try:
        criterion_jobs.learn(visitor.context, client, id, rubric=rubric)
    except (BadInput, Conflict) as error:
        return _criterion(request, visitor, client, id, 422, fault=error.sentence)
    return moved(_address(client, id), LEARNING)


@router.get("/{id}/work")
def work(
    request: Request, visitor: Annotated[Visitor, Opens(criterion_page.work)], id: str, client: Client = ""
) -> Response:
    """The jobs, asked for again while a worker is at one of them."""
    client = client.strip() or visitor.caller.client or ""
    found = criterion_page.work(visitor.context, client, id)
    return page(request, visitor, "parts/criterion_work.html", client=client, id=id, work=found)


@router.get("/{id}")
def show(
    request: Request, visitor: Annotated[Visitor, Opens(criterion_page.show)], id: str, client: Client = ""
) -> Response:
    """All of one question."""
    return _criterion(request, visitor, client.strip() or visitor.caller.client or "", id)


def _criterion(
    request: Request, visitor: Visitor, client: str, id: str, status: int = 200, fault: Any = None
) -> Response:
    shown = criterion_page.show(visitor.context, client, id)
    words = _words(visitor)
    values: dict[str, Any] = {
        "client": client,
        "id": id,
        "fault": fault,
        "shown": shown,
        "row": row_of(shown, words),
        "policy": shown.policy,
        "work": shown.work,
        "reading": Reading(shown.rubric, words),
        "sections": shown.overview.sections(visitor.locale.lang),
        "version": _version(client, shown),
        "advised": ADVISED,
        "least": LEAST_OF_EACH,
        "lasts": _LASTS,
    }
    return page(request, visitor, "own_criterion.html", status, **values)


def _version(client: str, shown: CriterionPage) -> str:
    return version_query(client, shown.overview.open_draft.source)


def _address(client: str, id: str) -> str:
    return f"/criteria/{quote(id)}?client={quote(client)}"


def _words(visitor: Visitor) -> Words:
    return Words(visitor.context.deps.vocabulary, visitor.locale)
