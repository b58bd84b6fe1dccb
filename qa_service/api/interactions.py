"""Interactions: handed in as text, listed, looked at, tried again, erased."""

from collections.abc import AsyncIterator
from typing import IO, Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from qa_service import retrying
from qa_service.api import openapi, taking, views
from qa_service.api.analysis_view import Analysis
from qa_service.api.deps import Eraser, FiltersDep, Reader, ServiceDep, Uploader
from qa_service.api.lines import take_lines
from qa_service.domain.interaction import State
from qa_service.errors import say
from qa_service.http import bodies
from qa_service.ingest import documents
from qa_service.refusals import NotReady
from qa_service.report.render import analysis_document
from qa_service.reviewing import blindness
from qa_service.services.access import Permission
from qa_service.store import interactions as rows
from qa_service.store import results, withholding
from qa_service.store.tables import InteractionRow

router = APIRouter(prefix="/v1/interactions", tags=["interactions"])

JSON, LINES = "application/json", "application/x-ndjson"
Replace = Annotated[bool, Query(description="replace what this identity holds, where it differs")]


async def _spooled(request: Request, service: ServiceDep, caller: Uploader) -> AsyncIterator[IO[bytes]]:
    """The body, in a file; read only once the key is known to be good."""
    one = bodies.expect_type(request, JSON, LINES) == JSON
    with bodies.scratch(service) as file:
        await bodies.spool(request, file, service.limits.document_bytes if one else service.limits.recording_bytes)
        yield file


@router.post(
    "",
    summary="Hand in texts",
    status_code=202,
    response_model=views.TakenView,
    responses={
        **openapi.refuses(408, 409, 413, 415),
        200: {"model": views.TakenView, "description": "The same content was there already"},
        207: {"model": views.Lines, "description": "JSON Lines: what became of each line"},
    },
    openapi_extra=openapi.DOCUMENTS,
)
def hand_in(
    request: Request,
    response: Response,
    service: ServiceDep,
    caller: Uploader,
    body: Annotated[IO[bytes], Depends(_spooled)],
    replace: Replace = False,
) -> Any:
    """One interaction document, or many as JSON Lines. `(client, id)` is the identity: the same document again changes
    nothing, a different one is a conflict unless `replace` is asked. A key of one client may leave `client` out.
    """
    if bodies.media_type(request) == LINES:
        answer = take_lines(service, caller, body, replace=replace)
        return JSONResponse(answer.model_dump(mode="json", exclude_none=True), 207)
    limits = service.limits.documents(service.clock())
    interaction = documents.read(body.read(), limits, client=caller.client)
    return taken_answer(service, taking.take_in(service, caller, interaction, replace=replace), caller, response)


def taken_answer(service: ServiceDep, taken: taking.Taken, caller: Uploader, response: Response) -> views.TakenView:
    """Queue what was taken in, and say where its state can be asked for."""
    taking.queue(service, [taken])
    response.status_code = taken.status
    response.headers["Location"] = views.location(taken.row.id)
    return views.taken(taken, caller)


@router.get("", summary="List interactions", responses=openapi.refuses())
def listed(
    service: ServiceDep,
    caller: Reader,
    filters: FiltersDep,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> views.Page:
    """Newest first, a page at a time. `?client=&id=` finds one by its own identity."""
    with service.store.reading(caller.scope) as session:
        page = rows.page(session, filters, cursor=cursor, limit=limit)
        shown = blindness.veiled(session, page.rows, caller.reviewer, narrowed=filters.tells_findings)
    return views.Page(items=[views.interaction(row, caller) for row in shown], next=page.next)


@router.get("/{uuid}", summary="Look at one interaction", responses=openapi.refuses(404))
def one(uuid: UUID, service: ServiceDep, caller: Reader) -> views.InteractionView:
    """Its state and its main findings; without findings while the caller has a blind review of it to answer."""
    with service.store.reading(caller.scope) as session:
        (row,) = blindness.veiled(session, [rows.get(session, uuid)], caller.reviewer)
    return views.interaction(row, caller)


@router.get(
    "/{uuid}/analysis",
    summary="Read the analysis",
    response_model=Analysis,
    responses=openapi.refuses(404, 409),
)
def analysis(
    uuid: UUID,
    service: ServiceDep,
    caller: Reader,
    pii: Annotated[bool, Query(description="show where personal data stood, if the key may see it")] = False,
) -> JSONResponse:
    """The analysis document `qa-analysis/1`, with masked words. 409 with `state` until there is one; 403 while the
    caller has a blind review of it to answer. Clients and agents get it without words (`withheld` says why) where its
    language is not read here.
    """
    finished(_row(service, caller, uuid))
    with service.store.reading(caller.scope) as session:
        blindness.refuse(session, uuid, caller.reviewer)
        processed = results.processed(session, uuid)
        why = withholding.reason(session, processed.understood.transcript.lang)
    document = analysis_document(processed, show_pii=pii and caller.may(Permission.SEE_PII), withheld=why)
    if not caller.may(Permission.SEE_AGENTS):
        document["agent"] = None
    blindness.note_read(service.store, [uuid], caller.reviewer)
    return JSONResponse(document)


@router.post(
    "/{uuid}/retry",
    summary="Try a failed interaction again",
    status_code=202,
    response_model=views.InteractionView,
    responses=openapi.refuses(404, 409),
)
def retry(uuid: UUID, service: ServiceDep, caller: Uploader) -> views.InteractionView:
    """Possible while its unmasked original is still kept (seven days)."""
    with service.store.transaction(caller.scope) as session:
        row = retrying.try_again(session, uuid, caller.actor)
    service.jobs.again([row])
    return views.interaction(row, caller)


@router.delete("/{uuid}", summary="Erase an interaction", status_code=204, responses=openapi.refuses(404))
def erase(uuid: UUID, service: ServiceDep, caller: Eraser) -> None:
    """Everything that is kept of it: words, findings, recordings, files made with it in them, which whoever asked for
    them has to ask for anew. The audit trail keeps that it was erased.
    """
    service.erasure.interaction(uuid, caller.actor, caller.scope)


def _row(service: ServiceDep, caller: Reader, uuid: UUID) -> InteractionRow:
    with service.store.reading(caller.scope) as session:
        return rows.get(session, uuid)


def finished(row: InteractionRow) -> None:
    """Raises NotReady, with its state, on an interaction that has no result (yet)."""
    if row.state is State.FAILED:
        raise NotReady(say("it could not be analysed: {failure}", failure=row.failure), state=row.state.value)
    if row.state is not State.DONE:
        wait = {"Retry-After": "2"}
        raise NotReady("it waits for a worker; ask again in a moment", state=row.state.value, headers=wait)
