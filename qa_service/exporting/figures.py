"""Scorecards and client reports as PDF and XLSX."""

from dataclasses import replace
from typing import IO, Any

from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadInput, NotFound, Withheld
from qa_service.exports import pdf, scorecard, xlsx
from qa_service.exports.paper import Paper
from qa_service.exports.scorecard import Of
from qa_service.exports.wording import word
from qa_service.report.group import group_document
from qa_service.store.exports import Format, Kind, Order
from qa_service.store.figures import average
from qa_service.store.interactions import Filters
from qa_service.store.repository import Store


def write(store: Store, vocabulary: Vocabulary, order: Order, sink: IO[bytes]) -> None:
    """Raises BadInput where nobody is named, NotFound where there is nothing to show."""
    paper = _paper(store, vocabulary, order)
    if order.format is Format.PDF:
        sink.write(pdf.render(paper))
    else:
        xlsx.write_paper(sink, paper)


def subject(order: Order) -> tuple[Of, str]:
    """Whose scorecard it is: the agent's, else the team's, else the client's. Raises BadInput where none is named."""
    filters = order.filters
    named: tuple[tuple[Of, str | None], ...] = (
        ("agent", filters.agent),
        ("team", filters.team),
        ("client", filters.client),
    )
    for of, who in named[2:] if order.kind is Kind.REPORT else named:
        if who:
            return of, who
    wanted = "a client" if order.kind is Kind.REPORT else "an agent, a team or a client"
    raise BadInput(f"a {order.kind.value} is of {wanted}, and none is named", where="filters", hint="name one")


def check_basis(order: Order, basis: str) -> None:
    """Raises Withheld on an agent's scorecard while no legal basis for figures on single workers is recorded."""
    if order.kind is Kind.SCORECARD and subject(order)[0] == "agent" and not basis.strip():
        raise Withheld(
            "figures on single agents are withheld, since no legal basis for monitoring workers is recorded; set "
            "QA_MONITORING_BASIS to the agreement or authorisation and its date"
        )


def _paper(store: Store, vocabulary: Vocabulary, order: Order) -> Paper:
    of, who = subject(order)
    document = _document(store, order, of, who)
    paper = scorecard.paper(document, of, who, vocabulary, order.language)
    return replace(paper, title=word("report", order.language)) if order.kind is Kind.REPORT else paper


def _document(store: Store, order: Order, of: Of, who: str) -> dict[str, Any]:
    filters: Filters = order.filters
    with store.reading(order.scope) as session:
        averages = average(session, filters)
    if averages.n == 0:
        raise NotFound(f"no finished interaction of {of} {who!r} is visible here")
    found = group_document(averages.n, averages.resolution, averages.undecided, averages.courtesy, averages.courtesy_n)
    channel = filters.channel.value if filters.channel else None
    return {**found, "since": filters.since, "until": filters.until, "channel": channel}
