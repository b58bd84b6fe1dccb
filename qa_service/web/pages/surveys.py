"""Answers of customers to surveys: handed in, shown beside figures, and with the interaction that they are about."""

from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from qa_service.domain.groups import Group, GroupKind
from qa_service.errors import BadInput, QaError
from qa_service.ingest.survey_table import parse
from qa_service.services import surveys
from qa_service.services.surveys import TakenAnswers
from qa_service.web.i18n import N_
from qa_service.web.page import page
from qa_service.web.route import WebRoute
from qa_service.web.span import SpanDep
from qa_service.web.visitor import Opens, Visitor, bounded

router = APIRouter(route_class=WebRoute, include_in_schema=False)

COUNTS = {
    "created": N_("Answers taken in"),
    "answered": N_("Customers who have answered since they were asked"),
    "unchanged": N_("Answers that were here already"),
    "refused": N_("Lines refused"),
}
_ROOM, _SHOWN = 1 << 20, 200
_STREAMED: dict[str, Any] = {"requestBody": {}}
_Answers = Annotated[Visitor, Opens(surveys.take_table)]


async def _form(request: Request, visitor: _Answers) -> AsyncIterator[FormData]:
    """The form, read only once it is known who sends it. Raises TooLarge."""
    bounded(request, visitor.context.deps.limits.document_bytes + _ROOM)
    async with request.form(max_files=2, max_fields=20, max_part_size=10_000) as sent:
        yield sent


@router.get("/surveys")
def form(request: Request, visitor: _Answers, client: str = "") -> Response:
    """The form."""
    return _page(request, visitor, {"client": client[:200]})


@router.post("/surveys", openapi_extra=_STREAMED)
async def hand_in(request: Request, visitor: _Answers, sent: Annotated[FormData, Depends(_form)]) -> Response:
    """What became of the file, on the same page."""
    typed = {name: str(value).strip() for name, value in sent.items() if isinstance(value, str)}
    try:
        taken = await run_in_threadpool(_taken, visitor, typed, sent)
    except QaError as error:
        return _page(request, visitor, typed, error=error)
    return _page(request, visitor, typed, taken)


def _taken(visitor: Visitor, typed: dict[str, str], sent: FormData) -> TakenAnswers:
    client = visitor.caller.client or typed.get("client", "")
    if not client:
        raise BadInput("is missing", where="client")
    mapping = _content(sent, "mapping_file")
    return surveys.take_table(visitor.context, client, _content(sent, "file"), parse(mapping) if mapping else None)


def _content(sent: FormData, name: str) -> bytes:
    file = sent.get(name)
    return file.file.read() if isinstance(file, UploadFile) and file.filename else b""


def _page(
    request: Request,
    visitor: Visitor,
    typed: dict[str, str],
    taken: TakenAnswers | None = None,
    error: QaError | None = None,
) -> Response:
    fault = None if error is None else visitor.locale.sentence(error.sentence)
    lines = () if taken is None else taken.refused[:_SHOWN]
    refused = [(number, visitor.locale.sentence(line.sentence)) for number, line in lines]
    values: dict[str, Any] = {"typed": typed, "taken": taken, "fault": fault, "refused": refused}
    return page(request, visitor, "surveys.html", 422 if error else 200, count_names=COUNTS, **values)


@router.get("/surveys/figures")
def figures(request: Request, visitor: Annotated[Visitor, Opens(surveys.figures)], span: SpanDep) -> Response:
    """Of a client's surveys, as a part of the pages of its figures."""
    client = span.client or visitor.caller.client
    if client is None:
        raise BadInput("is missing", where="client")
    document = surveys.figures(visitor.context, Group(GroupKind.CLIENT, client, None, span.channel), span.days)
    return page(request, visitor, "survey_figures.html", document=document, client=client)


@router.get("/interactions/{uuid}/surveys")
def answers(request: Request, uuid: UUID, visitor: Annotated[Visitor, Opens(surveys.of_interaction)]) -> Response:
    """What the customer answered about an interaction, as a part of its page."""
    return page(request, visitor, "survey_answers.html", answers=surveys.of_interaction(visitor.context, uuid).items)
