"""Removing what was kept of a contact, for retention periods and the right to erasure."""

import uuid
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.errors import NotFound
from qa_service.store import agent_segments, agreement_rollups, holds, linked_identities, remains, rollup_writes
from qa_service.store.blobs import Blobs
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow


def erase(session: Session, id: uuid.UUID, blobs: Blobs, staging: Staging) -> None:
    """Remove the row, its findings, its sealed words and its recordings. Raises NotFound, and UnderHold."""
    row = session.exec(select(InteractionRow).where(InteractionRow.id == id).with_for_update()).first()
    if row is None:
        raise NotFound("no interaction {id}", id=id)
    holds.refuse(session, row, tells_why=True)
    for part in agent_segments.of(session, id):
        erase(session, part.id, blobs, staging)
    client, keys = row.client, [key for key in (row.recording_key, row.redacted_key, row.louder_key) if key]
    rollup_writes.take(session, id)
    with agreement_rollups.kept_up(session, [client], [id]):
        session.delete(row)  # the database takes transcript, analysis and answers along
        session.flush()
    if row.person is not None and row.segment_of is None:
        linked_identities.forget(session, client, {row.person})
    for run in range(1, row.run + 1):
        remains.drop(blobs, staging, id, run, session)
    for key in keys:
        remains.drop_unused(session, client, key, blobs)


def of_customer(session: Session, client: str, customer: str) -> Sequence[uuid.UUID]:
    """The contacts of one customer, given the pseudonym, that no legal hold keeps."""
    query = select(InteractionRow.id).where(*_theirs(client, customer), ~holds.is_held())
    return session.exec(query).all()


def held_of_customer(session: Session, client: str, customer: str) -> Sequence[InteractionRow]:
    """Those that one keeps."""
    return session.exec(select(InteractionRow).where(*_theirs(client, customer), holds.is_held())).all()


def _theirs(client: str, customer: str) -> tuple[Any, ...]:
    named = sa.or_(col(InteractionRow.customer) == customer, col(InteractionRow.person) == customer)
    return InteractionRow.client == client, col(InteractionRow.segment_of).is_(None), named
