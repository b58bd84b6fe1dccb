"""Answers of customers to surveys as a file."""

from collections.abc import Iterator

from qa_service.documents.surveys import SurveyAnswerView
from qa_service.domain.languages import READ
from qa_service.exporting.sources import Progress
from qa_service.store import surveys
from qa_service.store.exports import Order
from qa_service.store.repository import Store
from qa_service.store.surveys import AnswerFilters

_AT_ONCE = 500


def listed(store: Store, order: Order, progress: Progress) -> Iterator[SurveyAnswerView]:
    """The latest first, as the maker of the order may see them."""
    wanted, words = order.filters, order.scope.words
    filters = AnswerFilters(wanted.client, wanted.channel, wanted.since, wanted.until)
    done, cursor, more = 0, None, True
    while more:
        with store.reading(order.scope) as session:
            page = surveys.page(session, filters, cursor=cursor, limit=_AT_ONCE)
        yield from (SurveyAnswerView.of(row, words=words or row.comment_lang in READ) for row in page.rows)
        done, cursor, more = done + len(page.rows), page.next, page.next is not None
        progress(done, None)
