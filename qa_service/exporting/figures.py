"""Scorecards and client reports as PDF and XLSX."""

from dataclasses import replace
from typing import IO, Any

from sqlmodel import Session

from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.rubric import Rubric
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadInput, Withheld
from qa_service.exports import pdf, scorecard, xlsx
from qa_service.exports.naming import named
from qa_service.exports.paper import Paper
from qa_service.exports.wording import word
from qa_service.figures.basis import Basis
from qa_service.figures.scorecard import figures
from qa_service.report.scorecard import scorecard_document
from qa_service.store import sums
from qa_service.store.exports import Format, Kind, Order
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.scope import Scope


def subject(kind: Kind, agent: str | None, team: str | None, client: str | None) -> GroupKind:
    """Whose scorecard it is: the agent's, else the team's, else the client's. Raises BadInput where none is named."""
    if kind is Kind.SCORECARD and agent:
        return GroupKind.AGENT
    if kind is Kind.SCORECARD and team:
        return GroupKind.TEAM
    if client:
        return GroupKind.CLIENT
    wanted = "a client" if kind is Kind.REPORT else "an agent, a team or a client"
    raise BadInput(f"a {kind.value} is of {wanted}, and none is named", where="filters", hint="name one")


def group_of(order: Order) -> Group:
    """The group that the filters of a scorecard or report name. Raises BadInput where none is named."""
    filters = order.filters
    kind = subject(order.kind, filters.agent, filters.team, filters.client)
    if kind is GroupKind.CLIENT:
        return Group(kind, filters.client or "", None, filters.channel)
    name = filters.agent if kind is GroupKind.AGENT else filters.team
    return Group(kind, name or "", filters.client, filters.channel)


def check_basis(group: Group, monitoring_basis: str) -> None:
    """Raises Withheld on an agent's or team's scorecard while no legal basis for figures on workers is recorded."""
    if group.kind is not GroupKind.CLIENT and not monitoring_basis.strip():
        raise Withheld(
            "figures on single agents and teams are withheld, since no legal basis for monitoring workers is recorded; "
            "set QA_MONITORING_BASIS to the agreement or authorisation and its date"
        )


def write(
    store: Store, vocabulary: Vocabulary, rubrics: Rubrics, basis: Basis, monitoring: str, order: Order, sink: IO[bytes]
) -> None:
    """Raises BadInput where nobody is named, NotFound where there is nothing to show."""
    group = order.group or group_of(order)
    days = Days.nearest(order.filters.since, order.filters.until)
    # Totals are fenced by client; who may see which team and agent was decided when it was ordered.
    with store.reading(Scope(order.scope.client)) as session:
        document = scorecard_document(figures(session, group, days, basis, rubrics))
        naming = named(order.language, vocabulary, _rubrics(session, group, rubrics))
    about: dict[str, Any] = {"since": days.since, "until": days.until, "client": group.client}
    about["channel"] = group.channel.value if group.channel else None
    if group.kind is not GroupKind.CLIENT:
        about["monitoring_basis"] = monitoring
    made = scorecard.paper({**document, **about}, group.kind.value, group.name, naming)
    _put(replace(made, title=word("report", order.language)) if order.kind is Kind.REPORT else made, order, sink)


def _put(paper: Paper, order: Order, sink: IO[bytes]) -> None:
    if order.format is Format.PDF:
        sink.write(pdf.render(paper))
    else:
        xlsx.write_paper(sink, paper)


def _rubrics(session: Session, group: Group, rubrics: Rubrics) -> list[Rubric]:
    """Those in force for the clients of the group."""
    if group.kind is GroupKind.CLIENT:
        clients = [group.name]
    else:
        clients = [group.client] if group.client else sums.clients_of(session, group)
    return [rubrics.current(session, client) for client in clients]
