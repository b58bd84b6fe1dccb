"""Customers who object to being analysed (article 21 GDPR), by pseudonym: what is handed in of them is refused."""

import uuid

from sqlmodel import Session, col, or_, select, update

from qa_service.domain.interaction import WAITING
from qa_service.errors import NotFound, OptedOut, say
from qa_service.store import linked_identities, results
from qa_service.store.cursor import Page, newest_first
from qa_service.store.tables import AnalysisRow, InteractionRow, now
from qa_service.store.tables_retention import OptOutRow

WHY = say("this customer objects to being analysed: nothing of the contact was kept, and nothing will be analysed")


def of(session: Session, client: str, customer: str) -> OptOutRow | None:
    """The objection of a customer, by the pseudonym."""
    query = select(OptOutRow).where(OptOutRow.client == client, OptOutRow.customer == customer)
    return session.exec(query).first()


def refuse(session: Session, client: str, customer: str | None) -> None:
    """Raises OptedOut where a contact of this customer (the pseudonym) may not be analysed."""
    opt_out = of(session, client, customer) if customer is not None else None
    if opt_out is not None:
        raise OptedOut(WHY, opt_out.id)


def put(session: Session, client: str, customer: str, by: str) -> OptOutRow:
    """From now on; what of the customer waits for its first analysis is given up, and its original goes in time."""
    opt_out = of(session, client, customer)
    if opt_out is None:
        opt_out = OptOutRow(client=client, customer=customer, set_by=by)
        session.add(opt_out)
        session.flush()
    row, analysed = InteractionRow, select(AnalysisRow.interaction_id)
    names = linked_identities.names_of(session, client, {customer})
    theirs = or_(col(row.customer).in_(names), col(row.person).in_(names))
    query = select(row.id, row.run).where(row.client == client, theirs)
    query = query.where(col(row.state).in_(WAITING), col(row.id).not_in(analysed.where(AnalysisRow.client == client)))
    for id, run in session.exec(query).all():
        results.fail(session, id, run, WHY)
    return opt_out


def withdraw(session: Session, id: uuid.UUID) -> OptOutRow:
    """Their contacts are analysed again from now on. Raises NotFound."""
    opt_out = session.get(OptOutRow, id)
    if opt_out is None:
        raise NotFound("no objection to analysis {id}", id=id)
    session.delete(opt_out)
    return opt_out


def count_refusal(session: Session, id: uuid.UUID) -> None:
    """One more was handed in and refused."""
    counted = {"refused": OptOutRow.refused + 1, "refused_at": now()}
    session.execute(update(OptOutRow).where(col(OptOutRow.id) == id).values(**counted))


def page(session: Session, client: str | None, cursor: str | None, limit: int) -> Page[OptOutRow]:
    """The latest first. Raises BadInput on a cursor that this service did not make."""
    query = select(OptOutRow)
    if client is not None:
        query = query.where(OptOutRow.client == client)
    return newest_first(session, query, OptOutRow.set_at, OptOutRow.id, cursor, limit)
