"""Interactions: handed in as text, listed, looked at, tried again, erased."""

from collections import Counter
from collections.abc import AsyncIterator
from typing import IO, Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from qa_service.api import openapi
from qa_service.api.deps import Calls, PeriodDep
from qa_service.documents.analysis import Analysis
from qa_service.documents.inclusion import InteractionWithParts, PageWithParts
from qa_service.documents.interactions import InteractionView, Line, Lines, TakenView, WarningView, location
from qa_service.documents.rescorings import ScorecardsView
from qa_service.domain.interaction import Channel, State
from qa_service.errors import QaError
from qa_service.http import problems, request_body
from qa_service.http.dependencies import Name
from qa_service.services import erasure, inclusion, intake, interactions, rescorings
from qa_service.services.context import Context
from qa_service.services.inclusion import Part
from qa_service.services.intake import TakenInteraction
from qa_service.services.interactions import Narrowing, Terms

router = APIRouter(prefix="/v1/interactions", tags=["interactions"])

JSON, LINES = "application/json", "application/x-ndjson"
_WITH_PARTS = 50
Flag = Literal["critical", "to_be_confirmed", "negative_end", "low_confidence", "long_silence", "any"]
Replace = Annotated[bool, Query(description="replace what this identity holds, where it differs")]


_Intake = Annotated[Context, Calls(intake.take_document)]


async def _spooled(request: Request, context: _Intake) -> AsyncIterator[IO[bytes]]:
    """The body, in a file; read only once the key is known to be good."""
    limits, is_single = context.deps.limits, request_body.expect_type(request, JSON, LINES) == JSON
    with request_body.scratch(context.deps) as file:
        await request_body.spool(request, file, limits.document_bytes if is_single else limits.recording_bytes)
        yield file


@router.post(
    "",
    summary="Hand in texts",
    status_code=202,
    response_model=TakenView,
    responses={
        **openapi.refuses(408, 409, 413, 415),
        200: {"model": TakenView, "description": "The same content was there already"},
        207: {"model": Lines, "description": "JSON Lines: what became of each line"},
    },
    openapi_extra=openapi.DOCUMENTS,
)
def hand_in(
    request: Request,
    response: Response,
    context: _Intake,
    body: Annotated[IO[bytes], Depends(_spooled)],
    replace: Replace = False,
) -> Any:
    """One interaction document, or many as JSON Lines. `(client, id)` is the identity: the same document again changes
    nothing, a different one is a conflict unless `replace` is asked. A key of one client may leave `client` out.
    """
    if request_body.media_type(request) == LINES:
        lines = [_line(number, end) for number, end in intake.take_lines(context, body, replace=replace)]
        answer = Lines(counts=dict(Counter(str(line.outcome) for line in lines)), lines=lines)
        return JSONResponse(answer.model_dump(mode="json", exclude_none=True), 207)
    return taken_answer(context, intake.take_document(context, body.read(), replace=replace), response)


def _line(number: int, end: TakenInteraction | QaError) -> Line:
    return Line(line=number, **end_fields(end))


def end_fields(end: TakenInteraction | QaError) -> dict[str, Any]:
    """What became of one of many, as the fields of `LineEnd`."""
    if isinstance(end, QaError):
        problem = problems.body(end, "")
        return {"status": problem["status"], "outcome": "refused", "problem": problem}
    warnings = WarningView.of(end.row, end.team, end.apart) or None
    same = {"status": _status(end), "outcome": end.outcome, "id": end.row.external_id}
    return {**same, "location": location(end.row.id), "warnings": warnings}


def _status(outcome: TakenInteraction) -> int:
    """202 where work was accepted, 200 where nothing changed."""
    return 202 if outcome.is_new else 200


def taken_answer(context: Context, outcome: TakenInteraction, response: Response) -> TakenView:
    """What was taken in, and where its state can be asked for."""
    response.status_code = _status(outcome)
    response.headers["Location"] = location(outcome.row.id)
    return intake.view(context.caller, outcome)


def _narrowing(
    period: PeriodDep,
    client: Annotated[Name | None, Query(description="client organisation")] = None,
    id: Annotated[Name | None, Query(description="the interaction's own id, as it was handed in")] = None,
    agent: Annotated[Name | None, Query()] = None,
    team: Annotated[Name | None, Query()] = None,
    channel: Annotated[Channel | None, Query()] = None,
    automatic: Annotated[bool | None, Query(description="automatic mail alone, or everything else")] = None,
    state: Annotated[State | None, Query()] = None,
    intent: Annotated[str | None, Query()] = None,
    resolution: Annotated[str | None, Query()] = None,
    customer: Annotated[Name | None, Query(description="as it was handed in; needs `client`")] = None,
    callback: Annotated[bool | None, Query(description="calls that customers asked for alone, or all others")] = None,
) -> Narrowing:
    during = (period.since, period.until)
    return Narrowing(
        client, id, agent, team, channel, automatic, state, intent, resolution, customer, *during, callback
    )


def _terms(
    narrowing: Annotated[Narrowing, Depends(_narrowing)],
    words: Annotated[str, Query(max_length=200, description="all were said; those in quotation marks in a row")] = "",
    shows: Annotated[str | None, Query(description="a behaviour that the agent showed")] = None,
    lacks: Annotated[str | None, Query(description="a behaviour that was looked for and not found")] = None,
    sentiment_end: Annotated[Literal["positive", "neutral", "negative"] | None, Query()] = None,
    sure_below: Annotated[float | None, Query(ge=0, le=1, description="the transcript is less certain")] = None,
    flag: Annotated[Flag | None, Query(description="why it is worth a look; any: for whichever reason")] = None,
    disputed: Annotated[bool, Query(description="an objection to it is open")] = False,
) -> Terms:
    return Terms(narrowing, words, shows, lacks, sentiment_end, sure_below, flag, disputed)


Include = Annotated[
    list[Part], Query(description="what to read beside it; each is as reading it by itself, in rights and in the trail")
]


@router.get("", summary="List interactions", response_model=PageWithParts, responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(inclusion.listed)],
    terms: Annotated[Terms, Depends(_terms)],
    include: Include = [],  # noqa: B006  (FastAPI copies it)
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Any:
    """Newest first, a page at a time; `?words=` searches what was said. `?client=&id=` finds one by its own identity.
    With `include` a page holds 50 at most; parts that there are not yet, or that are withheld, are null.
    """
    if not include:
        return JSONResponse(interactions.listed(context, terms, cursor, limit).model_dump(mode="json"))
    return inclusion.listed(context, terms, set(include), cursor, min(limit, _WITH_PARTS))


@router.get(
    "/{uuid}",
    summary="Look at one interaction",
    response_model=InteractionWithParts,
    responses=openapi.refuses(404, 409),
)
def one(
    uuid: UUID,
    context: Annotated[Context, Calls(inclusion.show)],
    include: Include = [],  # noqa: B006
) -> Any:
    """Its state and its main findings; without findings while the caller has a blind review of it to answer. With
    `include` in one answer what else is known: refused as reading the part by itself would be.
    """
    if not include:
        return JSONResponse(interactions.show(context, uuid).model_dump(mode="json"))
    return inclusion.show(context, uuid, set(include))


@router.get(
    "/{uuid}/analysis",
    summary="Read the analysis",
    response_model=Analysis,
    responses=openapi.refuses(404, 409),
)
def analysis(
    uuid: UUID,
    context: Annotated[Context, Calls(interactions.analysis)],
    pii: Annotated[bool, Query(description="show where personal data stood, if the key may see it")] = False,
) -> JSONResponse:
    """The analysis document `qa-analysis/1`, with masked words. 409 with `state` until there is one; 403 while the
    caller has a blind review of it to answer. Clients and agents get it without words (`withheld` says why) where its
    language is not read here.
    """
    return JSONResponse(interactions.analysis(context, uuid, pii=pii).document())


@router.get("/{uuid}/segments", summary="Read who else served", responses=openapi.refuses(404))
def segments(uuid: UUID, context: Annotated[Context, Calls(interactions.segments)]) -> list[InteractionView]:
    """The parts that colleagues of its agent and bots had in it: interactions of their own, each with its analysis,
    answers and objections. The outcome of the contact counts for its agent, who closed it. Agents see their own parts
    alone.
    """
    return interactions.segments(context, uuid)


@router.get("/{uuid}/scorecards", summary="Read all scorecards", responses=openapi.refuses(404, 409))
def scorecards(uuid: UUID, context: Annotated[Context, Calls(rescorings.scorecards)]) -> ScorecardsView:
    """Under every version of the rubric that was applied to it; `scorecard` is the one that figures count. 409 with
    `state` until there is one; 403 while the caller has a blind review of it to answer.
    """
    return rescorings.scorecards(context, uuid)


@router.post(
    "/{uuid}/retry",
    summary="Try a failed interaction again",
    status_code=202,
    response_model=InteractionView,
    responses=openapi.refuses(404, 409),
)
def retry(uuid: UUID, context: Annotated[Context, Calls(interactions.retry)]) -> InteractionView:
    """Possible while its unmasked original is still kept (seven days)."""
    return interactions.retry(context, uuid)


@router.delete("/{uuid}", summary="Erase an interaction", status_code=204, responses=openapi.refuses(404, 409))
def erase(uuid: UUID, context: Annotated[Context, Calls(erasure.erase)]) -> None:
    """Everything that is kept of it: words, findings, recordings, files made with it in them, which whoever asked for
    them has to ask for anew. The audit trail keeps that it was erased. 409 while a legal hold keeps it.
    """
    erasure.erase(context, uuid)
