"""A client's questions: listed with how far each is, written in a form beside what they find, kept in a draft."""

from dataclasses import dataclass, field
from typing import Annotated, Any, get_args
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from qa_service.documents.criteria import ADVISED, LEAST_OF_EACH, PreviewView
from qa_service.domain.interaction import Text
from qa_service.domain.rubric import Criterion
from qa_service.domain.templates import Sector
from qa_service.errors import BadRubric, Conflict, NotFound
from qa_service.services import criteria, criteria_drafts
from qa_service.services.criteria_drafts import CriteriaOverview, OpenDraft
from qa_service.web import notes
from qa_service.web.clauses import Reading
from qa_service.web.criterion_choices import LASTS, SECTORS, offered
from qa_service.web.criterion_form import NEW_SECTION, CriterionForm
from qa_service.web.criterion_rows import means_of, rows
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page
from qa_service.web.pages.rubrics import split as version_query
from qa_service.web.route import WebRoute
from qa_service.web.sent import Sent
from qa_service.web.transcript import pieces
from qa_service.web.typed import FieldFault
from qa_service.web.visitor import Opens, Visitor
from qa_service.web.words import Words

router = APIRouter(prefix="/criteria", route_class=WebRoute, include_in_schema=False)

WriterPage = Annotated[Visitor, Opens(criteria_drafts.save)]
Client = Annotated[Text, Query(max_length=200)]
KEPT = notes.add(
    "criterion-kept", N_("The question stands in the draft. Nobody is scored by it until it is published.")
)
RESERVED = frozenset({"new", "templates", "preview", "try", "attempts", "learned"})
"""Ids that addresses of these pages have taken."""
_TO_WRITE = {
    "phrase": N_("Write a phrase, and here stand ten interactions with it and ten without."),
    "script": N_("Write a sentence, and here stand ten interactions with it and ten without."),
    "person": N_("A person answers this: there is nothing to look at yet."),
    "examples": N_("This is learned from people's answers: have it tried on its page once it is learned."),
    "ask": N_("A language model takes too long to wait for: keep the draft, and try it on its page."),
}
_WORDS = {"phrase": ("phrases_it", "phrases_en"), "script": ("sentences_it", "sentences_en")}


@dataclass(frozen=True, slots=True)
class Look:
    """What a criterion finds while it is written; `note` stands where there is nothing to look for, `faults` by field
    where it cannot be looked for.
    """

    view: PreviewView | None = None
    note: str = ""
    faults: list[tuple[str, FieldFault]] = field(default_factory=list)


@router.get("")
def listed(
    request: Request, visitor: Annotated[Visitor, Opens(criteria_drafts.overview)], client: Client = ""
) -> Response:
    """All of a client's; without one, whose there are."""
    client = client.strip() or visitor.caller.client or ""
    clients = criteria_drafts.clients(visitor.context)
    if not client and len(clients) == 1:
        client = clients[0].name
    overview = criteria_drafts.overview(visitor.context, client) if client else None
    values: dict[str, Any] = {"client": client, "clients": clients, "overview": overview}
    if overview is not None:
        values |= _listing(visitor, client, overview)
    return page(request, visitor, "criteria.html", **values)


def _listing(visitor: Visitor, client: str, overview: CriteriaOverview) -> dict[str, Any]:
    draft = overview.draft
    return {
        "rows": rows(overview, _words(visitor)),
        "policy": overview.agreement.policy,
        "advised": ADVISED,
        "sections": overview.sections(visitor.locale.lang),
        "version": version_query(client, draft.rubric) if draft is not None else "",
    }


@router.get("/templates")
def ready(
    request: Request,
    visitor: Annotated[Visitor, Opens(criteria.templates)],
    client: Client = "",
    sector: Annotated[Text, Query(max_length=40)] = "",
) -> Response:
    """Ready questions, of one sector or of all."""
    chosen: Sector | None = next((known for known in get_args(Sector) if known == sector), None)
    order = list(SECTORS)
    found = sorted(criteria.templates(visitor.context, chosen).items, key=lambda template: order.index(template.sector))
    client = client.strip() or visitor.caller.client or ""
    values: dict[str, Any] = {"client": client, "sector": sector, "templates": found, "means": means_of}
    return page(request, visitor, "criterion_templates.html", sectors=SECTORS, **values)


@router.get("/new")
def new(
    request: Request,
    visitor: WriterPage,
    client: Client = "",
    template: Annotated[Text, Query(max_length=64)] = "",
) -> Response:
    """An empty form, or one with a ready question in it."""
    if not client.strip() and visitor.caller.client is None:
        return moved("/criteria")
    client = client.strip() or visitor.caller.client or ""
    draft = criteria_drafts.opened(visitor.context, client)
    section = _own_section(visitor, draft)
    form = _from_template(visitor, template, section) if template else CriterionForm.empty(section)
    return _form(request, visitor, client, draft, form)


def _from_template(visitor: Visitor, id: str, section: str) -> CriterionForm:
    """Raises NotFound."""
    known = (item for item in criteria.templates(visitor.context).items if item.id == id)
    chosen = next(known, None)
    form = CriterionForm.of(chosen.criterion, section) if chosen is not None else None
    if form is None:
        raise NotFound("there is no such thing")
    return form.copied()


def _own_section(visitor: Visitor, draft: OpenDraft) -> str:
    """The first section that the default rubric does not have: what a centre asks of its own is to change neither
    courtesy nor resolution. A new one where there is none yet.
    """
    shipped = {part.id for part in visitor.context.deps.rubrics.default.sections}
    return next((part.id for part in draft.rubric.sections if part.id not in shipped), NEW_SECTION)


@router.get("/{id}/edit")
def edit(request: Request, visitor: WriterPage, id: str, client: Client = "") -> Response:
    """The form with a criterion of the client's in it; where it does not fit into a form, the way to its text."""
    client = client.strip() or visitor.caller.client or ""
    draft = criteria_drafts.opened(visitor.context, client)
    form = CriterionForm.of(draft.criterion(id), draft.section_of(id))
    if form is None:
        reading = Reading(draft.rubric, _words(visitor))
        values: dict[str, Any] = {"client": client, "criterion": draft.criterion(id), "reading": reading}
        values["version"] = version_query(client, draft.source)
        return page(request, visitor, "criterion_as_text.html", **values)
    return _form(request, visitor, client, draft, form)


@router.post("/preview")
def look(request: Request, visitor: WriterPage, sent: Sent) -> Response:
    """What the criterion finds as it stands: the part of the page, or all of it without scripts."""
    form = CriterionForm.sent(sent)
    client, last = _sent_client(visitor, form), _last(form)
    draft = criteria_drafts.opened(visitor.context, client)
    found = _look(visitor, client, form, last)
    if request.headers.get("HX-Target") == "preview":
        values = _part(visitor, form, draft)
        return page(request, visitor, "parts/criterion_preview.html", look=found, **values)
    return _form(request, visitor, client, draft, CriterionForm.sent(sent), look=found)


@router.post("")
def save(request: Request, visitor: WriterPage, sent: Sent) -> Response:
    """Keep it in the client's draft; what does not fit is said at its field, and nothing typed is lost."""
    form = CriterionForm.sent(sent)
    client = _sent_client(visitor, form)
    draft = criteria_drafts.opened(visitor.context, client)
    criterion = form.criterion(visitor.context.deps.vocabulary, _taken(draft, form["editing"]))
    if criterion is not None and _kept(visitor, client, form, criterion):
        return moved(f"/criteria?client={quote(client)}", KEPT)
    return _form(request, visitor, client, draft, form, 422)


def _kept(visitor: Visitor, client: str, form: CriterionForm, criterion: Criterion) -> bool:
    try:
        criteria_drafts.save(visitor.context, client, criterion, form.section)
    except BadRubric as error:
        form.refused(error)
    except Conflict as error:
        form.typed.fault("", error.sentence)
    return not form.fields_at_fault


def _taken(draft: OpenDraft, editing: str) -> frozenset[str]:
    """The ids that this criterion may not have."""
    return RESERVED | {criterion.id for criterion in draft.rubric.criteria if criterion.id != editing}


def _look(visitor: Visitor, client: str, form: CriterionForm, last: int) -> Look:
    kind = form["kind"]
    words = _WORDS.get(kind)
    if kind in _TO_WRITE and not (words and any(form[name] for name in words)):
        return Look(note=_TO_WRITE[kind])
    criterion = form.attempt(visitor.context.deps.vocabulary)
    try:
        if criterion is not None:
            return Look(criteria.preview(visitor.context, client, criterion, last))
    except BadRubric as error:
        form.refused(error)
    return Look(faults=[(name, fault) for name in form.fields_at_fault for fault in form.faults(name)])


def _form(
    request: Request,
    visitor: Visitor,
    client: str,
    draft: OpenDraft,
    form: CriterionForm,
    status: int = 200,
    look: Look | None = None,
) -> Response:
    values: dict[str, Any] = {"client": client, "rubric": draft.rubric, "kept": draft.kept, "look": look}
    values |= {"version": version_query(client, draft.source)}
    values |= {"id": form["editing"], "last": _last(form), "advised": ADVISED, "least": LEAST_OF_EACH}
    return page(request, visitor, "criterion_form.html", status, **values, **_part(visitor, form, draft))


def _part(visitor: Visitor, form: CriterionForm, draft: OpenDraft) -> dict[str, Any]:
    asks = criteria_drafts.is_model_asked(visitor.context.deps)
    choices = offered(form, draft.rubric, _words(visitor), asks=asks)
    return {"form": form, "pieces": pieces, **choices}


def _last(form: CriterionForm) -> int:
    return int(form["last"]) if form["last"] in {str(last) for last in LASTS} else LASTS[1]


def _sent_client(visitor: Visitor, form: CriterionForm) -> str:
    return form["client"] or visitor.caller.client or ""


def _words(visitor: Visitor) -> Words:
    return Words(visitor.context.deps.vocabulary, visitor.locale)
