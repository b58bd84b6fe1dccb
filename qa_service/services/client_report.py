"""The report to a client organisation (ISO 18295-2). No agent is named in it."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from qa_service.documents.client_report import ClientView
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import Channel
from qa_service.errors import Forbidden, NotFound
from qa_service.figures.client import ClientReportRequest, report
from qa_service.services import groups, scorecards
from qa_service.services.access import Caller, Permission
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.services.scorecards import ChangesPage, ScorecardPage
from qa_service.services.use_case import reads
from qa_service.store import directory
from qa_service.store.directory import Client


class ReportPage(NamedTuple):
    """The report, and the figures in it as pages show them."""

    document: ClientView
    scorecard: ScorecardPage


@reads(Permission.CLIENT_FIGURES, own_transactions=True, noted="read figures")
def show(context: Context, client: str, days: Days, channel: Channel | None = None) -> ClientView:
    """What a client organisation is told; a team leader sees what their team did for it. Raises Withheld,
    NotFound.
    """
    deps = context.deps
    group = groups.seen(Group(GroupKind.CLIENT, client, None, channel), context)
    request = _request(deps, client, group, days)
    with context.reading(context.caller.client_scope) as session:
        client_report = report(session, request, deps.basis, deps.rubrics)
    return client_report.view(client=client, **groups.ends(deps, days))


@reads(Permission.CLIENT_FIGURES)
def listed(context: Context) -> Sequence[Client]:
    """The clients of whom there is anything to report. Raises Forbidden."""
    _check_whole(context.caller)
    return [client for client in directory.clients(context.session) if client.n]


@reads(Permission.CLIENT_FIGURES, own_transactions=True)
def overview(context: Context, client: str, days: Days, channel: Channel | None = None) -> ReportPage:
    """The same for a page. Raises Forbidden, NotFound."""
    deps, group = context.deps, _whole(context.caller, client, channel)
    request = _request(deps, client, group, days)
    with context.reading(context.caller.client_scope) as session:
        client_report = report(session, request, deps.basis, deps.rubrics)
        page = scorecards.page_of(session, deps, group, client_report.scorecard)
    return ReportPage(client_report.view(client=client, **groups.ends(deps, days)), page)


@reads(Permission.CLIENT_FIGURES, own_transactions=True)
def changed(
    context: Context, client: str, days: Days, before: Days | None, channel: Channel | None = None
) -> ChangesPage:
    """What is different from the period before. Raises Forbidden, NotFound."""
    group = _whole(context.caller, client, channel)
    with context.reading(context.caller.client_scope) as session:
        return scorecards.compared(session, context.deps, group, days, before)


def _request(deps: Dependencies, client: str, group: Group, days: Days) -> ClientReportRequest:
    packs, pseudonym = list(deps.kpi_packs.values())[:1], partial(deps.intake.pseudonyms.of_agent, client)
    return ClientReportRequest(group, days, packs, deps.clock(), pseudonym)


def _whole(caller: Caller, client: str, channel: Channel | None) -> Group:
    """Raises Forbidden, and NotFound for another client than the caller's."""
    _check_whole(caller)
    if not caller.scope.reaches(client):
        raise NotFound("no finished interaction of client {id!r} is visible here", id=client)
    return Group(GroupKind.CLIENT, client, None, channel)


def _check_whole(caller: Caller) -> None:
    if caller.team is not None:
        raise Forbidden("the report to a client is not narrowed to a team; see the scorecard of the team")
