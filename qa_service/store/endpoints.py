"""Webhook endpoints as rows: made, changed, switched off; their secrets sealed."""

import secrets
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from qa_service.domain import webhooks
from qa_service.domain.webhooks import EndpointState
from qa_service.errors import NotFound
from qa_service.store import alarms, audit
from qa_service.store.cursor import Page, newest_first
from qa_service.store.seal import Seal
from qa_service.store.tables_events import IS_WAITING, DeliveryRow, EndpointRow
from qa_service.store.tables_figures import AlarmKind, AlarmRow

BY_ITSELF = "job:events"


def add(session: Session, row: EndpointRow, seal: Seal) -> str:
    """Keep a new one; its secret, which is shown this once."""
    secret = _new_secret()
    row.secret = _sealed(seal, row.id, secret)
    session.add(row)
    session.flush()
    return secret


def get(session: Session, id: uuid.UUID, *, lock: bool = False) -> EndpointRow:
    """Raises NotFound, for what another client owns as well."""
    query = select(EndpointRow).where(EndpointRow.id == id)
    row = session.exec(query.with_for_update() if lock else query).first()
    if row is None:
        raise NotFound("no webhook endpoint {id}", id=id)
    return row


def page(session: Session, cursor: str | None = None, limit: int = 50) -> Page[EndpointRow]:
    """Newest first. Raises BadInput on a cursor that this service did not make."""
    return newest_first(session, select(EndpointRow), EndpointRow.created_at, EndpointRow.id, cursor, limit)


def rotate(row: EndpointRow, seal: Seal, at: datetime, overlap: timedelta) -> str:
    """A new secret; messages are signed with the old one as well until `overlap` is over."""
    secret = _new_secret()
    row.former_secret, row.former_until = (row.secret, at + overlap) if overlap else (None, None)
    row.secret = _sealed(seal, row.id, secret)
    return secret


def secrets_of(row: EndpointRow, seal: Seal, at: datetime) -> Sequence[str]:
    """Those that sign at a moment, the newest first. Raises BadInput where they were sealed with another secret."""
    sealed = [row.secret]
    if row.former_secret is not None and row.former_until is not None and at < row.former_until:
        sealed.append(row.former_secret)
    return [seal.open(data, _name(row.id)).decode() for data in sealed]


def switch_on(session: Session, row: EndpointRow, at: datetime) -> None:
    """It is told of events again, first of what waits for it."""
    row.state, row.state_at = EndpointState.ACTIVE, at
    row.failures, row.failing_since, row.rests_until = 0, None, None
    for delivery in session.exec(select(DeliveryRow).where(DeliveryRow.endpoint_id == row.id, IS_WAITING)):
        delivery.due_at, delivery.tries, delivery.first_try_at = at, 0, None


def switch_off(row: EndpointRow, at: datetime) -> None:
    """A person wants it to be told nothing for now; what waits, waits."""
    row.state, row.state_at = EndpointState.OFF, at


def ended(session: Session, row: EndpointRow, state: EndpointState, at: datetime) -> None:
    """The service gives it up, and people are alarmed."""
    since = row.failing_since or at
    row.state, row.state_at = state, at
    detail = {"state": state.value, "failures": row.failures}
    alarm = AlarmRow(
        client=row.client,
        kind=AlarmKind.WEBHOOK,
        subject=str(row.id),
        since=since,
        until=at,
        raised_at=at,
        detail=detail,
    )
    if alarms.keep(session, alarm):
        audit.note(session, BY_ITSELF, "raise alarm", str(alarm.id), row.client or None, about=str(row.id))


def active(session: Session) -> Sequence[EndpointRow]:
    """All that are told of events."""
    query = select(EndpointRow).where(EndpointRow.state == EndpointState.ACTIVE)
    return session.exec(query.order_by(col(EndpointRow.created_at))).all()


def _new_secret() -> str:
    return webhooks.secret_of(secrets.token_bytes(webhooks.KEY_BYTES))


def _sealed(seal: Seal, id: uuid.UUID, secret: str) -> bytes:
    return seal.close(secret.encode(), _name(id))


def _name(id: uuid.UUID) -> str:
    return f"webhook {id}"
