"""The register of complaints as a file."""

from collections.abc import Iterator
from datetime import datetime

from qa_service.documents.complaints import ComplaintView
from qa_service.domain.complaints import ComplaintFilters
from qa_service.exporting.sources import Progress
from qa_service.store import complaints
from qa_service.store.exports import Order
from qa_service.store.repository import Store

_AT_ONCE = 500


def listed(store: Store, order: Order, moment: datetime, progress: Progress) -> Iterator[ComplaintView]:
    """By day of receipt, the latest first, as the maker of the order may see them."""
    wanted = order.filters
    filters = ComplaintFilters(
        wanted.client, channel=wanted.channel, team=wanted.team, since=wanted.since, until=wanted.until
    )
    today, done, cursor, more = store.calendar.day(moment), 0, None, True
    while more:
        with store.reading(order.scope) as session:
            page = complaints.page(session, filters, today, cursor=cursor, limit=_AT_ONCE)
            warn_days = {row.client: complaints.rules(session, row.client).warn_days for row in page.rows}
        yield from (ComplaintView.of(row, today, warn_days[row.client], keeps=order.agents) for row in page.rows)
        done, cursor, more = done + len(page.rows), page.next, page.next is not None
        progress(done, None)
