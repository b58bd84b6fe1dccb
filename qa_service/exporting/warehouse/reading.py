"""The facts of a month, read a page at a time and each page in a session of its own: memory does not grow."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from qa_service.domain.calendar import Calendar
from qa_service.exporting.warehouse.facts import FactMaker, Facts
from qa_service.exporting.warehouse.schema import CONTACT
from qa_service.store import warehouse_sources
from qa_service.store.repository import Store

_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Reader:
    """Over the store; months are cut by the centre's clocks."""

    store: Store
    maker: FactMaker

    def periods(self) -> Iterator[str]:
        """The months from the first contact or call to the last, such as ``2026-11``."""
        with self.store.reading() as session:
            span = warehouse_sources.span(session)
        if span is None:
            return
        first, last = (self._calendar.day(moment).replace(day=1) for moment in span)
        while first <= last:
            yield f"{first:%Y-%m}"
            first = _next(first)

    def facts(self, kind: str, period: str) -> Iterator[Facts]:
        """All contacts or calls of a month."""
        first = date.fromisoformat(f"{period}-01")
        since, until = self._calendar.start(first), self._calendar.start(_next(first))
        return self._contacts(since, until) if kind == CONTACT else self._calls(since, until)

    @property
    def _calendar(self) -> Calendar:
        return self.store.calendar

    def _contacts(self, since: datetime, until: datetime) -> Iterator[Facts]:
        after = None
        while True:
            with self.store.reading() as session:
                page = warehouse_sources.contacts(session, since, until, after, _PAGE)
                reviews = warehouse_sources.people_answers(session, [contact.row["id"] for contact in page])
                facts = [self.maker.of_contact(contact, reviews.get(contact.row["id"], ())) for contact in page]
            yield from facts
            if len(page) < _PAGE:
                return
            after = page[-1].row["at"], page[-1].row["id"]

    def _calls(self, since: datetime, until: datetime) -> Iterator[Facts]:
        after = None
        while True:
            with self.store.reading() as session:
                page = warehouse_sources.calls(session, since, until, after, _PAGE)
            yield from map(self.maker.of_call, page)
            if len(page) < _PAGE:
                return
            after = page[-1].client, page[-1].call


def _next(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)
