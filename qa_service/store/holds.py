"""Legal holds: what is under one is erased by nothing, not replaced and not masked, until it is lifted.

Whoever removes or replaces a contact asks `refuse` in the same transaction, with the contact's row locked; who looks
for many to remove leaves out those that are `is_held`, and asks again for each.
"""

import uuid
import zlib
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.retention import HoldKind
from qa_service.errors import NotFound, Sentence, UnderHold, say
from qa_service.store import linked_identities
from qa_service.store.cursor import Page, newest_first
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_complaints import ComplaintRow
from qa_service.store.tables_linked import LinkedIdentityRow
from qa_service.store.tables_retention import LegalHoldRow
from qa_service.store.tables_surveys import SurveyAnswerRow

STAYS = say("this contact is under a legal hold and stays as it is; an administrator can lift the hold")
"""For those who need not know why."""
_HOLDS = LegalHoldRow.__table__  # type: ignore[attr-defined]  # SQLModel adds it
_LINKS = LinkedIdentityRow.__table__  # type: ignore[attr-defined]  # SQLModel adds it
_LOCK = 7_151_830  # any number that no other lock of this service has
_NAMED = 3


def place(session: Session, hold: LegalHoldRow) -> LegalHoldRow:
    """Keep it, once nothing is being erased that it would keep. Of one contact, the row is locked by the caller."""
    _wait_for_erasures(session, hold.client, is_shared=False)
    session.add(hold)
    session.flush()
    return hold


def lift(session: Session, id: uuid.UUID) -> LegalHoldRow:
    """Remove it, and return what it was. Raises NotFound."""
    hold = session.get(LegalHoldRow, id)
    if hold is None:
        raise NotFound("no legal hold {id}", id=id)
    session.delete(hold)
    return hold


def page(session: Session, client: str | None, cursor: str | None, limit: int) -> Page[LegalHoldRow]:
    """The latest first. Raises BadInput on a cursor that this service did not make."""
    query = select(LegalHoldRow)
    if client is not None:
        query = query.where(LegalHoldRow.client == client)
    return newest_first(session, query, LegalHoldRow.set_at, LegalHoldRow.id, cursor, limit)


def is_held() -> Any:
    """As SQL: that a contact, or the one that it is a part of, is under a hold. Bare tables: no scope of a session
    hides a hold.
    """
    row = InteractionRow
    linked = sa.exists().where(
        _LINKS.c.client == col(row.client), _LINKS.c.identity == _HOLDS.c.customer, _LINKS.c.person == col(row.person)
    )
    named = sa.or_(_HOLDS.c.customer.in_((col(row.customer), col(row.person))), linked)
    by_customer = sa.and_(_HOLDS.c.kind == HoldKind.CUSTOMER, named)
    by_name = sa.and_(_HOLDS.c.kind == HoldKind.INTERACTION, _HOLDS.c.held_id.in_((col(row.id), col(row.segment_of))))
    whole = _HOLDS.c.kind == HoldKind.CLIENT
    return sa.exists().where(_HOLDS.c.client == col(row.client), sa.or_(whole, by_customer, by_name))


def is_held_beside(row: type[ComplaintRow] | type[SurveyAnswerRow]) -> Any:
    """The same of a complaint or of an answer to a survey: by its client, its customer, or the contact it came with."""
    own = _LINKS.alias("own_link")
    linked = sa.exists().where(
        *(own.c.client == col(row.client), own.c.identity == col(row.customer), own.c.person == _LINKS.c.person),
        *(_LINKS.c.client == col(row.client), _LINKS.c.identity == _HOLDS.c.customer),
    )
    by_customer = sa.and_(_HOLDS.c.kind == HoldKind.CUSTOMER, sa.or_(_HOLDS.c.customer == col(row.customer), linked))
    by_name = sa.and_(_HOLDS.c.kind == HoldKind.INTERACTION, _HOLDS.c.held_id == col(row.interaction_id))
    whole = _HOLDS.c.kind == HoldKind.CLIENT
    return sa.exists().where(_HOLDS.c.client == col(row.client), sa.or_(whole, by_customer, by_name))


def of_row(session: Session, row: InteractionRow) -> Sequence[LegalHoldRow]:
    """The holds that keep a contact, the oldest first."""
    by_name = sa.and_(_is(HoldKind.INTERACTION), col(LegalHoldRow.held_id).in_((row.id, row.segment_of or row.id)))
    names = {name for name in (row.customer, row.person) if name is not None}
    return _of(session, row.client, linked_identities.names_of(session, row.client, names) if names else (), by_name)


def of_customer(session: Session, client: str, customers: Collection[str]) -> Sequence[LegalHoldRow]:
    """The holds that keep all contacts of a customer, under whichever of these names, the oldest first."""
    return _of(session, client, customers)


def _of(session: Session, client: str, customers: Collection[str], *also: Any) -> Sequence[LegalHoldRow]:
    by_customer = sa.and_(_is(HoldKind.CUSTOMER), col(LegalHoldRow.customer).in_(customers))
    query = select(LegalHoldRow).where(LegalHoldRow.client == client, sa.or_(_is(HoldKind.CLIENT), by_customer, *also))
    return session.exec(query.order_by(col(LegalHoldRow.set_at), col(LegalHoldRow.id))).all()


def _is(kind: HoldKind) -> Any:
    return col(LegalHoldRow.kind) == kind


def refuse(session: Session, row: InteractionRow, *, tells_why: bool = False) -> None:
    """Raises UnderHold where the contact is held; `tells_why`: the caller may know. From here to the end of the
    transaction no hold of its client or customer comes into force. `row` is locked.
    """
    hold_off(session, row.client)
    if kept_by := of_row(session, row):
        raise UnderHold(why_left(1, kept_by) if tells_why else STAYS)


def hold_off(session: Session, client: str) -> None:
    """Until the transaction ends no hold of this client or of its customers comes into force."""
    _wait_for_erasures(session, client, is_shared=True)


def why_left(count: int, kept_by: Sequence[LegalHoldRow]) -> Sentence:
    """That so many contacts were left, and by which holds."""
    reasons = _reasons(kept_by)
    if count == 1:
        return say("1 contact is under a legal hold and was left as it is: {reasons}", reasons=reasons)
    return say(
        "{count} contacts are under a legal hold and were left as they are: {reasons}", count=count, reasons=reasons
    )


def why_client_stays(kept_by: Sequence[LegalHoldRow]) -> Sentence:
    """That no contact was left, and by which holds what else there is of the client was."""
    return say(
        "no contact is left; what else there is of the client is under a legal hold: {reasons}",
        reasons=_reasons(kept_by),
    )


def _reasons(kept_by: Sequence[LegalHoldRow]) -> str:
    named = [f"{hold.reason} ({hold.set_by}, {hold.set_at:%Y-%m-%d})" for hold in kept_by[:_NAMED]]
    return "; ".join(named) + ("; ..." if len(kept_by) > _NAMED else "")


def _wait_for_erasures(session: Session, client: str, *, is_shared: bool) -> None:
    """On PostgreSQL: erasures of a client share a lock, and who sets a hold waits for them, so that nothing goes after
    its hold is in force. SQLite has one writer.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        lock = sa.func.pg_advisory_xact_lock_shared if is_shared else sa.func.pg_advisory_xact_lock
        number = zlib.crc32(client.encode()) - 2**31  # int4 has a sign
        connection.execute(sa.select(lock(_LOCK, number)))
