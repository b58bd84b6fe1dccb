"""Removing what was kept of a contact, for retention periods and the right to erasure."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.store.blobs import Blobs
from qa_service.store.inbox import Inbox
from qa_service.store.interactions import WAITING, get
from qa_service.store.tables import InteractionRow


def erase(session: Session, id: uuid.UUID, blobs: Blobs, inbox: Inbox) -> None:
    """Remove the row, its findings, its sealed words and its recordings. Raises NotFound."""
    row = get(session, id)
    client, keys = row.client, [key for key in (row.recording_key, row.redacted_key) if key]
    session.delete(row)  # the database takes transcript and analysis along
    session.flush()
    for run in range(1, row.run + 1):
        inbox.clear(id, run)
    for key in keys:
        if not _used(session, client, key):
            blobs.delete(key)


def of_customer(session: Session, client: str, customer: str) -> Sequence[uuid.UUID]:
    """The contacts of one customer, given the pseudonym."""
    query = select(InteractionRow.id).where(InteractionRow.client == client, InteractionRow.customer == customer)
    return session.exec(query).all()


def still_needed(session: Session, client: str, recording_key: str) -> bool:
    """Whether a contact still waits for this recording to be heard: equal recordings share one key."""
    query = select(InteractionRow.id).where(
        InteractionRow.client == client, InteractionRow.recording_key == recording_key
    )
    return session.exec(query.where(col(InteractionRow.state).in_(WAITING))).first() is not None


def _used(session: Session, client: str, key: str) -> bool:
    row = InteractionRow
    query = select(row.id).where(row.client == client, sa.or_(row.recording_key == key, row.redacted_key == key))  # type: ignore[arg-type]
    return session.exec(query).first() is not None
