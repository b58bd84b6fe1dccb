"""What goes into a file, read a page at a time and each page in a session of its own: memory does not grow."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, select

from qa_service.documents.analysis import Analysis
from qa_service.domain.interaction import State
from qa_service.domain.review import MachineAnswer, machine_answers
from qa_service.errors import NotFound
from qa_service.reviewing import blindness
from qa_service.store import findings, interactions, results, withholding
from qa_service.store.exports import Order
from qa_service.store.interactions import Filters
from qa_service.store.repository import Store
from qa_service.store.tables import InteractionRow

Progress = Callable[[int, int | None], None]
"""Told how much is done, and of how much (None: not known)."""
_ROWS, _DOCUMENTS = 1000, 100


@dataclass(frozen=True, slots=True)
class AnalysedInteraction:
    """A finished interaction: its row, its document as the maker of the order may see it, the machine's answers;
    whether its words may not be read, or are not kept.
    """

    row: InteractionRow
    document: dict[str, Any]
    machine: dict[str, MachineAnswer]
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class ListedInteraction:
    """A row, and what of it a person is to confirm: labels of courtesy, with spaces between them."""

    row: InteractionRow
    to_be_confirmed: str | None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)


def rows(store: Store, order: Order, progress: Progress) -> Iterator[ListedInteraction]:
    """The interactions of an order, newest first; without findings where its maker is to answer blind."""
    for page in _pages(store, order, order.filters, _ROWS, progress):
        with store.reading(order.scope) as session:
            ids = {row.id for row in page}
            open_ = ids - blindness.held_back(session, ids, order.reviewer)
            waits = findings.to_be_confirmed(session, open_)
            veiled = blindness.veiled(session, page, order.reviewer, narrowed=order.filters.tells_findings)
        yield from (ListedInteraction(row, " ".join(waits.get(row.id, ())) or None) for row in veiled)


def analysed(store: Store, order: Order, progress: Progress) -> Iterator[AnalysedInteraction]:
    """The finished interactions of an order, newest first, but for those that its maker is to answer blind."""
    for page in _pages(store, order, replace(order.filters, state=State.DONE), _DOCUMENTS, progress):
        with store.reading(order.scope) as session:
            held = blindness.held_back(session, [row.id for row in page], order.reviewer)
            opened = [_analysed(session, row.id, order) for row in page if row.id not in held]
        blindness.note_read(store, [item.row.id for item in opened if item is not None], order.reviewer)
        yield from (item for item in opened if item is not None)


def analysed_interaction(store: Store, order: Order, id: uuid.UUID) -> AnalysedInteraction | None:
    """One interaction; None where it has no result (any more), or its maker is to answer it blind."""
    with store.reading(order.scope) as session:
        if blindness.held_back(session, [id], order.reviewer):
            return None
        analysed = _analysed(session, id, order)
    if analysed is not None:
        blindness.note_read(store, [id], order.reviewer)
    return analysed


def _analysed(session: Session, id: uuid.UUID, order: Order) -> AnalysedInteraction | None:
    try:
        row, processed = interactions.get(session, id), results.processed(session, id)
    except NotFound:
        return None
    why = withholding.reason(session, processed.understood.transcript.lang, id)
    document, own = Analysis.of(processed, withheld=why), order.scope.agent
    if not order.agents or own is not None:
        document = document.without_agents(own if order.agents else None)
    return AnalysedInteraction(row, document.document(), machine_answers(processed), bool(why))


def _pages(
    store: Store, order: Order, filters: Filters, size: int, progress: Progress
) -> Iterator[list[InteractionRow]]:
    with store.reading(order.scope) as session:
        query = select(sa.func.count()).select_from(InteractionRow).where(*filters.conditions())
        total = session.exec(query).one()
    done, cursor, more = 0, None, True
    progress(done, total)
    while more:
        with store.reading(order.scope) as session:
            page = interactions.page(session, filters, cursor=cursor, limit=size)
        yield list(page.rows)
        done, cursor, more = done + len(page.rows), page.next, page.next is not None
        progress(done, max(done, total))
