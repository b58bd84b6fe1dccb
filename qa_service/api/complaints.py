"""The register of complaints: receipt, answer, deadline."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict, Field

from qa_service.api import openapi
from qa_service.api.deps import Calls, PeriodDep
from qa_service.api.groups import ChannelFilter
from qa_service.documents.complaints import (
    ComplaintFiguresView,
    ComplaintLinesView,
    ComplaintPage,
    ComplaintRulesView,
    ComplaintView,
    RefusedComplaint,
)
from qa_service.domain.complaints import ComplaintFilters, ComplaintOutcome, ComplaintRules, ComplaintState
from qa_service.domain.interaction import Channel
from qa_service.http import problems, request_body
from qa_service.http.dependencies import Name
from qa_service.services import access, complaint_figures, complaint_imports, complaint_rules, complaints, key_figures
from qa_service.services.complaint_rows import LONGEST_NOTE, WantedComplaint
from qa_service.services.context import Context

router = APIRouter(prefix="/v1", tags=["complaints"])
Client = Annotated[Name | None, Query(description="client organisation; left out: that of the key")]
Matter = Annotated[str | None, Query(max_length=64, description="complaints of this matter alone")]
Team = Annotated[Name | None, Query(description="this team alone; only with a legal basis for monitoring workers")]
On = Annotated[date | None, Field(description="the day; left out: today")]
_TABLE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"text/csv": {"schema": {"type": "string", "description": "with a line of column names"}}},
    }
}


class ComplaintWanted(BaseModel):
    """A complaint. `customer` and `case` as they are known elsewhere: pseudonyms and masked ids are kept. What is left
    out of client, customer, case, channel and day of receipt is taken from the `interaction` that it came with. `note`:
    a few words, which are masked.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"client": "acme", "matter": "billing", "customer": "c-77120", "received_on": "2026-03-03"}]
        },
    )

    matter: Annotated[str, Field(min_length=1, max_length=64)]
    client: Name | None = None
    reference: Annotated[Name | None, Field(description="its number; left out: the register gives it one")] = None
    customer: Name | None = None
    interaction: UUID | None = None
    case: Name | None = None
    channel: Channel | None = None
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""
    received_on: date | None = None
    acknowledged_on: date | None = None
    answered_on: date | None = None
    outcome: ComplaintOutcome | None = None


class ComplaintDay(BaseModel):
    """On which day it was."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"on": "2026-03-04"}]})

    on: On = None


class ComplaintAnswer(BaseModel):
    """How it ended, and on which day."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"outcome": "upheld", "on": "2026-03-20"}]}
    )

    outcome: ComplaintOutcome
    on: On = None


class ComplaintRulesWanted(ComplaintRules):
    """What is not named is as the service comes: 30 calendar days, told 5 days before."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={"examples": [{"days": 30, "counted": "working", "matters": ["billing", "delivery"]}]},
    )


@dataclass(frozen=True, slots=True)
class _Narrowing:
    client: Annotated[Name | None, Query(description="client organisation")] = None
    state: Annotated[ComplaintState | None, Query(description="`open` holds those that are due too")] = None
    due_within: Annotated[int | None, Query(ge=0, le=365, description="to be answered within so many days")] = None
    matter: Matter = None
    channel: ChannelFilter = None
    team: Team = None
    interaction: Annotated[UUID | None, Query(description="that came with this interaction")] = None


@router.post("/complaints", summary="Register a complaint", status_code=201, responses=openapi.refuses(404, 409))
def register(order: ComplaintWanted, context: Annotated[Context, Calls(complaints.register)]) -> ComplaintView:
    """By whoever keeps the register; a team leader for contacts of the team. A number that is taken is refused."""
    return complaints.register(context, WantedComplaint(**order.model_dump()))


@router.get("/complaints", summary="List complaints", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(complaints.listed)],
    narrowing: Annotated[_Narrowing, Depends()],
    period: PeriodDep,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ComplaintPage:
    """By day of receipt, the latest first: those of the client, of a team leader's team those that came with its
    contacts. `since` and `until` bound the day of receipt.
    """
    values = {name: getattr(narrowing, name) for name in _Narrowing.__dataclass_fields__}
    filters = ComplaintFilters(**values, since=period.since, until=period.until)
    return complaints.listed(context, filters, cursor, limit)


@router.get("/complaints/figures", summary="Figures on complaints", responses=openapi.refuses(404))
def figures(
    context: Annotated[Context, Calls(complaint_figures.show)],
    period: PeriodDep,
    client: Client = None,
    team: Team = None,
    channel: ChannelFilter = None,
    matter: Matter = None,
) -> ComplaintFiguresView:
    """Of complaints received in a period: per 1,000 contacts, answered in time, reopened, days until the answer."""
    days = context.deps.calendar.days(period.since, period.until)
    named = key_figures.whose(context.caller, client)
    return complaint_figures.show(context, named, days, team=team, channel=channel, matter=matter)


@router.post(
    "/complaints/table",
    summary="Hand in a table of complaints",
    responses=openapi.refuses(413, 415),
    openapi_extra=_TABLE,
)
async def take(
    request: Request,
    context: Annotated[Context, Calls(complaint_imports.take)],
    client: Client = None,
    mapping: Annotated[
        str, Query(max_length=8000, description="how it is read, as JSON: columns, dates, outcomes, matters, channels")
    ] = "",
) -> ComplaintLinesView:
    """CSV with the columns reference, matter, received_on, and, where they are known, customer, interaction, case,
    channel, note, acknowledged_on, answered_on, outcome; or others, by a mapping. The same line again changes nothing;
    one that says more completes its complaint; one that contradicts it is refused, and the others are kept.
    """
    named = key_figures.whose(context.caller, client)
    access.check_client(context.caller, named)  # before the body is read
    request_body.expect_type(request, "text/csv", "text/plain", "application/octet-stream")
    raw = await request_body.read(request, context.deps.limits.document_bytes)
    read_by = complaint_imports.parse(mapping.encode())
    taken = await run_in_threadpool(complaint_imports.take, context, named, raw, read_by)
    refused = [RefusedComplaint(line=number, problem=problems.body(error, "")) for number, error in taken.refused]
    return ComplaintLinesView(client=named, counts=dict(taken.counts), refused=refused)


@router.get("/complaints/rules", summary="Read the rules for complaints", responses=openapi.refuses())
def rules(context: Annotated[Context, Calls(complaint_rules.show)], client: Client = None) -> ComplaintRulesView:
    """Within how many days they are to be answered, and what they are sorted by."""
    return complaint_rules.show(context, key_figures.whose(context.caller, client))


@router.put("/complaints/rules", summary="Set the rules for complaints", responses=openapi.refuses())
def set_rules(
    order: ComplaintRulesWanted, context: Annotated[Context, Calls(complaint_rules.put)], client: Client = None
) -> ComplaintRulesView:
    """In the place of those before, for complaints registered from now on. Audited."""
    new = ComplaintRules.model_validate(order.model_dump())
    return complaint_rules.put(context, key_figures.whose(context.caller, client), new)


@router.get("/complaints/{uuid}", summary="Look at a complaint", responses=openapi.refuses(404))
def show(uuid: UUID, context: Annotated[Context, Calls(complaints.show)]) -> ComplaintView:
    """With its history."""
    return complaints.show(context, uuid)


@router.post("/complaints/{uuid}:acknowledge", summary="Acknowledge a complaint", responses=openapi.refuses(404, 409))
def acknowledge(
    uuid: UUID, body: ComplaintDay, context: Annotated[Context, Calls(complaints.acknowledge)]
) -> ComplaintView:
    """The customer was told that it came in."""
    return complaints.acknowledge(context, uuid, body.on)


@router.post("/complaints/{uuid}:answer", summary="Answer a complaint", responses=openapi.refuses(404, 409))
def answer(uuid: UUID, body: ComplaintAnswer, context: Annotated[Context, Calls(complaints.answer)]) -> ComplaintView:
    """It was answered, or the customer took it back (`withdrawn`)."""
    return complaints.answer(context, uuid, body.outcome, body.on)


@router.post("/complaints/{uuid}:reopen", summary="Reopen a complaint", responses=openapi.refuses(404, 409))
def reopen(uuid: UUID, body: ComplaintDay, context: Annotated[Context, Calls(complaints.reopen)]) -> ComplaintView:
    """The answer did not settle it; a new deadline begins."""
    return complaints.reopen(context, uuid, body.on)


@router.post(
    "/interactions/{uuid}/complaint:dismiss",
    summary="Say that it is no complaint",
    status_code=204,
    responses=openapi.refuses(404),
)
def dismiss(uuid: UUID, context: Annotated[Context, Calls(complaints.dismiss)]) -> None:
    """Of a contact that the machine takes for one: it is not proposed any more."""
    complaints.dismiss(context, uuid)
