"""The register of complaints with what its page shows beside it."""

from collections.abc import Sequence
from typing import NamedTuple

from qa_service.documents.complaints import ComplaintFiguresView, ComplaintPage
from qa_service.domain.complaints import ComplaintFilters, ComplaintRules
from qa_service.domain.groups import Days
from qa_service.errors import NotFound
from qa_service.services import complaint_figures, complaints
from qa_service.services.access import Permission
from qa_service.services.complaint_rows import matters
from qa_service.services.context import Context
from qa_service.services.use_case import reads
from qa_service.store import complaints as register
from qa_service.store.tables import InteractionRow


class ComplaintRegister(NamedTuple):
    """A page of the register; the figures and rules of the client that it is narrowed to (None: of several); the
    matters to choose from; contacts that the machine takes for complaints, for who keeps the register.
    """

    page: ComplaintPage
    figures: ComplaintFiguresView | None
    rules: ComplaintRules
    matters: Sequence[str]
    candidates: Sequence[InteractionRow]


@reads(Permission.SEE_COMPLAINTS, own_transactions=True)
def show(context: Context, filters: ComplaintFilters, days: Days, cursor: str | None, limit: int) -> ComplaintRegister:
    """Raises BadInput, Withheld."""
    client = filters.client or context.caller.client
    with context.reading() as session:
        page = complaints.listed(context, filters, cursor, limit)
        rules = register.rules(session, client) if client else register.DEFAULT
        keeps = context.caller.may(Permission.KEEP_COMPLAINTS)
        proposed = complaints.candidates(context, client) if keeps and cursor is None else ()
    return ComplaintRegister(
        page,
        None if client is None else _figures(context, client, days, filters.matter),
        rules,
        matters(rules, context.deps),
        proposed,
    )


def _figures(context: Context, client: str, days: Days, matter: str | None) -> ComplaintFiguresView | None:
    """None where nothing of this client is in reach."""
    try:
        return complaint_figures.show(context, client, days, matter=matter)
    except NotFound:
        return None
