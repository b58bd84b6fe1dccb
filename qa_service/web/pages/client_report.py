"""The report to a client organisation (ISO 18295-2). No agent is named in it."""

from collections.abc import Iterable
from functools import partial
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Request, Response

from qa_service.api.deps import Name, ServiceDep
from qa_service.domain.groups import Group, GroupKind
from qa_service.errors import Forbidden, NotFound
from qa_service.figures.client import ClientReportRequest, report
from qa_service.figures.documents import client_document
from qa_service.services.access import Permission
from qa_service.store import directory
from qa_service.web.page import moved, page
from qa_service.web.questions import Questions
from qa_service.web.route import WebRoute
from qa_service.web.scorecard_view import changes, sheet
from qa_service.web.span import Span, SpanDep
from qa_service.web.visitor import Allowed, Visitor
from qa_service.web.words import Words

router = APIRouter(route_class=WebRoute, include_in_schema=False)


def _of_whole_clients(visitor: Annotated[Visitor, Depends(Allowed(Permission.CLIENT_FIGURES))]) -> Visitor:
    """Raises Forbidden: a report is of the whole client, and team leaders see their team."""
    if visitor.caller.team is not None:
        raise Forbidden("the report to a client is not narrowed to a team; see the scorecard of the team")
    return visitor


ReportPage = Annotated[Visitor, Depends(_of_whole_clients)]


@router.get("/reports")
def listed(request: Request, service: ServiceDep, visitor: ReportPage) -> Response:
    """The clients; whoever is of one is sent to its report."""
    if visitor.caller.client is not None:
        return moved(f"/clients/{quote(visitor.caller.client, safe='')}/report")
    with service.store.reading(visitor.caller.scope) as session:
        clients = [one for one in directory.clients(session) if one.n]
    return page(request, visitor, "client_reports.html", clients=clients)


@router.get("/clients/{id}/report")
def of_client(
    request: Request, id: Annotated[Name, Path()], service: ServiceDep, visitor: ReportPage, span: SpanDep
) -> Response:
    """Key figures against their targets, quality with intervals, reasons, complaints, critical errors, changes,
    agreement.
    """
    group = _narrowed(visitor, id, span)
    packs = list(service.kpi_packs.values())[:1]
    wanted = ClientReportRequest(
        group, span.days, packs, service.clock(), partial(service.intake.pseudonyms.of_agent, id)
    )
    with service.store.reading(visitor.caller.client_scope) as session:
        found = report(session, wanted, service.basis, service.rubrics)
        shown = sheet(session, service, group, span, visitor.tongue.lang, found.scorecard)
    questions = Questions(Words(service.vocabulary, visitor.tongue), shown.titles.rubrics[0])
    values: dict[str, Any] = {"sheet": shown, "report": client_document(found, packs), "span": span, "client": id}
    return page(request, visitor, "client_report.html", **values, asked=_asked(questions, found.scorecard.agreed))


@router.get("/clients/{id}/report/changes")
def changes_of_client(
    request: Request, id: Annotated[Name, Path()], service: ServiceDep, visitor: ReportPage, span: SpanDep
) -> Response:
    """What is different from the period before."""
    group = _narrowed(visitor, id, span)
    with service.store.reading(visitor.caller.client_scope) as session:
        found = changes(session, service, group, span, visitor.tongue.lang)
    back = f"/clients/{quote(id, safe='')}/report?{span.query}"
    return page(request, visitor, "scorecard_changes.html", group=group, span=span, back=back, found=found)


def _narrowed(visitor: Visitor, id: str, span: Span) -> Group:
    """Raises NotFound for another client."""
    if visitor.caller.client not in (None, id):
        raise NotFound("no finished interaction of client {id!r} is visible here", id=id)
    return Group(GroupKind.CLIENT, id, None, span.channel)


def _asked(questions: Questions, agreed: Iterable[str]) -> list[tuple[str, str]]:
    """The questions that people and machine both decided, with their words, in the order of the rubric."""
    return [(name, questions.title(name)) for name in questions.ordered(agreed)]
