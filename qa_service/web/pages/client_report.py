"""The report to a client organisation (ISO 18295-2). No agent is named in it."""

from collections.abc import Iterable
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Path, Request, Response

from qa_service.domain.groups import Group, GroupKind
from qa_service.http.dependencies import Name, ServiceDep
from qa_service.services import client_report
from qa_service.web.page import moved, page
from qa_service.web.questions import Questions
from qa_service.web.route import WebRoute
from qa_service.web.scorecard_view import changes, sheet
from qa_service.web.span import SpanDep
from qa_service.web.visitor import Opens, Visitor
from qa_service.web.words import Words

router = APIRouter(route_class=WebRoute, include_in_schema=False)

ReportPage = Annotated[Visitor, Opens(client_report.overview)]


@router.get("/reports")
def listed(request: Request, visitor: ReportPage) -> Response:
    """The clients; whoever is of one is sent to its report."""
    clients = client_report.listed(visitor.context)
    if visitor.caller.client is not None:
        return moved(f"/clients/{quote(visitor.caller.client, safe='')}/report")
    return page(request, visitor, "client_reports.html", clients=clients)


@router.get("/clients/{id}/report")
def of_client(
    request: Request, id: Annotated[Name, Path()], service: ServiceDep, visitor: ReportPage, span: SpanDep
) -> Response:
    """Key figures against their targets, quality with intervals, reasons, complaints, critical errors, changes,
    agreement.
    """
    document, scorecard = client_report.overview(visitor.context, id, span.days, span.channel)
    scorecard_sheet = sheet(scorecard, visitor.locale.lang)
    questions = Questions(Words(service.vocabulary, visitor.locale), scorecard_sheet.titles.rubrics[0])
    values: dict[str, Any] = {"sheet": scorecard_sheet, "report": document, "span": span, "client": id}
    return page(request, visitor, "client_report.html", **values, asked=_decided_by_both(questions, document.agreement))


@router.get("/clients/{id}/report/changes")
def changes_of_client(request: Request, id: Annotated[Name, Path()], visitor: ReportPage, span: SpanDep) -> Response:
    """What is different from the period before."""
    differences = client_report.changed(visitor.context, id, span.days, span.before, span.channel)
    values: dict[str, Any] = {"group": Group(GroupKind.CLIENT, id, None, span.channel), "span": span}
    back = f"/clients/{quote(id, safe='')}/report?{span.query}"
    view = changes(differences, visitor.locale.lang)
    return page(request, visitor, "scorecard_changes.html", **values, back=back, found=view)


def _decided_by_both(questions: Questions, agreed: Iterable[str]) -> list[tuple[str, str]]:
    """The questions that people and machine both decided, with their words, in the order of the rubric."""
    return [(name, questions.title(name)) for name in questions.ordered(agreed)]
