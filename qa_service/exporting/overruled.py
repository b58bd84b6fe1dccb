"""Answers that overrule the machine's, sorted and not, as a file: to learn criteria from and to mend guides by."""

from collections.abc import Iterator, Mapping
from typing import Any

from qa_service.documents.overruled import OverruledView
from qa_service.exporting.sources import Progress
from qa_service.exports.columns import OVERRULED
from qa_service.reviewing import blindness
from qa_service.store import overruled
from qa_service.store.exports import Order
from qa_service.store.overruled import OverruledFilters
from qa_service.store.repository import Store

_AT_ONCE = 500


def cases(store: Store, order: Order, progress: Progress) -> Iterator[OverruledView]:
    """The latest answer first; the maker of the order has then read the machine's answer to each. What becomes subject
    to a blind answer meanwhile is left out from the next page on.
    """
    done, cursor, more = 0, None, True
    while more:
        with store.reading() as session:
            held = overruled.held(session)  # by samples over several clients as well
        filters = OverruledFilters(
            order.filters.client,
            questions=order.topics,
            since=order.filters.since,
            until=order.filters.until,
            held=held,
        )
        with store.reading(order.scope) as session:
            page = overruled.page(session, filters, cursor=cursor, limit=_AT_ONCE)
        blindness.note_read(store, {case.interaction.id for case in page.rows}, order.reviewer)
        yield from (OverruledView.of(case) for case in page.rows)
        done, cursor, more = done + len(page.rows), page.next, page.next is not None
        progress(done, None)


def document(case: OverruledView) -> Mapping[str, Any]:
    """What goes into JSON Lines: the columns of the other forms, with versions by name."""
    names = {column.name for column in OVERRULED}
    return case.model_dump(mode="json", include=names)
